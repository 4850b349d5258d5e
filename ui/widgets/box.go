package widgets

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Box is a filled box with round corners and perhaps an edge inside its bounds.
// Without a graphics card a pixel of a round canvas.Rectangle costs three times
// one of a picture and five times one of a line. So the inside of a Box is a wide
// line from top to bottom, and its sides, which hold the corners, are pictures.
// Its fill is opaque or nothing.
type Box struct {
	widget.BaseWidget
	fill, edge    color.Color
	width, radius float32
}

// NewBox returns a box whose edge has no width yet, with square corners.
func NewBox(fill, edge color.Color) *Box {
	b := &Box{fill: fill, edge: edge}
	b.ExtendBaseWidget(b)
	return b
}

// SetColours changes the colours of the inside and the edge.
func (b *Box) SetColours(fill, edge color.Color) {
	if b.fill != fill || b.edge != edge {
		b.fill, b.edge = fill, edge
		b.Refresh()
	}
}

// SetShape changes the width of the edge and the radius of the corners.
func (b *Box) SetShape(width, radius float32) {
	if b.width != width || b.radius != radius {
		b.width, b.radius = width, radius
		b.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	inside, upper, lower := canvas.NewLine(b.fill), canvas.NewRectangle(b.edge), canvas.NewRectangle(b.edge)
	left, right := newDrawing(b.side(0)), newDrawing(b.side(1))
	r := &parts{of: b, objects: []fyne.CanvasObject{inside, upper, lower, left, right}}
	r.refresh = func() {
		inside.StrokeColor, upper.FillColor, lower.FillColor = b.fill, b.edge, b.edge
		for _, o := range r.objects {
			show(o, b.fill != color.Transparent)
			o.Refresh()
		}
	}
	r.min = func() fyne.Size { return fyne.NewSize(1, 1) }
	r.layout = func(size fyne.Size) {
		w, h, side := size.Width, size.Height, b.sideWidth()
		inside.StrokeWidth = w - 2*side + leastSide // so that it ends under the sides
		inside.Position1, inside.Position2 = fyne.NewPos(w/2, 0), fyne.NewPos(w/2, h)
		inside.Refresh()
		place(upper, side, 0, w-2*side, b.width)
		place(lower, side, h-b.width, w-2*side, b.width)
		place(left, 0, 0, side, h)
		place(right, w-side, 0, side, h)
	}
	r.refresh()
	return r
}

// leastSide is how wide a side is at least: lines are not placed by whole pixels.
const leastSide = 2

func (b *Box) sideWidth() float32 { return max(b.radius, b.width, leastSide) }

// side draws the left side of the box or, shifted by 1, the right one.
func (b *Box) side(shift float64) func(w, h int) image.Image {
	return func(w, h int) image.Image {
		s, wide, high := newSketch(w, h), float64(w), float64(h)
		scale := wide / float64(b.sideWidth())
		edge, left := math.Round(float64(b.width)*scale), -shift*wide
		radius := min(float64(b.radius)*scale, high/2)
		if edge > 0 {
			s.roundRect(left, 0, 2*wide, high, radius)
			s.fill(b.edge)
		}
		s.roundRect(left+edge, edge, 2*(wide-edge), high-2*edge, max(radius-edge, 0))
		s.fill(b.fill)
		return s.img
	}
}
