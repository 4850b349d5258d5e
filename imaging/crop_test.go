package imaging

import (
	"image"
	"math/rand/v2"
	"testing"
)

// The crop contains hair, chin and shoulders, and little else.
func TestCropDemo(t *testing.T) {
	img := demo(t)
	r := Crop(img.Rect, newFinder(t).Find(img)[0])
	if !demoHead.In(r) {
		t.Errorf("%v cuts the head %v", r, demoHead)
	}
	if below := r.Max.Y - demoHead.Max.Y; below < demoHead.Dy()/4 {
		t.Errorf("%v keeps only %d px below the chin", r, below)
	}
	if share := float64(r.Dx()*r.Dy()) / (1280 * 720); share > 0.35 {
		t.Errorf("%v is %.0f %% of the frame", r, 100*share)
	}
}

func TestCropInside(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 10_000 {
		bounds := image.Rect(0, 0, 1+rng.IntN(2000), 1+rng.IntN(2000)).Add(image.Pt(rng.IntN(100)-50, rng.IntN(100)-50))
		at := bounds.Min.Add(image.Pt(rng.IntN(bounds.Dx()), rng.IntN(bounds.Dy())))
		size := 20 + rng.IntN(1000)
		f := Face{Box: image.Rect(0, 0, size, size).Add(at.Sub(image.Pt(size/2, size/2)))}
		f.Left, f.Right = at.Sub(image.Pt(size/5, 0)), at.Add(image.Pt(size/5, 0))
		if r := Crop(bounds, f); r.Empty() || !r.In(bounds) || !at.In(r) {
			t.Fatalf("Crop(%v, %v) = %v", bounds, f, r)
		}
	}
}

// Away from the edges the proportions are those of the standard.
func TestCropProportions(t *testing.T) {
	f := Face{Box: image.Rect(900, 900, 1100, 1100), Left: image.Pt(965, 1000), Right: image.Pt(1035, 1000)}
	r := Crop(image.Rect(0, 0, 2000, 2000), f) // T = 144, from the box
	if want := image.Rect(1000-179, 1000-202, 1000+179, 1000+259); r != want {
		t.Errorf("got %v, want %v", r, want)
	}
}
