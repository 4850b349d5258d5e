// Package theme is the look of the desk: colours, measures, fonts and icons.
//
// Colours and the measures are for whoever draws; Scale is by what the measures
// are multiplied in a window. New makes the fyne.Theme for a scale, after which
// Fyne's own widgets look; make another when Fit says so. Icon colours a drawing.
// Bold is for the program's own words: see Style.
package theme
