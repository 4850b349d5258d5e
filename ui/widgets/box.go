package widgets

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Box is a filled box with round corners and an optional edge inside its
// bounds. Without a graphics card a pixel of a round canvas.Rectangle costs
// three times a pixel of a picture and five times one of a line. So the sides
// of a Box with the corners are pictures. The inside is a square rectangle or,
// in a large box, a wide vertical line. The fill is opaque or absent.
type Box struct {
	widget.BaseWidget
	fill, edge    color.Color
	width, radius float32
	large         bool
}

// NewBox returns a box with square corners and an edge of width 0.
func NewBox(fill, edge color.Color) *Box { return newBox(&Box{fill: fill, edge: edge}) }

// NewCard returns a box that may be as large as the window. It must not be
// inside a scroll container, because Fyne's software painter shifts a clipped
// line.
func NewCard(fill, edge color.Color) *Box { return newBox(&Box{fill: fill, edge: edge, large: true}) }

func newBox(b *Box) *Box {
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

// SetShape changes the width of the edge and the radius of the corners, both in
// pixels.
func (b *Box) SetShape(width, radius float32) {
	if b.width != width || b.radius != radius {
		b.width, b.radius = width, radius
		b.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	line, flat, upper, lower := canvas.NewLine(b.fill), canvas.NewRectangle(b.fill), canvas.NewRectangle(b.edge), canvas.NewRectangle(b.edge)
	left, right := newDrawing(b.side(0)), newDrawing(b.side(1))
	inside := fyne.CanvasObject(flat)
	if b.large {
		inside = line
	}
	r := &Parts{Of: b, Items: []fyne.CanvasObject{inside, upper, lower, left, right}}
	r.Update = func() {
		line.StrokeColor, flat.FillColor, upper.FillColor, lower.FillColor = b.fill, b.fill, b.edge, b.edge
		for _, o := range r.Items {
			Show(o, b.fill != color.Transparent)
			o.Refresh()
		}
	}
	r.Least = func() fyne.Size { return fyne.NewSize(1, 1) }
	r.Arrange = func(size fyne.Size) {
		w, h, side := size.Width, size.Height, b.sideWidth()
		line.StrokeWidth = w - 2*side + leastSide // the line ends under the sides
		line.Position1, line.Position2 = fyne.NewPos(w/2, 0), fyne.NewPos(w/2, h)
		line.Refresh()
		under := min(side/2, 1) // the sides overlap it, so that there is no seam
		Place(flat, side-under, 0, w-2*side+2*under, h)
		Place(upper, side, 0, w-2*side, b.width)
		Place(lower, side, h-b.width, w-2*side, b.width)
		Place(left, 0, 0, side, h)
		Place(right, w-side, 0, side, h)
	}
	return r.Ready()
}

// leastSide is the smallest width of a side in pixels. Lines are not placed on
// whole pixels.
const leastSide = 2

func (b *Box) sideWidth() float32 { return max(b.radius, b.width, leastSide) }

// side draws the left side of the box or, with shift 1, the right one.
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
