//go:build !race

package capture

import (
	"bytes"
	"image"
	"maps"
	"testing"
	"time"

	"facedesk/camera"
	"facedesk/imaging"
)

// counting counts the pictures that are decoded, by how much they are shrunk.
type counting struct {
	jpegDecoder
	n map[int]int
}

func (c counting) color(dst *image.RGBA, data []byte, shrink int, fine bool) error {
	c.n[shrink]++
	return c.jpegDecoder.color(dst, data, shrink, fine)
}

// watching is a Maker that finds nothing and tells what it sees.
type watching struct {
	*imaging.Maker
	saw func(image.Image)
}

func (w watching) Examine(img image.Image) imaging.Report {
	w.saw(img)
	return imaging.Report{}
}
func (watching) ExamineClosely(image.Image) imaging.Report { return imaging.Report{} }

// A second of a camera: each frame is shown, a third is examined, and each is decoded
// once, whatever its size and its turn. Only a preview of a quarter is too small to be
// made of the whole picture.
func TestDecodedOnce(t *testing.T) {
	for _, c := range []struct {
		size    image.Point
		view    camera.View
		decoded map[int]int // by how much they are shrunk
	}{
		{image.Pt(1280, 720), camera.View{}, map[int]int{1: 10, 2: 20}},
		{image.Pt(401, 1281), camera.View{Turn: 90}, map[int]int{1: 10, 2: 20}},
		{image.Pt(640, 480), camera.View{Mirror: true}, map[int]int{1: 30}},
		{image.Pt(2600, 400), camera.View{}, map[int]int{1: 10, 4: 30}},
	} {
		frames, dec, decoded, shown, examined := photoFrames(t, c.size)[:2], newDecoder(), map[int]int{}, 0, 0
		at := func(i int) *camera.Frame {
			f := &camera.Frame{Data: frames[i%2], Format: camera.MJPEG, View: c.view, At: start.Add(time.Duration(i) * time.Second / 30)}
			if err := checkFrame(f); err != nil {
				t.Fatal(err)
			}
			return f
		}
		now := at(0)
		alone := func(shrink int) *image.RGBA {
			size := sizeOf(now)
			img := image.NewRGBA(shrunk(size.X, size.Y, shrink))
			if err := decode(dec, img, now, shrink, false); err != nil {
				t.Fatal(err)
			}
			return img
		}
		l := &Loop{dec: counting{dec, decoded}, ring: newRing(), spares: oneSpare(), o: Options{Width: defaultWidth, Now: time.Now}}
		l.o.Show = func(img *image.RGBA) {
			want := alone(previewShrink(sizeOf(now).X, defaultWidth))
			mirror(want)
			if shown++; img.Rect != want.Rect || difference(img.Pix, want.Pix) > 2 {
				t.Errorf("%v: frame %d is shown as %v", c, shown, img.Rect)
			}
		}
		l.o.Maker = watching{saw: func(img image.Image) {
			if examined++; !bytes.Equal(img.(*image.RGBA).Pix, alone(1).Pix) {
				t.Errorf("%v: picture %d that is examined is not the frame's", c, examined)
			}
		}}
		p, e := pump{Loop: l, fresh: make(chan taken, 1)}, examiner{Loop: l}
		for i := range 30 {
			now = at(i)
			p.frame(t.Context(), at(i))
			one := make(chan taken, 1)
			one <- <-p.fresh
			close(one)
			e.run(t.Context(), one)
		}
		if !maps.Equal(decoded, c.decoded) || shown != 30 || examined != 10 {
			t.Errorf("%v: %v decoded, %d shown, %d examined", c, decoded, shown, examined)
		}
	}
}

// While the examiner is late, its frame is replaced by the newest, with its own
// picture or none, and one memory is enough for all. Torn ones stay torn.
func TestLateExaminer(t *testing.T) {
	frames := photoFrames(t, image.Pt(1280, 720))
	for n := 1; n <= len(frames); n++ {
		var saw []uint8
		l := &Loop{dec: newDecoder(), ring: newRing(), spares: oneSpare(), o: Options{Width: defaultWidth, Show: func(*image.RGBA) {}, Now: time.Now,
			Maker: watching{saw: func(img image.Image) { saw = img.(*image.RGBA).Pix }}}}
		p, e := pump{Loop: l, fresh: make(chan taken, 1)}, examiner{Loop: l}
		shown := 0
		show := func(data []byte) taken {
			shown++
			p.frame(t.Context(), &camera.Frame{Data: data, Format: camera.MJPEG, At: start.Add(time.Duration(shown) * time.Second / 10)})
			return <-p.fresh
		}
		want := image.NewRGBA(image.Rect(0, 0, 1280, 720))
		examine := func(got taken, data []byte) {
			if err := l.dec.color(want, data, 1, false); err != nil {
				t.Fatal(err)
			}
			if e.examine(t.Context(), got); !bytes.Equal(saw, want.Pix) {
				t.Errorf("after %d frames, another one is examined", shown)
			}
		}
		for _, data := range frames[:n] {
			p.fresh <- show(data) // it is still there when the next one comes
		}
		late := <-p.fresh
		if (late.img != nil) != (n%2 == 1) {
			t.Errorf("frame %d has a picture: %t", n, late.img != nil)
		}
		next := show(frames[0]) // before the late one is examined
		examine(late, frames[n-1])
		examine(next, frames[0])
		examine(show(frames[1]), frames[1])
	}
}

// A torn frame that is decoded for both stays torn for the examiner.
func TestTornFramesAreShared(t *testing.T) {
	if newDecoder() == jpegDecoder(goDecoder{}) {
		return // it shows whole frames only
	}
	torn := tornFrames(t)[0]
	l := &Loop{dec: newDecoder(), ring: newRing(), spares: oneSpare(), o: Options{Width: defaultWidth, Show: func(*image.RGBA) {}, Now: time.Now, Maker: newMaker(t)}}
	p, e := pump{Loop: l, fresh: make(chan taken, 1)}, examiner{Loop: l}
	for i := range 2 { // the first one is the first of all, and is left out
		p.frame(t.Context(), &camera.Frame{Data: torn, Format: camera.MJPEG, At: start.Add(time.Duration(i) * time.Second)})
	}
	got := <-p.fresh
	got.opened = start
	if e.examine(t.Context(), got); got.img == nil || len(l.ring.entries) != 1 || l.ring.entries[0].look.problems()[0] != Torn {
		t.Errorf("%v, %d kept", got.torn, len(l.ring.entries))
	}
}

// Halving is the mean of each cell, mirrored, at every width and height.
func TestHalve(t *testing.T) {
	for w := 1; w < 20; w++ {
		for h := 1; h < 4; h++ {
			src := noisy(image.NewRGBA(image.Rect(0, 0, w, h)), uint64(w))
			for i := range src.Pix {
				src.Pix[i] += uint8(60 * i)
			}
			dst := image.NewRGBA(shrunk(w, h, 2))
			halve(dst, src)
			for i := range dst.Pix {
				x, y, c := i/4%dst.Rect.Dx(), i/4/dst.Rect.Dx(), i%4
				sum := 3
				for k := range 4 {
					sum += int(src.Pix[min(2*y+k/2, h-1)*src.Stride+4*min(2*x+k%2, w-1)+c])
				}
				if got := dst.Pix[y*dst.Stride+4*(dst.Rect.Dx()-1-x)+c]; int(got) != sum/4 {
					t.Fatalf("%d×%d: %d at %d,%d of %d, want %d", w, h, got, x, y, c, sum/4)
				}
			}
		}
	}
}
