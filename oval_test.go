package main

import (
	"image"
	"math"
	"testing"

	"fyne.io/fyne/v2"

	"facedesk/imaging/capture"
	"facedesk/ui/widgets"
)

// The oval that the guest sees is the one that hints and crop go by. Their
// packages must not know each other, so this test ties the two.
func TestOvalOnTheScreenIsTheOneOfTheCrop(t *testing.T) {
	panes := []fyne.Size{{Width: 640, Height: 480}, {Width: 700, Height: 560}, {Width: 720, Height: 400}, {Width: 500, Height: 700}}
	for _, frame := range []image.Point{{X: 640, Y: 480}, {X: 1280, Y: 720}, {X: 1920, Y: 1080}, {X: 720, Y: 1280}, {X: 400, Y: 400}} {
		for _, pane := range panes {
			w, h := float32(frame.X), float32(frame.Y)
			scale := max(pane.Width/w, pane.Height/h) // the frame covers the pane, its middle in the middle
			at, oval := widgets.Oval(pane, frame)
			drawn := [4]float32{at.X, at.Y, at.X + oval.Width, at.Y + oval.Height}
			c := capture.Oval(frame)
			for i, v := range []int{c.Min.X, c.Min.Y, c.Max.X, c.Max.Y} {
				middle, length := w/2, pane.Width
				if i%2 == 1 {
					middle, length = h/2, pane.Height
				}
				if want := length/2 + (float32(v)-middle)*scale; math.Abs(float64(drawn[i]-want)) > float64(scale)+1 {
					t.Errorf("%v in %v: drawn %v, of the frame %v", frame, pane, drawn, c)
				}
			}
		}
	}
}
