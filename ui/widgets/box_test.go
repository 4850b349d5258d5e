package widgets

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2/container"

	"facedesk/ui/theme"
)

// drawBox draws a 60×40 box at (10, 10) in a window.
func drawBox(t *testing.T, b *Box) image.Image {
	t.Helper()
	win := window(t, container.NewWithoutLayout(b), 80, 60)
	Place(b, 10, 10, 60, 40)
	return win.Canvas().Capture()
}

func TestBox(t *testing.T) {
	desk(t)
	red, blue := theme.RGB(0xC02010), theme.RGB(0x1020C0)
	t.Run("small", func(t *testing.T) { testBox(t, NewBox(red, blue), red, blue) })
	t.Run("large", func(t *testing.T) { testBox(t, NewCard(red, blue), red, blue) })
}

func testBox(t *testing.T, b *Box, red, blue color.Color) {
	b.SetShape(3, 12)
	img := drawBox(t, b)
	outside := img.At(2, 2)
	for _, c := range []struct {
		what string
		x, y int
		want color.Color
	}{
		{"round corner", 10, 10, outside}, {"round corner", 69, 49, outside}, {"round corner", 69, 10, outside}, {"round corner", 10, 49, outside},
		{"left edge", 11, 30, blue}, {"right edge", 68, 30, blue}, {"upper edge", 40, 11, blue}, {"lower edge", 40, 48, blue},
		{"beside the left edge", 14, 30, red}, {"beside the right edge", 65, 30, red}, {"under the upper edge", 40, 14, red},
		{"seam", 21, 30, red}, {"seam", 22, 30, red}, {"seam", 57, 30, red}, {"seam", 58, 30, red}, {"middle", 40, 30, red},
		{"left of it", 9, 30, outside}, {"beneath it", 40, 50, outside},
	} {
		if got := color.NRGBAModel.Convert(img.At(c.x, c.y)); got != color.NRGBAModel.Convert(c.want) {
			t.Errorf("%s at %d,%d: %v, want %v", c.what, c.x, c.y, got, c.want)
		}
	}
}

func TestBoxWithoutFillIsNotDrawn(t *testing.T) {
	desk(t)
	b := NewBox(color.Transparent, theme.RGB(0x1020C0))
	b.SetShape(3, 0)
	img := drawBox(t, b)
	for _, p := range []image.Point{{11, 30}, {40, 30}, {40, 11}} {
		if img.At(p.X, p.Y) != img.At(2, 2) {
			t.Errorf("something is drawn at %v", p)
		}
	}
}

func TestBoxInScroll(t *testing.T) {
	desk(t)
	red, blue := theme.RGB(0xC02010), theme.RGB(0x1020C0)
	b := NewBox(red, blue)
	b.SetShape(2, 4)
	scroll := container.NewVScroll(container.NewStack(b))
	win := window(t, container.NewWithoutLayout(scroll), 80, 60)
	Place(scroll, 10, 10, 60, 40)
	img := win.Canvas().Capture()
	for _, p := range []image.Point{{20, 15}, {60, 15}, {20, 45}, {60, 45}} {
		if got := color.NRGBAModel.Convert(img.At(p.X, p.Y)); got != color.NRGBAModel.Convert(red) {
			t.Errorf("inside at %v: %v", p, got)
		}
	}
	if img.At(40, 5) != img.At(2, 2) || img.At(40, 55) != img.At(2, 2) {
		t.Error("something is drawn beside the scroll")
	}
}
