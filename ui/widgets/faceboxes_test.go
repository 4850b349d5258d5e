package widgets

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/ui/theme"
)

// inked counts the pixels of a colour.
func inked(img image.Image, c color.Color) (n int) {
	r, g, b, _ := c.RGBA()
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if pr, pg, pb, _ := img.At(x, y).RGBA(); pr == r && pg == g && pb == b {
				n++
			}
		}
	}
	return n
}

// Each box has a line of its own, and the customer's is thick: no colour is needed.
func TestFaceBoxesDifferWithoutColour(t *testing.T) {
	seen := map[int]int{}
	for index := range maxFaceBoxes {
		thin, thick := drawFaceBox(200, 200, index, false), drawFaceBox(200, 200, index, true)
		n := inked(thin, color.White)
		if n == 0 || inked(thick, color.White) < 3*n/2 || inked(thin, ovalDark) == 0 {
			t.Errorf("%d: %d light pixels, thick %d", index, n, inked(thick, color.White))
		}
		for other, m := range seen {
			if 20*max(n-m, m-n) < n {
				t.Errorf("%d and %d look alike", index, other)
			}
		}
		seen[index] = n
	}
	if drawFaceBox(3, 3, 0, true) == nil || drawFaceBox(1, 400, 1, false) == nil {
		t.Error("a tiny box is not drawn")
	}
}

// The boxes and the oval lie on the picture wherever it is cut off, and go with it.
func TestFaceBoxesOnThePicture(t *testing.T) {
	test.NewTempApp(t)
	v := NewPreview(theme.Colours())
	v.do = func(f func()) { f() }
	w := test.NewTempWindow(t, v)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(640, 640))
	v.SetFrame(image.NewRGBA(image.Rect(0, 0, 1280, 720)))
	v.SetFaces([]FaceBox{{X: 0.5, Y: 0.5, W: 0.1, H: 0.2, Customer: true}, {X: 0.3, Y: 0.1, W: 0.1, H: 0.2}})
	v.SetAim(0.1, 5)
	shown := func() (boxes []fyne.Position) {
		for _, o := range test.WidgetRenderer(v).Objects() {
			if b, ok := o.(*Box); ok && b.Visible() {
				boxes = append(boxes, b.Position())
			}
		}
		return boxes
	}
	if got := shown(); len(got) != 2 || got[0] != fyne.NewPos(320, 320) {
		t.Errorf("boxes at %v", got)
	}
	frame := image.Pt(1280, 720)
	usual, _ := Oval(v.Size(), frame)
	at, size := v.oval(v.Size(), frame)
	if at.X <= usual.X || at.Y+size.Height > 640.5 {
		t.Errorf("oval at %v, usually %v", at, usual)
	}
	var x, y float64
	v.OnTapped = func(ax, ay float64) { x, y = ax, ay }
	v.Tapped(&fyne.PointEvent{Position: fyne.NewPos(320, 160)})
	if x != 0.5 || y != 0.25 {
		t.Errorf("tapped at %v, %v", x, y)
	}
	v.Clear()
	v.Tapped(&fyne.PointEvent{Position: fyne.NewPos(1, 1)})
	if got := shown(); len(got) != 0 {
		t.Errorf("boxes without a picture: %v", got)
	}
}
