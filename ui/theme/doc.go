// Package theme is the look of the desk: colours, sizes, fonts and icons.
//
// New makes the fyne.Theme for a scale, and Fit says which scale suits a
// window; make another when the window has changed. Colours and sizes that Fyne
// has no name for have names here (ColorPass, SizeVerdict, …) which Fyne's own
// theme.Color and theme.Size understand while such a Theme is set. Px scales a
// measure of the drawings. Verdict screens take their colours from Pass,
// Details, NotMatched, Unchecked and Demo; Icon colours a drawing.
//
// The theme is light whatever the system prefers. Text has a contrast of 4.5
// to 1 at least with what it stands on, shapes 3 to 1 (WCAG 2.1, 1.4.3 and
// 1.4.11). Bold is for the program's own words: see Style.
package theme
