// Package theme defines the look of the desk: colours, sizes, fonts and icons.
//
// Colours and the sizes are for parts that draw themselves. Scale returns the
// factor for the sizes in a window. New makes the fyne.Theme of a scale for
// Fyne's own widgets; make a new one when Fit changes. Icon colours a drawing.
// For the program's own words in bold see Style.
package theme
