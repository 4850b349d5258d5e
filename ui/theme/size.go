package theme

import (
	"math"

	"fyne.io/fyne/v2"
)

// The window that all measures are given for, in pixels.
const (
	BaseWidth  = 1366
	BaseHeight = 768
)

// Text sizes, spacing and radii on that window.
const (
	TextSmall   = 15
	TextBody    = 19
	TextField   = 26
	TextHeading = 34
	TextVerdict = 150

	Space  = 8
	Radius = 12
)

// minScale keeps texts readable in a window that is too small.
const minScale = 0.75

// Scale returns how much larger than on the base window things are drawn in a
// window of the given size: 1 at 1366×768, 1.41 at 1920×1080.
func Scale(window fyne.Size) float32 {
	return max(minScale, min(window.Width/BaseWidth, window.Height/BaseHeight))
}

// Fit is Scale in sixteenths, rounded down: the scale of the Theme for a window.
// Another theme has Fyne read its fonts anew, which is not to happen at every
// pixel of a change of size.
func Fit(window fyne.Size) float32 {
	return float32(math.Floor(float64(Scale(window))*16) / 16)
}
