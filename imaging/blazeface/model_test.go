package blazeface

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"

	"facedesk/assets"
)

func newModel(t testing.TB, tflite []byte) *Model {
	t.Helper()
	m, err := New(tflite)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// models returns both models by name.
func models(t testing.TB) map[string]*Model {
	return map[string]*Model{"short": newModel(t, assets.ShortRange()), "full": newModel(t, assets.FullRange())}
}

// demo returns the program's photo, a frame of 1280×720.
func demo(t testing.TB) *image.RGBA {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(assets.DemoPortrait()))
	if err != nil {
		t.Fatal(err)
	}
	return rgba(img, image.Point{})
}

func rgba(img image.Image, at image.Point) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(b.Sub(b.Min).Add(at))
	draw.Draw(out, out.Rect, img, b.Min, draw.Src)
	return out
}

// middle is the middle square of a frame.
var middle = image.Rect(280, 0, 1000, 720)

// The points of the face in the demo photo, measured by eye.
var demoPoints = [points]Point{{508, 254}, {614, 260}, {560, 318}, {556, 372}, {450, 280}, {683, 292}}

func off(a, b Point) float64 { return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)) }

func TestDetect(t *testing.T) {
	img := demo(t)
	for name, m := range models(t) {
		for what, region := range map[string]image.Rectangle{
			"whole": img.Rect, "middle": middle, "tall": image.Rect(400, 0, 720, 720), "beyond": image.Rect(200, -280, 1100, 620),
		} {
			found := m.Detect(img, region, 0.5, nil)
			if len(found) != 1 || found[0].Score < 0.75 {
				t.Errorf("%s, %s: %v", name, what, found)
				continue
			}
			for i, p := range found[0].Points {
				if off(p, demoPoints[i]) > 24 { // a fifth of the distance between the eyes
					t.Errorf("%s, %s: point %d at %v, want about %v", name, what, i, p, demoPoints[i])
				}
			}
			if w := found[0].Max.X - found[0].Min.X; w < 230 || w > 290 {
				t.Errorf("%s, %s: a box %v wide", name, what, w)
			}
		}
	}
}

func TestNobody(t *testing.T) {
	plain := image.NewRGBA(image.Rect(0, 0, 640, 480))
	draw.Draw(plain, plain.Rect, image.NewUniform(color.RGBA{180, 175, 170, 255}), image.Point{}, draw.Src)
	noise := image.NewRGBA(plain.Rect)
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(rng.Uint32())
	}
	for name, m := range models(t) {
		for what, img := range map[string]image.Image{
			"wall": plain, "noise": noise, "no pixels": image.NewRGBA(image.Rectangle{}), "one pixel": image.NewRGBA(image.Rect(0, 0, 1, 1)),
			"a line": image.NewRGBA(image.Rect(0, 0, 5000, 1)), "a column": image.NewGray(image.Rect(0, 0, 1, 5000)),
		} {
			if found := m.Detect(img, img.Bounds(), 0.7, nil); len(found) != 0 {
				t.Errorf("%s, %s: %v", name, what, found)
			}
		}
		if found := m.Detect(demo(t), image.Rectangle{}, 0, nil); len(found) != 0 {
			t.Errorf("%s, an empty region: %v", name, found)
		}
	}
}

// A picture gives the same result in every image type and at every origin.
func TestPictureTypes(t *testing.T) {
	img := demo(t)
	nrgba := image.NewNRGBA(img.Rect)
	draw.Draw(nrgba, nrgba.Rect, img, image.Point{}, draw.Src)
	grey := image.NewGray(img.Rect)
	draw.Draw(grey, grey.Rect, img, image.Point{}, draw.Src)
	for name, m := range models(t) {
		want := m.Detect(img, middle, 0.5, nil)
		if got := m.Detect(nrgba, middle, 0.5, nil); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: NRGBA gives %v, RGBA %v", name, got, want)
		}
		shift := image.Pt(-300, 77)
		for img, by := range map[*image.RGBA]image.Point{rgba(img, shift): shift, img.SubImage(middle).(*image.RGBA): {}} {
			nose := want[0].Points[Nose]
			nose = Point{nose.X + float32(by.X), nose.Y + float32(by.Y)}
			if got := m.Detect(img, middle.Add(by), 0.5, nil); len(got) != 1 || off(got[0].Points[Nose], nose) > 1 {
				t.Errorf("%s, moved by %v: %v, want %v", name, by, got, want)
			}
		}
		if got := m.Detect(grey, middle, 0.5, nil); len(got) != 1 || off(got[0].Points[Nose], want[0].Points[Nose]) > 8 {
			t.Errorf("%s: grey gives %v", name, got)
		}
	}
}

// All image types are sampled alike, with one to three points across a cell, and
// beyond the picture.
func TestSampling(t *testing.T) {
	img := demo(t)
	nrgba := image.NewNRGBA(img.Rect)
	draw.Draw(nrgba, nrgba.Rect, img, image.Point{}, draw.Src)
	const side = 128
	got, want := make([]float32, 3*side*side), make([]float32, 3*side*side)
	for _, region := range []image.Rectangle{
		img.Rect, image.Rect(400, 0, 720, 720), image.Rect(-200, -280, 700, 620), image.Rect(500, 200, 628, 328),
		image.Rect(500, 200, 700, 400), image.Rect(1200, 690, 1300, 790),
	} {
		var s sampler
		s.fill(img, place(region, side), side, got)
		s.fill(nrgba, place(region, side), side, want)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%v: RGBA and NRGBA differ", region)
		}
	}
}

// Detect appends to the given list.
func TestDetectAppends(t *testing.T) {
	m := newModel(t, assets.ShortRange())
	first := Detection{Score: 2, Max: Point{4000, 4000}}
	found := m.Detect(demo(t), middle, 0.5, []Detection{first})
	if len(found) != 2 || found[0] != first {
		t.Errorf("%v", found)
	}
}

func TestManyAtOnce(t *testing.T) {
	img := demo(t)
	for name, m := range models(t) {
		want := m.Detect(img, middle, 0.5, nil)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if got := m.Detect(img, middle, 0.5, nil); !reflect.DeepEqual(got, want) {
					t.Errorf("%s: got %v, want %v", name, got, want)
				}
			})
		}
		wg.Wait()
	}
}

// The input of a look: the region is upright in the middle, surrounded by
// black.
func TestPlacing(t *testing.T) {
	img := image.NewRGBA(image.Rect(10, 20, 210, 120))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	var s sampler
	for name, c := range map[string]struct {
		region image.Rectangle
		x0, y0 int // of the first white pixel of the input
		x1, y1 int // end of the white pixels
	}{
		"wide":        {img.Rect, 0, 4, 16, 12},
		"tall":        {image.Rect(10, 20, 60, 120), 4, 0, 12, 16},
		"beyond":      {image.Rect(-90, 20, 110, 120).Union(image.Rect(-90, 20, 110, 220)), 8, 0, 16, 8},
		"small":       {image.Rect(50, 50, 54, 54), 0, 0, 16, 16},
		"all outside": {image.Rect(300, 300, 400, 400), 0, 0, 0, 0},
	} {
		const side = 16
		input := make([]float32, 3*side*side)
		s.fill(img, place(c.region, side), side, input)
		for i := range side * side {
			x, y := i%side, i/side
			want := float32(-1)
			if x >= c.x0 && x < c.x1 && y >= c.y0 && y < c.y1 {
				want = 1
			}
			if got := input[3*i]; math.Abs(float64(got-want)) > 1e-6 {
				t.Errorf("%s: %v at (%d, %d), want %v", name, got, x, y, want)
				break
			}
		}
	}
}

// Boxes of one face become their mean, weighted by score. Others stay.
func TestUnite(t *testing.T) {
	box := func(score, x, y, size float32) Detection {
		return Detection{Score: score, Min: Point{x, y}, Max: Point{x + size, y + size}, Points: [points]Point{{x, y}}}
	}
	found := unite([]Detection{box(0.9, 0, 0, 10), box(0.8, 100, 0, 10), box(0.6, 1, 0, 10), box(0.55, 50, 50, 0)}, nil)
	if len(found) != 2 {
		t.Fatalf("%v", found)
	}
	if d := found[0]; d.Score != 0.9 || off(d.Min, Point{0.4, 0}) > 1e-5 || off(d.Points[0], Point{0.4, 0}) > 1e-5 {
		t.Errorf("%v", d)
	}
	if d := found[1]; d != box(0.8, 100, 0, 10) {
		t.Errorf("%v", d)
	}
}
