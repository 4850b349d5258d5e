package theme

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Sizes of text. Fyne's own names stand for the first four.
const (
	SizeNote    = theme.SizeNameCaptionText    // what is said beside
	SizeBody    = theme.SizeNameText           // running text
	SizeField   = theme.SizeNameSubHeadingText // what is typed, big buttons, hints
	SizeHeading = theme.SizeNameHeadingText
	// SizeVerdict is the word that is read from two metres.
	SizeVerdict fyne.ThemeSizeName = "facedesk.verdict"
)

// Measures in pixels of a window of 1366×768, for Px.
const (
	Height = 768 // the window that the measures are for
	Width  = 1366

	TextNote    = 15
	TextBody    = 19
	TextField   = 26
	TextHeading = 34
	TextVerdict = 150

	Step        = 8  // all spacing is a multiple of it
	RadiusSmall = 10 // fields, buttons
	RadiusLarge = 16 // cards, the preview
	Border      = 2  // of fields and buttons
	Focus       = 4  // of the halo around what has the focus
	Frame       = 10 // around a verdict of no match
	DemoFrame   = 34 // the striped one
)

// narrow is the least width of a window in proportion to its height for which
// the height alone decides: 4:3.
const narrow = 4.0 / 3

// Scale returns by what to multiply the measures in a window of that height,
// between 3/4 and 4. It goes in sixteenths, so that not every pixel of a change
// of size makes another theme, and rounds down, so that nothing is cut off.
func Scale(height float32) float32 {
	steps := math.Floor(float64(height) / Height * 16)
	if math.IsNaN(steps) {
		return 1
	}
	return float32(min(max(steps, 12), 64) / 16)
}

// Fit returns the Scale for a window, by its height or, where it is narrower
// than 4:3, by its width.
func Fit(window fyne.Size) float32 {
	return Scale(min(window.Height, window.Width/narrow))
}

// measure returns the unscaled size of a name, false for Fyne's choice.
func measure(name fyne.ThemeSizeName) (float32, bool) {
	switch name {
	case SizeNote:
		return TextNote, true
	case SizeBody:
		return TextBody, true
	case SizeField:
		return TextField, true
	case SizeHeading:
		return TextHeading, true
	case SizeVerdict:
		return TextVerdict, true
	case theme.SizeNamePadding, theme.SizeNameLineSpacing:
		return Step, true
	case theme.SizeNameInnerPadding, theme.SizeNameScrollBar:
		return 2 * Step, true
	case theme.SizeNameInlineIcon:
		return 3 * Step, true
	case theme.SizeNameInputBorder:
		return Border, true
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius, theme.SizeNameButtonRadius, theme.SizeNameMenuRadius, theme.SizeNamePopupRadius:
		return RadiusSmall, true
	case theme.SizeNameCardRadius, theme.SizeNameDialogRadius:
		return RadiusLarge, true
	}
	return 0, false
}
