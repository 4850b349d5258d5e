package widgets

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/vector"
)

// point is a place in a drawing, in pixels.
type point struct{ x, y float64 }

// newDrawing returns a picture that is drawn in the pixels of the screen, so
// that it needs no smoothing.
func newDrawing(draw func(w, h int) image.Image) *canvas.Raster {
	r := canvas.NewRaster(draw)
	r.ScaleMode = canvas.ImageScalePixels
	return r
}

// sketch draws anti-aliased figures. Figures that are filled together must not
// overlap if they wind in opposite directions.
type sketch struct {
	img *image.RGBA
	z   *vector.Rasterizer
}

func newSketch(w, h int) *sketch {
	return &sketch{image.NewRGBA(image.Rect(0, 0, w, h)), vector.NewRasterizer(w, h)}
}

// polygon adds a closed figure.
func (s *sketch) polygon(ps ...point) {
	for i, p := range ps {
		if i == 0 {
			s.z.MoveTo(float32(p.x), float32(p.y))
		} else {
			s.z.LineTo(float32(p.x), float32(p.y))
		}
	}
	s.z.ClosePath()
}

// fill paints the figures added since the last fill.
func (s *sketch) fill(c color.Color) {
	s.z.Draw(s.img, s.img.Bounds(), image.NewUniform(c), image.Point{})
	s.z.Reset(s.img.Bounds().Dx(), s.img.Bounds().Dy())
}

// arc returns points on an ellipse between two angles in radians, 0 on top,
// clockwise.
func arc(c point, rx, ry, from, to float64) []point {
	steps := int(math.Ceil(math.Abs(to-from)/(2*math.Pi)*96)) + 1
	ps := make([]point, 0, steps+1)
	for i := 0; i <= steps; i++ {
		sin, cos := math.Sincos(from + (to-from)*float64(i)/float64(steps))
		ps = append(ps, point{c.x + rx*sin, c.y - ry*cos})
	}
	return ps
}

func (s *sketch) disc(c point, r float64) { s.polygon(arc(c, r, r, 0, 2*math.Pi)...) }

// band adds a part of an ellipse's outline of the given width.
func (s *sketch) band(c point, rx, ry, width, from, to float64) {
	h := width / 2
	inner := arc(c, rx-h, ry-h, to, from)
	if to-from < 2*math.Pi {
		s.polygon(append(arc(c, rx+h, ry+h, from, to), inner...)...)
		return
	}
	s.polygon(arc(c, rx+h, ry+h, from, to)...)
	s.polygon(inner...) // winds the other way and makes a hole
}

// stroke adds a line through the points with round ends and corners.
func (s *sketch) stroke(width float64, ps ...point) {
	r := width / 2
	for i := 1; i < len(ps); i++ {
		p, q := ps[i], ps[i-1]
		way := math.Atan2(p.x-q.x, q.y-p.y)
		end := arc(p, r, r, way-math.Pi/2, way+math.Pi/2)
		s.polygon(append(end, arc(q, r, r, way+math.Pi/2, way+math.Pi*3/2)...)...)
	}
}

// roundRect adds a rectangle with round corners.
func (s *sketch) roundRect(x, y, w, h, r float64) {
	const quarter = math.Pi / 2
	var ps []point
	for i, c := range []point{{x + w - r, y + r}, {x + w - r, y + h - r}, {x + r, y + h - r}, {x + r, y + r}} {
		ps = append(ps, arc(c, r, r, float64(i)*quarter, float64(i+1)*quarter)...)
	}
	s.polygon(ps...)
}

// stripes returns diagonal stripes of the given width in pixels.
func stripes(w, h, width int, a, b color.Color) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	width = max(width, 1)
	// Every row is the row above shifted by a pixel, so one long row is drawn.
	row := image.NewRGBA(image.Rect(0, 0, w+2*width, 1))
	for x := range row.Rect.Dx() {
		c := a
		if x/width%2 == 1 {
			c = b
		}
		row.Set(x, 0, c)
	}
	for y := range h {
		from := 4 * (y % (2 * width))
		copy(img.Pix[y*img.Stride:][:4*w], row.Pix[from:])
	}
	return img
}
