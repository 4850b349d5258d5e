package widgets

import (
	"image"
	"image/color"

	"facedesk/identity"
)

// groups is the grouping that screens use.
func groups(s string) string { return identity.GroupNumber(s) }

// testFrame is brighter to the right, half light and half dark.
func testFrame(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			v := uint8(255 * x / w)
			img.SetRGBA(x, y, color.RGBA{v, v, uint8(255 * y / h), 255})
		}
	}
	return img
}
