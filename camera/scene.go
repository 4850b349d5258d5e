package camera

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"

	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
)

const (
	// darkness is the brightness of a camera before it adapts, and of a scene
	// that is too dark.
	darkness = 0.08
	// counterTop is the row where the counter begins.
	counterTop = 664
	// feather is the width of the portrait's soft edges, in pixels.
	feather = 150
	// sceneQuality is a JPEG quality as cameras use it: about 80 KB a frame.
	sceneQuality = 82
)

// scene draws the demo's pictures. Only one goroutine uses it at a time.
type scene struct {
	portrait image.Image
	options  DemoOptions

	person *image.RGBA // drawn at first use; premultiplied, transparent at its edges
	face   float64     // x coordinate of the face's middle in person
	tone   color.RGBA  // colour of the wall
	wall   *image.RGBA // kept until rest, like the canvas
	canvas *image.RGBA
}

func newScene(portrait image.Image, o DemoOptions) *scene {
	if portrait == nil || portrait.Bounds().Empty() {
		o.Scene, portrait = EmptyCounter, nil
	}
	return &scene{portrait: portrait, options: o, tone: color.RGBA{196, 192, 186, 255}}
}

// encode draws one step of the motion in the given light and returns it as
// JPEG.
func (s *scene) encode(step int, light float64) []byte {
	if s.canvas == nil {
		s.prepare()
	}
	copy(s.canvas.Pix, s.wall.Pix)
	for _, p := range s.people(step) {
		draw.ApproxBiLinear.Transform(s.canvas, p, s.person, s.person.Bounds(), draw.Over, nil)
	}
	drawCounter(s.canvas)
	if s.options.Dark {
		light = min(light, darkness)
	}
	if light < 1 {
		dim(s.canvas, light)
	}
	var out bytes.Buffer
	// Encode fails only for a failing writer or a picture that is too large.
	_ = jpeg.Encode(&out, s.canvas, &jpeg.Options{Quality: sceneQuality})
	return bytes.Clone(out.Bytes())
}

func (s *scene) prepare() {
	s.canvas = image.NewRGBA(image.Rect(0, 0, demoWidth, demoHeight))
	if s.portrait != nil {
		s.person, s.face = s.cut()
		s.portrait = nil // 4 MB that nothing needs any more
		s.tone = topTone(s.person)
		soften(s.person)
	}
	s.wall = drawWall(s.tone)
}

// rest frees the memory of whole frames. encode allocates it again.
func (s *scene) rest() { s.wall, s.canvas = nil, nil }

// cut scales the portrait to the height of a frame and keeps the part around
// the face. It returns the x coordinate of the face.
func (s *scene) cut() (*image.RGBA, float64) {
	b := s.portrait.Bounds()
	scale := float64(demoHeight) / float64(b.Dy())
	face, half := float64(s.options.FaceX), 360.0
	if face <= 0 || face >= float64(b.Dx()) {
		face, half = float64(b.Dx())/2, 520
	}
	if s.options.Scene == TwoPeople {
		half = 320
	}
	left := max(0, int(face-half/scale))
	right := min(b.Dx(), int(face+half/scale))
	part := image.Rect(left, 0, max(right, left+1), b.Dy()).Add(b.Min)
	dst := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(part.Dx())*scale)), demoHeight))
	draw.ApproxBiLinear.Scale(dst, dst.Bounds(), s.portrait, part, draw.Src, nil)
	return dst, (face - float64(left)) * scale
}

// people returns where each person stands at a step, as matrices from the cut
// portrait to the frame.
func (s *scene) people(step int) []f64.Aff3 {
	u := (1 - math.Cos(math.Pi*float64(step)/(demoSteps-1))) / 2 // eased, 0 to 1
	switch s.options.Scene {
	case EmptyCounter:
		return nil
	case TwoPeople:
		return []f64.Aff3{
			place(s.face, 330+14*u, 0.86+0.01*u, 1),
			place(s.face, 955-14*u, 0.88-0.01*u, -1),
		}
	}
	return []f64.Aff3{place(s.face, demoWidth/2-11+22*u, 0.95+0.02*u, 1)}
}

// place returns a matrix that puts the face at x and the portrait's lower edge
// at the frame's. It scales, and mirrors if side is -1.
func place(face, x, scale, side float64) f64.Aff3 {
	return f64.Aff3{
		side * scale, 0, x - side*scale*face,
		0, scale, demoHeight * (1 - scale),
	}
}

// topTone returns the mean colour of the portrait's upper edge. The wall has
// this colour, so that the portrait's edge is invisible.
func topTone(img *image.RGBA) color.RGBA {
	var sum [3]int
	rows := img.Bounds().Dy() / 20
	n := rows * img.Bounds().Dx()
	for i := range n {
		for c := range sum {
			sum[c] += int(img.Pix[4*i+c])
		}
	}
	return color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255}
}

// soften makes the left, right and upper edge gradually transparent.
func soften(img *image.RGBA) {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	wide := min(feather, w/4)
	for y := range h {
		top := smooth(float64(y) / 40)
		row := img.Pix[y*img.Stride:]
		for x := range w {
			alpha := top * smooth(float64(min(x, w-1-x))/float64(wide))
			if alpha == 1 {
				continue
			}
			for c := range 4 {
				row[4*x+c] = uint8(float64(row[4*x+c]) * alpha)
			}
		}
	}
}

// smooth eases from 0 at 0 to 1 at 1.
func smooth(t float64) float64 {
	t = max(0, min(1, t))
	return t * t * (3 - 2*t)
}

// drawWall fills a frame with a colour that is a little darker at the sides and
// below.
func drawWall(tone color.RGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, demoWidth, demoHeight))
	for y := range demoHeight {
		for x := range demoWidth {
			side := math.Abs(float64(x)/demoWidth - 0.5)
			f := 1 - 0.25*side*side - 0.08*float64(y)/demoHeight
			i := img.PixOffset(x, y)
			img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = uint8(float64(tone.R)*f), uint8(float64(tone.G)*f), uint8(float64(tone.B)*f), 255
		}
	}
	return img
}

// drawCounter draws the counter's top with a bright edge in front of the
// people.
func drawCounter(img *image.RGBA) {
	top := image.Rect(0, counterTop, demoWidth, demoHeight)
	draw.Draw(img, top, image.NewUniform(color.RGBA{94, 72, 54, 255}), image.Point{}, draw.Src)
	edge := image.Rect(0, counterTop, demoWidth, counterTop+5)
	draw.Draw(img, edge, image.NewUniform(color.RGBA{164, 134, 104, 255}), image.Point{}, draw.Src)
}

// dim scales the brightness of an opaque picture.
func dim(img *image.RGBA, light float64) {
	var table [256]uint8
	for i := range table {
		table[i] = uint8(float64(i) * light)
	}
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2] = table[img.Pix[i]], table[img.Pix[i+1]], table[img.Pix[i+2]]
	}
}
