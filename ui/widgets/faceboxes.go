package widgets

import (
	"image"
	"image/color"
	"math"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/theme"
)

// FaceBox is where on the picture a face is, in shares of its width and height.
type FaceBox struct {
	X, Y, W, H float64
	Customer   bool
}

// maxFaceBoxes is how many are drawn.
const maxFaceBoxes = 4

// faceBox is one box with its number. Boxes are told apart by number and line; the
// customer's line is thick. No colour is needed.
type faceBox struct {
	line   *canvas.Raster
	pill   *Box
	number *canvas.Text
	index  int
	thick  bool
}

func newFaceBox(index int) *faceBox {
	b := &faceBox{pill: NewBox(ovalDark, color.White), number: newText(bold), index: index}
	b.line = newDrawing(func(w, h int) image.Image { return drawFaceBox(w, h, b.index, b.thick) })
	return b
}

func (b *faceBox) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{b.line, b.pill, b.number}
}

// show draws the box of a face in a part of the window, or hides it.
func (b *faceBox) show(px func(float32) float32, faces []FaceBox, pos fyne.Position, size fyne.Size) {
	visible := b.index < len(faces) && size.Width > 0
	for _, o := range b.objects() {
		Show(o, visible)
	}
	if !visible {
		return
	}
	f := faces[b.index]
	if b.thick != f.Customer {
		b.thick = f.Customer
		b.line.Refresh()
	}
	x, y := pos.X+float32(f.X)*size.Width, pos.Y+float32(f.Y)*size.Height
	Place(b.line, x, y, float32(f.W)*size.Width, float32(f.H)*size.Height)
	side := px(44)
	b.pill.SetShape(px(2), px(10))
	Place(b.pill, x, y, side, side)
	write(b.number, strconv.Itoa(b.index+1), px(theme.TextField), color.White)
	m := b.number.MinSize()
	Place(b.number, x+(side-m.Width)/2, y+(side-m.Height)/2, m.Width, m.Height)
}

// faceBoxes are all that may be shown.
type faceBoxes []*faceBox

func newFaceBoxes() (all faceBoxes) {
	for i := range maxFaceBoxes {
		all = append(all, newFaceBox(i))
	}
	return all
}

func (all faceBoxes) objects() (out []fyne.CanvasObject) {
	for _, b := range all {
		out = append(out, b.objects()...)
	}
	return out
}

func (all faceBoxes) show(px func(float32) float32, faces []FaceBox, pos fyne.Position, size fyne.Size) {
	for _, b := range all {
		b.show(px, faces, pos, size)
	}
}

// dashes are the lengths of line and gap of each box, in widths of the line; none
// for a line without gaps.
var dashes = [maxFaceBoxes][]float64{nil, {6, 3}, {1.5, 2}, {8, 2, 1.5, 2}}

// drawFaceBox draws the outline in w×h pixels: light within dark, so that it shows on
// any background.
func drawFaceBox(w, h, index int, thick bool) image.Image {
	s := newSketch(w, h)
	width := math.Max(3, float64(w)*0.014)
	if thick {
		width *= 2
	}
	if float64(min(w, h)) < 4*width {
		return s.img
	}
	m := 1.2 * width
	corners := []point{{m, m}, {float64(w) - m, m}, {float64(w) - m, float64(h) - m}, {m, float64(h) - m}}
	for i, from := range corners {
		to := corners[(i+1)%4]
		for _, part := range dashed(from, to, dashes[index%maxFaceBoxes], width) {
			s.stroke(width*2.4, part[0], part[1])
			s.fill(ovalDark)
			s.stroke(width, part[0], part[1])
			s.fill(color.White)
		}
	}
	return s.img
}

// dashed cuts a line into its dashes.
func dashed(from, to point, pattern []float64, width float64) [][2]point {
	length := math.Hypot(to.x-from.x, to.y-from.y)
	if len(pattern) == 0 || length == 0 {
		return [][2]point{{from, to}}
	}
	at := func(d float64) point {
		k := math.Min(d, length) / length
		return point{from.x + k*(to.x-from.x), from.y + k*(to.y-from.y)}
	}
	var out [][2]point
	for d, i := 0.0, 0; d < length; i++ {
		step := pattern[i%len(pattern)] * width
		if i%2 == 0 {
			out = append(out, [2]point{at(d), at(d + step)})
		}
		d += step
	}
	return out
}

// SetFaces shows numbered boxes of faces to choose from, none for nil.
func (v *Preview) SetFaces(faces []FaceBox) {
	if !slices.Equal(v.faces, faces) {
		v.faces = faces
		v.Refresh()
	}
}

// SetAim moves the oval from its usual place, in widths and heights of the picture.
func (v *Preview) SetAim(x, y float64) {
	if v.aimX != x || v.aimY != y {
		v.aimX, v.aimY = x, y
		v.Refresh()
	}
}

// covering is where a frame lies that covers a preview.
func covering(preview fyne.Size, frame image.Point) (fyne.Position, fyne.Size) {
	w, h := float32(frame.X), float32(frame.Y)
	scale := max(preview.Width/w, preview.Height/h)
	return fyne.NewPos((preview.Width-w*scale)/2, (preview.Height-h*scale)/2), fyne.NewSize(w*scale, h*scale)
}

// oval is Oval moved, as far as the picture reaches.
func (v *Preview) oval(preview fyne.Size, frame image.Point) (fyne.Position, fyne.Size) {
	at, o := Oval(preview, frame)
	pos, shown := covering(preview, frame)
	at.X = min(max(at.X+float32(v.aimX)*shown.Width, pos.X), pos.X+shown.Width-o.Width)
	at.Y = min(max(at.Y+float32(v.aimY)*shown.Height, pos.Y), pos.Y+shown.Height-o.Height)
	return at, o
}

// Tapped implements fyne.Tappable.
func (v *Preview) Tapped(e *fyne.PointEvent) {
	if v.OnTapped == nil || v.picture.Image == nil {
		return
	}
	pos, shown := covering(v.Size(), v.picture.Image.Bounds().Size())
	v.OnTapped(float64((e.Position.X-pos.X)/shown.Width), float64((e.Position.Y-pos.Y)/shown.Height))
}
