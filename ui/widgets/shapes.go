package widgets

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/theme"
)

// Shape is a sign that differs from the others without colour. Shapes are
// drawn, because fonts lack some of them.
type Shape int

// The shapes. The zero value draws nothing.
const (
	ShapeNone    Shape = iota
	ShapeCheck         // a disc with a check mark
	ShapeCross         // an octagon with a cross
	ShapeBang          // a triangle with an exclamation mark
	ShapeCard          // a card with two lines
	ShapeRing          // a hollow ring: unknown
	ShapeDisc          // a plain disc
	ShapeOutline       // a disc with an outline
)

// icon is a shape on the canvas. It is as large as fits.
type icon struct {
	*canvas.Raster
	shape      Shape
	fill, mark color.Color
}

func newIcon() *icon {
	i := &icon{fill: color.Transparent, mark: color.Transparent}
	i.Raster = newDrawing(func(w, h int) image.Image { return drawShape(i.shape, w, h, i.fill, i.mark) })
	return i
}

// set changes the drawing. mark is the colour of the mark on the shape.
func (i *icon) set(s Shape, fill, mark color.Color) {
	if i.shape == s && i.fill == fill && i.mark == mark {
		return
	}
	i.shape, i.fill, i.mark = s, fill, mark
	i.Refresh()
}

// drawShape draws a shape centred in w×h pixels.
func drawShape(shape Shape, w, h int, fill, mark color.Color) image.Image {
	s := newSketch(w, h)
	side := float64(min(w, h))
	if side < 2 {
		return s.img
	}
	left, top := (float64(w)-side)/2, (float64(h)-side)/2
	at := func(x, y float64) point { return point{left + x*side, top + y*side} }
	switch shape {
	case ShapeCheck:
		s.disc(at(.5, .5), side*.5)
		s.fill(fill)
		s.stroke(side*.11, at(.25, .52), at(.425, .70), at(.76, .315))
		s.fill(mark)
	case ShapeCross:
		s.polygon(octagon(at)...)
		s.fill(fill)
		s.stroke(side*.11, at(.31, .31), at(.69, .69))
		s.fill(mark)
		s.stroke(side*.11, at(.69, .31), at(.31, .69))
		s.fill(mark)
	case ShapeBang:
		corners := []point{at(.5, .06), at(.965, .93), at(.035, .93), at(.5, .06)}
		s.polygon(corners...)
		s.stroke(side*.06, corners...)
		s.fill(fill)
		s.stroke(side*.105, at(.5, .36), at(.5, .63))
		s.fill(mark)
		s.disc(at(.5, .81), side*.065)
		s.fill(mark)
	case ShapeCard:
		drawCard(s, at, side, fill, mark)
	case ShapeRing:
		s.band(at(.5, .5), side*.4, side*.4, side*.16, 0, 2*math.Pi)
		s.fill(fill)
	case ShapeDisc:
		s.disc(at(.5, .5), side*.5)
		s.fill(fill)
	case ShapeOutline:
		s.disc(at(.5, .5), side*.5)
		s.fill(fill)
		s.disc(at(.5, .5), side*.42)
		s.fill(mark)
	}
	return s.img
}

func octagon(at func(x, y float64) point) []point {
	const cut = 0.29 // share of the side, close to 1-1/√2
	return []point{
		at(cut, 0), at(1-cut, 0), at(1, cut), at(1, 1-cut),
		at(1-cut, 1), at(cut, 1), at(0, 1-cut), at(0, cut),
	}
}

func drawCard(s *sketch, at func(x, y float64) point, side float64, fill, mark color.Color) {
	p := at(0.02, 0.15)
	s.roundRect(p.x, p.y, side*.96, side*.70, side*.09)
	s.fill(fill)
	for _, y := range []float64{.39, .61} {
		s.stroke(side*.10, at(.21, y), at(.79, y))
		s.fill(mark)
	}
}

// drawRing draws the remaining share of a time: a full ring at 1, none at 0.
func drawRing(w, h int, left float64, c color.Color) image.Image {
	s := newSketch(w, h)
	side := float64(min(w, h))
	if side < 4 {
		return s.img
	}
	centre := point{float64(w) / 2, float64(h) / 2}
	s.band(centre, side*.4, side*.4, side*.14, 0, 2*math.Pi)
	s.fill(theme.Faded(c, .3))
	if left = min(max(left, 0), 1); left > 0 {
		s.band(centre, side*.4, side*.4, side*.14, 0, 2*math.Pi*left)
		s.fill(c)
	}
	return s.img
}
