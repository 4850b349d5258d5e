//go:build !race

package camera

import (
	"bytes"
	"image"
	"image/draw"
	"image/jpeg"
	"os"
	"sync"
	"testing"
	"time"

	"facedesk/assets"
	"facedesk/imaging"
)

// What the demo draws. The race detector slows it tenfold and has nothing to see there.

// portrait is the photo of the program's demo; portraitFaceX is the x
// coordinate of its face.
var portrait = sync.OnceValue(func() image.Image {
	b, err := os.ReadFile("../assets/photos/portrait.jpg")
	if err != nil {
		panic(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		panic(err)
	}
	return img
})

const portraitFaceX = 560

func decoded(t *testing.T, picture []byte) image.Image {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// luma returns the mean brightness of a picture, 0 to 255.
func luma(img image.Image) float64 {
	grey := image.NewGray(img.Bounds())
	draw.Draw(grey, grey.Rect, img, grey.Rect.Min, draw.Src)
	sum := 0
	for _, v := range grey.Pix {
		sum += int(v)
	}
	return float64(sum) / float64(len(grey.Pix))
}

func TestDemoLight(t *testing.T) {
	d := NewDemo(portrait(), DemoOptions{WarmUp: 700 * time.Millisecond})
	bright := luma(decoded(t, d.picture(21)))
	before := 0.0
	for _, n := range []int{0, 7, 14, 20} {
		now := luma(decoded(t, d.picture(n)))
		if now <= before || now >= bright {
			t.Errorf("frame %d: brightness %.0f after %.0f, at last %.0f", n, now, before, bright)
		}
		before = now
	}
	if first := luma(decoded(t, d.picture(0))); first > 0.22*255/2 {
		t.Errorf("the first frame is too bright: %.0f", first)
	}
	dark := NewDemo(portrait(), DemoOptions{Dark: true})
	if l := luma(decoded(t, dark.picture(100))); l > 0.22*255/2 {
		t.Errorf("the dark scene is too bright: %.0f", l)
	}
}

// The program's face finder finds the faces of each scene during the whole
// motion.
func TestDemoFaces(t *testing.T) {
	finder, err := imaging.NewFinder(assets.ShortRange(), assets.FullRange())
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		scene Scene
		faceX int
		want  int
	}{{OnePerson, portraitFaceX, 1}, {OnePerson, 0, 1}, {TwoPeople, portraitFaceX, 2}, {EmptyCounter, 0, 0}} {
		d := NewDemo(portrait(), DemoOptions{Scene: tc.scene, FaceX: tc.faceX})
		for _, step := range []int{0, 30, 59} {
			if got := len(finder.Find(decoded(t, d.picture(step)))); got != tc.want {
				t.Errorf("scene %d, step %d: %d faces", tc.scene, step, got)
			}
		}
	}
}

func TestDemoMoves(t *testing.T) {
	d := NewDemo(portrait(), DemoOptions{})
	if bytes.Equal(d.picture(0), d.picture(30)) {
		t.Error("the person does not move")
	}
	for n := range 500 {
		if step := sway(n); step < 0 || step >= demoSteps {
			t.Fatalf("step %d of frame %d", step, n)
		} else if n > 0 && step-sway(n-1) != 1 && step-sway(n-1) != -1 {
			t.Fatalf("jump from step %d to %d", sway(n-1), step)
		}
	}
}

// The demo accepts portraits of any shape.
func TestDemoOddPortraits(t *testing.T) {
	for name, img := range map[string]image.Image{
		"none":          nil,
		"empty":         image.NewRGBA(image.Rectangle{}),
		"one pixel":     image.NewRGBA(image.Rect(0, 0, 1, 1)),
		"tall":          image.NewGray(image.Rect(0, 0, 10, 4000)),
		"wide":          image.NewGray(image.Rect(0, 0, 4000, 1)),
		"not at origin": image.NewNRGBA(image.Rect(-500, 70, 100, 300)),
	} {
		for faceX, scene := range map[int]Scene{-1: TwoPeople, 5: OnePerson, 1 << 30: TwoPeople} { // TwoPeople is tried as well
			picture := NewDemo(img, DemoOptions{Scene: scene, FaceX: faceX}).picture(0)
			if l, err := scanJPEG(picture); err != nil || l.width != 1280 || l.height != 720 {
				t.Errorf("%s: %+v, %v", name, l, err)
			}
		}
	}
}

// The first frame comes soon after the start: within 0.3 s.
func BenchmarkDemoFirstFrame(b *testing.B) {
	img := portrait()
	for b.Loop() {
		NewDemo(img, DemoOptions{FaceX: portraitFaceX}).picture(0)
	}
}

func BenchmarkDemoNextFrame(b *testing.B) {
	d := NewDemo(portrait(), DemoOptions{FaceX: portraitFaceX})
	d.picture(0)
	b.ResetTimer()
	for b.Loop() {
		d.scene.encode(1, 1)
	}
}
