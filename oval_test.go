package main

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"

	"facedesk/imaging/capture"
	"facedesk/ui/widgets"
)

// The oval that the guest sees is the one that hints and crop go by. Their
// packages must not know each other, so this test ties the two.
func TestOvalOnTheScreenIsTheOneOfTheCrop(t *testing.T) {
	for _, size := range []image.Point{{640, 480}, {1280, 720}, {1920, 1080}, {720, 1280}, {400, 400}, {2000, 300}} {
		at, oval := widgets.Oval(fyne.NewSize(float32(size.X), float32(size.Y)))
		drawn := image.Rect(int(at.X), int(at.Y), int(at.X+oval.Width), int(at.Y+oval.Height))
		cropped := capture.Oval(size)
		for _, d := range []int{drawn.Min.X - cropped.Min.X, drawn.Min.Y - cropped.Min.Y, drawn.Max.X - cropped.Max.X, drawn.Max.Y - cropped.Max.Y} {
			if d < -1 || d > 1 {
				t.Errorf("%v: drawn %v, cropped %v", size, drawn, cropped)
				break
			}
		}
	}
}
