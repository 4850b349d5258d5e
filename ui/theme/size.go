package theme

import (
	"math"
	"sync/atomic"

	"fyne.io/fyne/v2"
)

// The window for which all sizes are given, in pixels, and the smallest size of
// an upright one.
const (
	BaseWidth  = 1366
	BaseHeight = 768

	UprightWidth  = 1024
	UprightHeight = 1366
)

// Text sizes, spacing and radii in that window.
const (
	TextSmall   = 15
	TextBody    = 19
	TextField   = 26
	TextHeading = 34
	TextVerdict = 150
	// TextReason is the size of a verdict's reason and next step: 53 pixels or
	// 9.6 mm on a screen of 15.6 inches and 1920×1080, counted as the font
	// counts its size.
	TextReason = 38

	Space  = 8
	Radius = 12
)

// TextLeast is the smallest size to which a text shrinks that does not fit.
const TextLeast = 13

// minScale is the scale of the smallest window, 640×400. The desk is designed
// for 1024×600 and more. In smaller windows everything is smaller and nothing
// is cut off.
const minScale = 0.46

// Upright reports whether a window is higher than wide.
func Upright(window fyne.Size) bool { return window.Height > window.Width }

// limit is the largest scale that the settings allow, in per cent; 0: none.
var limit atomic.Int32

// Limit sets the largest scale in per cent; 0 sets none.
func Limit(percent int) { limit.Store(int32(percent)) }

// Limited returns the limit.
func Limited() int { return int(limit.Load()) }

// Scale returns the factor of sizes in a window: what fits, and no more than the
// limit.
func Scale(window fyne.Size) float32 {
	scale := Full(window)
	if most := limit.Load(); most > 0 {
		scale = min(scale, max(minScale, float32(most)/100))
	}
	return scale
}

// Full returns the largest factor that fits: 1 at 1366×768, 1.41 at 1920×1080, 0.75
// at 1024×600 and at 768×1366 upright.
func Full(window fyne.Size) float32 {
	if Upright(window) {
		return max(minScale, min(window.Width/UprightWidth, window.Height/UprightHeight))
	}
	return max(minScale, min(window.Width/BaseWidth, window.Height/BaseHeight))
}

// almost gives 1024×600, whose scale is 0.7496, the theme of 0.75.
const almost = 0.02

// Fit is Scale rounded down to sixteenths. It is the scale of the Theme for a
// window. A new theme makes Fyne read its fonts again, which must not happen at
// every pixel of a resize.
func Fit(window fyne.Size) float32 {
	return float32(math.Floor(float64(Scale(window))*16+almost) / 16)
}
