package imaging

import (
	"image"
	"math"
	"slices"
	"testing"

	resize "github.com/disintegration/imaging"
)

// relit multiplies each pixel by the light at its place.
func relit(img *image.RGBA, light func(x, y int) float64) *image.RGBA {
	out := packed(img, img.Rect)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			k, i := light(x, y), out.PixOffset(x, y)
			for c := range 3 {
				out.Pix[i+c] = uint8(min(255, k*float64(out.Pix[i+c])))
			}
		}
	}
	return out
}

// inHead reports whether a point lies on the head of the demo photo.
func inHead(x, y int) bool {
	c, r := demoHead.Min.Add(demoHead.Max).Div(2), demoHead.Size().Div(2)
	dx, dy := float64(x-c.X)/float64(r.X), float64(y-c.Y)/float64(r.Y)
	return dx*dx+dy*dy < 1
}

func TestAssess(t *testing.T) {
	img, m := demo(t), NewMaker(newFinder(t))
	blurred := func(sigma float64) *image.RGBA { return asRGBA(resize.Blur(img, sigma)) }
	all := func(k float64) func(int, int) float64 { return func(int, int) float64 { return k } }
	cases := []struct {
		name string
		img  image.Image
		want []Code
	}{
		{"good", img, nil},
		{"good, darker", relit(img, all(0.9)), nil},
		{"good, other side", asRGBA(resize.FlipH(img)), nil},
		{"good, twice the size", scaled(img, 2560), nil},
		{"blurred", blurred(1.6), []Code{Blurred}},
		{"blurred, twice the size", scaled(blurred(1.6), 2560), []Code{Blurred}},
		{"dark, which says nothing of sharpness", relit(blurred(1), all(0.25)), []Code{Dark}},
		{"burnt", relit(img, all(1.3)), []Code{Burnt}},
		{"backlit", relit(img, func(x, y int) float64 {
			if inHead(x, y) {
				return 0.45
			}
			return 1.3
		}), []Code{Backlit}},
		{"lit from the left", relit(img, func(x, _ int) float64 {
			return 0.5 + 0.5/(1+math.Exp(float64(x-565)/30))
		}), []Code{SideLit}},
		{"tilted", tilted(t, 22), []Code{Tilted}},
		{"far", scaled(img, 940), []Code{Small}},
		{"too far", scaled(img, 800), []Code{TooSmall}},
		{"chin cut off", packed(img, image.Rect(0, 0, 1280, 425)), []Code{CutOff}},
		{"crown cut off", packed(img, image.Rect(0, 110, 1280, 720)), []Code{CutOff}},
		{"two people", twoFaces(t), []Code{ManyFaces}},
		{"nobody", room(1280, 720), []Code{NoFace}},
	}
	for _, c := range cases {
		r := m.ExamineClosely(c.img)
		if got := codes(r.Problems); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v (%+v)", c.name, got, c.want, r.Figures)
		}
		for _, p := range r.Problems {
			if p.What.ZH == "" || p.What.EN == "" || p.Hard != slices.Contains([]Code{NoFace, ManyFaces, TooSmall}, p.Code) {
				t.Errorf("%s: %+v", c.name, p)
			}
		}
		if len(r.Warnings()) > 0 == (r.Err() != nil) && len(r.Problems) > 0 {
			t.Errorf("%s: warnings %v beside error %v", c.name, r.Warnings(), r.Err())
		}
	}
}

// The variance of a checkerboard's Laplacian is known: ±4 times its contrast.
func TestLaplacianVariance(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 12, 12))
	for i := range g.Pix {
		if (i%12+i/12)%2 == 0 {
			g.Pix[i] = 10
		}
	}
	if got := laplacianVariance(g); got != 1600 {
		t.Errorf("checkerboard of 0 and 10: %g, want 1600", got)
	}
}

func TestOverlap(t *testing.T) {
	for _, c := range []struct {
		a, b []uint8
		want float64
	}{
		{[]uint8{0, 8, 16}, []uint8{16, 8, 0, 0, 8, 16}, 1},
		{[]uint8{0, 100}, []uint8{0, 200}, 0.5},
		{[]uint8{0}, []uint8{255}, 0},
		{nil, []uint8{255}, 0},
	} {
		if got := overlap(c.a, c.b); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("overlap(%v, %v) = %g, want %g", c.a, c.b, got, c.want)
		}
	}
}
