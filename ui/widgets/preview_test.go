package widgets

import (
	"fmt"
	"image"
	"image/color"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/ui/theme"
)

// uniform returns a frame of one grey.
func uniform(w, h int, v uint8) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = v
	}
	return img
}

// Frames arrive from several goroutines while one goroutine draws. The race
// detector finds a write to a picture that is being drawn. Without it the test
// finds torn pictures.
func TestFramesAreNeverWrittenWhileDrawn(t *testing.T) {
	desk(t)
	v := NewPreview(theme.Colours())
	asked := make(chan func(), 1)
	v.do = func(f func()) { asked <- f }
	const producers, each = 3, 400
	var wg sync.WaitGroup
	for p := range producers {
		wg.Go(func() {
			frame := uniform(64, 48, 0)
			for i := range each {
				for j := range frame.Pix {
					frame.Pix[j] = uint8(i)
				}
				v.SetFrame(frame)
				if i%50 == 49 { // another camera format
					frame = uniform(64+16*p, 48, 0)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	drawn := 0
	for running := true; running; {
		select {
		case f := <-asked:
			f()
			drawn++
			img := v.picture.Image.(*image.RGBA)
			for _, b := range img.Pix {
				if b != img.Pix[0] {
					t.Fatal("a torn picture")
				}
			}
		case <-done:
			running = false
		}
	}
	if drawn == 0 {
		t.Error("nothing was drawn")
	}
}

func TestTheNewestFrameWins(t *testing.T) {
	desk(t)
	v := NewPreview(theme.Colours())
	var asked []func()
	v.do = func(f func()) { asked = append(asked, f) }
	for i := range 10 {
		v.SetFrame(uniform(8, 8, uint8(i)))
	}
	if len(asked) != 1 {
		t.Fatalf("the busy screen was asked %d times", len(asked))
	}
	asked[0]()
	if got := v.picture.Image.(*image.RGBA).Pix[0]; got != 9 {
		t.Errorf("frame %d is shown", got)
	}
	v.SetFrame(uniform(8, 8, 77))
	if got := v.picture.Image.(*image.RGBA).Pix[0]; got != 9 || len(asked) != 2 {
		t.Errorf("shown before its time: %d, asked %d", got, len(asked))
	}
}

func TestThreePicturesAreReused(t *testing.T) {
	desk(t)
	v := NewPreview(theme.Colours())
	v.do = func(f func()) { f() }
	seen := map[image.Image]bool{}
	frame := uniform(16, 16, 1)
	for range 30 {
		v.SetFrame(frame)
		seen[v.picture.Image] = true
	}
	if len(seen) != 3 {
		t.Errorf("%d pictures", len(seen))
	}
}

func TestClearForgetsEveryPicture(t *testing.T) {
	desk(t)
	v := NewPreview(theme.Colours())
	var asked []func()
	v.do = func(f func()) { asked = append(asked, f) }
	v.SetFrame(uniform(8, 8, 1))
	asked[0]()
	v.SetFrame(uniform(8, 8, 2))
	v.Clear()
	asked[1]() // a frame was on its way
	b := &v.frames
	if v.picture.Image != nil || v.picture.Visible() || b.front != nil || b.ready != nil || b.back != nil {
		t.Error("a picture is left")
	}
	ask := b.put(8, 8, func(*image.RGBA) { b.wipe() }) // cleared while a frame is made
	if ask || b.ready != nil || b.back != nil {
		t.Error("a frame outlived the wipe")
	}
	v.SetFrame(uniform(8, 8, 3))
	if len(asked) != 2 || b.ready != nil || b.back != nil {
		t.Error("a frame of the last guest came after the wipe")
	}
	v.Open()
	v.SetFrame(uniform(8, 8, 3))
	if len(asked) != 3 {
		t.Fatal("no picture after Open")
	}
	asked[2]()
	if !v.picture.Visible() {
		t.Error("the picture is hidden")
	}
}

func TestEmptyFramesAreIgnored(t *testing.T) {
	desk(t)
	v := NewPreview(theme.Colours())
	v.SetFrame(nil)
	v.SetFrame(image.NewRGBA(image.Rectangle{}))
	if v.picture.Visible() {
		t.Error("a picture of nothing")
	}
}

// The outline is visible on black, on white and on its own colour. The good
// state differs from the other without colour.
func TestOvalShowsOnAnyBackground(t *testing.T) {
	luma := func(c color.Color) int { return int(color.GrayModel.Convert(c).(color.Gray).Y) }
	for _, ok := range []bool{true, false} {
		img := drawOval(260, 340, ok)
		light, dark := 0, 0
		for y := range 340 {
			for x := range 260 {
				if _, _, _, a := img.At(x, y).RGBA(); a < 0xFFFF {
					continue
				}
				switch v := luma(img.At(x, y)); {
				case v > 130:
					light++
				case v < 40:
					dark++
				}
			}
		}
		if light < 1000 || dark < 1000 {
			t.Errorf("ok %v: %d light and %d dark pixels", ok, light, dark)
		}
	}
	gaps := func(ok bool) (n int) {
		img := drawOval(260, 340, ok)
		for y := range 170 { // along the outline of the left half
			empty := true
			for x := range 130 {
				_, _, _, a := img.At(x, y).RGBA()
				empty = empty && a == 0
			}
			if empty {
				n++
			}
		}
		return n
	}
	if solid, dashed := gaps(true), gaps(false); solid > 3 || dashed < 20 {
		t.Errorf("%d empty rows in the solid outline, %d in the dashed one", solid, dashed)
	}
}

func BenchmarkSetFrame(b *testing.B) {
	for _, size := range []image.Point{{1280, 720}, {1920, 1080}} {
		b.Run(fmt.Sprintf("%dx%d", size.X, size.Y), func(b *testing.B) {
			desk(b)
			v := NewPreview(theme.Colours())
			v.do = func(f func()) { f() }
			frame := testFrame(size.X, size.Y)
			b.ReportAllocs()
			for b.Loop() {
				v.SetFrame(frame)
			}
		})
	}
}

// A window does not use the software painter. This shows what a frame costs
// beside painting.
func BenchmarkSetFrameAndPaint(b *testing.B) {
	desk(b)
	v := NewPreview(theme.Colours())
	v.do = func(f func()) { f() }
	v.SetHint("请靠近一些", false)
	c := test.NewCanvas()
	c.SetContent(v)
	c.Resize(fyne.NewSize(736, 596))
	frame := testFrame(1280, 720)
	for b.Loop() {
		v.SetFrame(frame)
		c.Capture()
	}
}
