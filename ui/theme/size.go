package theme

import (
	"math"

	"fyne.io/fyne/v2"
)

// The window that all measures are given for, in pixels, and the least that an
// upright one has of them.
const (
	BaseWidth  = 1366
	BaseHeight = 768

	UprightWidth  = 1024
	UprightHeight = 1366
)

// Text sizes, spacing and radii on that window.
const (
	TextSmall   = 15
	TextBody    = 19
	TextField   = 26
	TextHeading = 34
	TextVerdict = 150
	// TextReason is that of a verdict's reason and next step: 53 pixels or 9.6 mm
	// on a screen of 15.6 inches and 1920×1080, as the font's size is counted.
	TextReason = 38

	Space  = 8
	Radius = 12
)

// TextLeast is the least size of a text that has too little room at its own.
const TextLeast = 13

// minScale is that of the smallest window there is, 640×400. The desk is made for
// 1024×600 and more; in less, everything is smaller and still whole.
const minScale = 0.46

// Upright reports whether a window is higher than wide.
func Upright(window fyne.Size) bool { return window.Height > window.Width }

// Scale returns how much larger than on the base window things are drawn in a
// window of the given size: 1 at 1366×768, 1.41 at 1920×1080, 0.75 at 1024×600
// and, upright, at 768×1366.
func Scale(window fyne.Size) float32 {
	if Upright(window) {
		return max(minScale, min(window.Width/UprightWidth, window.Height/UprightHeight))
	}
	return max(minScale, min(window.Width/BaseWidth, window.Height/BaseHeight))
}

// almost lets 1024×600, whose scale is 0.7496, have the theme of 0.75.
const almost = 0.02

// Fit is Scale in sixteenths, rounded down: the scale of the Theme for a window.
// Another theme has Fyne read its fonts anew, which is not to happen at every
// pixel of a change of size.
func Fit(window fyne.Size) float32 {
	return float32(math.Floor(float64(Scale(window))*16+almost) / 16)
}
