package imaging

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"reflect"
	"sync"
	"testing"

	"facedesk/assets"
	resize "github.com/disintegration/imaging"
)

func near(a, b image.Point, pixels float64) bool {
	return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)) <= pixels
}

// onCanvas puts a picture on a plain background of 1280×720.
func onCanvas(img image.Image, at image.Point) *image.RGBA {
	canvas := image.NewRGBA(image.Rect(0, 0, 1280, 720))
	draw.Draw(canvas, canvas.Rect, image.NewUniform(color.RGBA{190, 185, 180, 255}), image.Point{}, draw.Src)
	draw.Draw(canvas, img.Bounds().Sub(img.Bounds().Min).Add(at), img, img.Bounds().Min, draw.Src)
	return canvas
}

// twoFaces returns the demo person and her mirror image side by side.
func twoFaces(t testing.TB) *image.RGBA {
	half := resize.Crop(demo(t), image.Rect(240, 0, 880, 720))
	both := onCanvas(half, image.Point{})
	draw.Draw(both, image.Rect(640, 0, 1280, 720), resize.FlipH(half), image.Point{}, draw.Src)
	return both
}

func tilted(t testing.TB, degrees float64) *image.RGBA {
	return asRGBA(resize.Rotate(demo(t), -degrees, color.RGBA{190, 185, 180, 255}))
}

func TestFindEyes(t *testing.T) {
	img := demo(t)
	ycc := image.NewYCbCr(img.Rect, image.YCbCrSubsampleRatio444)
	grey := image.NewGray(img.Rect)
	draw.Draw(grey, grey.Rect, img, image.Point{}, draw.Src)
	copy(ycc.Y, grey.Pix)
	for i := range ycc.Cb {
		ycc.Cb[i], ycc.Cr[i] = 128, 128
	}
	moved := image.NewRGBA(img.Rect.Add(image.Pt(-300, 77)))
	draw.Draw(moved, moved.Rect, img, image.Point{}, draw.Src)
	nrgba := image.NewNRGBA(img.Rect)
	draw.Draw(nrgba, nrgba.Rect, img, image.Point{}, draw.Src)
	for name, img := range map[string]image.Image{"RGBA": img, "YCbCr": ycc, "Gray": grey, "NRGBA": nrgba, "moved": moved} {
		faces := newFinder(t).Find(img)
		if len(faces) != 1 {
			t.Errorf("%s: %d faces, want 1", name, len(faces))
			continue
		}
		f, origin := faces[0], img.Bounds().Min
		if !near(f.Left.Sub(origin), demoLeft, 8) || !near(f.Right.Sub(origin), demoRight, 8) || f.Quality < 0.9 {
			t.Errorf("%s: eyes at %v %v, want about %v %v", name, f.Left, f.Right, demoLeft, demoRight)
		}
	}
}

func TestFindSizes(t *testing.T) {
	f := newFinder(t)
	face := resize.Crop(demo(t), demoHead)
	cases := map[string]struct {
		img          image.Image
		find, search int
	}{
		"two people":             {twoFaces(t), 2, 2},
		"empty room":             {room(1280, 720), 0, 0},
		"noise":                  {noise(640, 480), 0, 0},
		"one pixel":              {room(1, 1), 0, 0},
		"a line":                 {room(3000, 1), 0, 0},
		"a column":               {room(1, 3000), 0, 0},
		"no pixels":              {image.NewRGBA(image.Rectangle{}), 0, 0},
		"half the frame":         {onCanvas(scaled(demo(t), 800), image.Pt(200, 200)), 1, 1},
		"a tenth of the frame":   {onCanvas(scaled(demo(t), 360), image.Pt(700, 300)), 1, 1},
		"phone photo, upright":   {scaled(resize.Crop(demo(t), image.Rect(290, 0, 830, 720)), 1500), 1, 1},
		"face fills the frame":   {resize.Crop(demo(t), image.Rect(450, 190, 680, 420)), 1, 1},
		"head fills the frame":   {face, 1, 1},
		"tilted to one side":     {tilted(t, 22), 1, 1},
		"tilted to the other":    {tilted(t, -28), 1, 1},
		"tilted a little":        {tilted(t, 8), 1, 1},
		"lying":                  {resize.Rotate90(demo(t)), 0, 0},
		"small file, whole head": {scaled(face, 120), 1, 1},
	}
	for name, c := range cases {
		if got := len(f.Find(c.img)); got != c.find {
			t.Errorf("%s: Find saw %d faces, want %d", name, got, c.find)
		}
		if got := len(f.Search(c.img)); got != c.search {
			t.Errorf("%s: Search saw %d faces, want %d", name, got, c.search)
		}
	}
}

func TestSearchTilt(t *testing.T) {
	f := newFinder(t)
	level := f.Find(demo(t))[0]
	for _, degrees := range []float64{-25, 18} {
		img := tilted(t, degrees)
		faces := f.Search(img)
		if len(faces) != 1 {
			t.Fatalf("%g°: %d faces", degrees, len(faces))
		}
		got := faces[0]
		if roll := got.Roll() - level.Roll(); math.Abs(roll-degrees) > 5 {
			t.Errorf("%g°: roll of %.1f°", degrees, roll)
		}
		// The centre of the demo photo stays in the centre.
		x, y := turn(float64(level.eyes().X), float64(level.eyes().Y), image.Rect(0, 0, 1280, 720), degrees)
		want := image.Pt(int(x), int(y)).Add(img.Rect.Max.Div(2)).Sub(image.Pt(640, 360))
		if !near(got.eyes(), want, 12) {
			t.Errorf("%g°: eyes at %v, want about %v", degrees, got.eyes(), want)
		}
	}
}

func TestSameFace(t *testing.T) {
	at := func(row, col, side int) image.Rectangle {
		return image.Rect(col-side/2, row-side/2, col+side/2, row+side/2)
	}
	for _, c := range []struct {
		a, b image.Rectangle
		want bool
	}{
		{at(100, 100, 40), at(100, 100, 40), true},
		{at(100, 100, 100), at(130, 70, 20), true}, // a mouth found as a face
		{at(130, 70, 20), at(100, 100, 100), true},
		{at(100, 100, 100), at(100, 160, 100), false}, // cheek by cheek
		{at(100, 100, 100), at(160, 100, 20), false},
	} {
		if got := sameFace(c.a, c.b); got != c.want {
			t.Errorf("sameFace(%v, %v) = %v", c.a, c.b, got)
		}
	}
}

// The same picture gives the same faces in any number of goroutines.
func TestFindSame(t *testing.T) {
	f, img := newFinder(t), demo(t)
	want := f.Find(img)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got := f.Find(img); !reflect.DeepEqual(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
	wg.Wait()
}

func TestNewFinderDamaged(t *testing.T) {
	short, full := assets.ShortRange(), assets.FullRange()
	for name, c := range map[string][2][]byte{
		"empty":     {nil, nil},
		"no full":   {short, nil},
		"no short":  {nil, full},
		"short cut": {short[:len(short)/2], full},
		"full cut":  {short, full[:len(full)/2]},
	} {
		if f, err := NewFinder(c[0], c[1]); err == nil || f != nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// turn rotates a point clockwise around the centre of r, by degrees.
func turn(x, y float64, r image.Rectangle, degrees float64) (float64, float64) {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	cx, cy := float64(r.Dx())/2, float64(r.Dy())/2
	x, y = x-cx, y-cy
	return cx + x*cos - y*sin, cy + x*sin + y*cos
}
