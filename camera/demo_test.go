package camera

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/jpeg"
	"os"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/assets"
	"facedesk/imaging"
)

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

// runDemo runs a demo in virtual time for this long.
func runDemo(t *testing.T, d *Demo, length time.Duration) *recorder {
	t.Helper()
	r := newRecorder(t)
	ctx, cancel := context.WithTimeout(t.Context(), length)
	defer cancel()
	err := d.Run(ctx, r)
	if d.options.Fault == Unsupported {
		if StateOf(err) != Unsupported {
			t.Errorf("Run: %v", err)
		}
	} else if took := time.Since(r.begun); err != nil || took != length {
		t.Errorf("Run ended after %v: %v", took, err)
	}
	return r
}

// emptyCounter is the demo's first picture without a person.
var emptyCounter = sync.OnceValue(func() []byte { return NewDemo(nil, DemoOptions{}).picture(0) })

// drawnDemo shows one picture all the time. Tests of times do not need sixty
// different ones.
func drawnDemo(o DemoOptions) *Demo {
	d := NewDemo(nil, o)
	for i := range d.loop {
		d.loop[i] = emptyCounter()
	}
	return d
}

func TestDemoTiming(t *testing.T) {
	emptyCounter() // drawn outside of virtual time
	synctest.Test(t, func(t *testing.T) {
		r := runDemo(t, drawnDemo(DemoOptions{Now: time.Now}), 10*time.Second-time.Millisecond)
		wantStates(t, r, "[starting live]")
		if !r.states[1].At.Equal(r.begun) {
			t.Errorf("live after %v", r.states[1].At.Sub(r.begun))
		}
		if r.frames < 298 || r.frames > 301 {
			t.Errorf("%d frames in 10 s", r.frames)
		}
		if r.last.Format != MJPEG || r.last.Width != 1280 || r.last.Height != 720 {
			t.Errorf("%v %d×%d", r.last.Format, r.last.Width, r.last.Height)
		}
	})
}

func TestDemoFaults(t *testing.T) {
	emptyCounter()
	for fault, want := range map[State]string{
		None:         "[starting none]",
		NoPermission: "[starting no-permission]",
		Busy:         "[starting busy]",
		Silent:       "[starting silent]",
		Lost:         "[starting lost]",
		Failed:       "[starting failed]",
		Unsupported:  "[starting unsupported]",
		Live:         "[starting live]",
	} {
		t.Run(fault.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := runDemo(t, drawnDemo(DemoOptions{Fault: fault}), silence+time.Second)
				wantStates(t, r, want)
				if fault != Live && (StateOf(r.now().Err) != fault || r.frames > 0) {
					t.Errorf("error %v, %d frames", r.now().Err, r.frames)
				}
			})
		})
	}
}

func TestDemoUnplugged(t *testing.T) {
	emptyCounter()
	synctest.Test(t, func(t *testing.T) {
		r := runDemo(t, drawnDemo(DemoOptions{UnplugAfter: 30, UnplugFor: 2 * time.Second, Now: time.Now}), 4*time.Second+tick)
		wantStates(t, r, "[starting live lost starting live lost]")
		if away := r.states[3].At.Sub(r.states[2].At); away != 2*time.Second || r.frames != 60 {
			t.Errorf("away for %v, %d frames", away, r.frames)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		r := runDemo(t, drawnDemo(DemoOptions{UnplugAfter: 30}), time.Minute)
		wantStates(t, r, "[starting live lost]")
	})
}

// A second Run waits until the first has ended, as with a camera.
func TestDemoRunsOnce(t *testing.T) {
	emptyCounter()
	synctest.Test(t, func(t *testing.T) {
		d := drawnDemo(DemoOptions{})
		first, second := Start(t.Context(), d), Start(t.Context(), d)
		synctest.Wait()
		live := 0
		for _, s := range []*Stream{first, second} {
			if s.Status().State == Live {
				live++
			}
		}
		if live != 1 {
			t.Errorf("%d of 2 are live", live)
		}
		first.Close()
		second.Close()
		<-first.Done()
		<-second.Done()
	})
}

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

// heap returns the bytes in use after a collection.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestDemoDoesNotLeak(t *testing.T) {
	emptyCounter()
	synctest.Test(t, func(t *testing.T) {
		stream := Start(t.Context(), drawnDemo(DemoOptions{UnplugAfter: 1000, UnplugFor: time.Second}))
		read := func(frames int) {
			for n := range frames {
				f := <-stream.Frames()
				if n%2 == 0 {
					f.Release() // the other frames are left to the collector
				}
			}
		}
		read(2_000)
		before := heap()
		read(18_000)
		if grown := heap() - before; grown > 1<<20 {
			t.Errorf("%d bytes more after 20,000 frames", grown)
		}
		stream.Close()
		<-stream.Done()
	})
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
