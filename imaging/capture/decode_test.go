//go:build !race

package capture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"testing"

	"github.com/gen2brain/jpegli"

	"facedesk/camera"
	"facedesk/camera/cameratest"
)

// subsampled returns a picture as cameras encode it, most often in 4:2:2.
func subsampled(t testing.TB, img image.Image, ratio image.YCbCrSubsampleRatio) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpegli.Encode(&b, img, &jpegli.EncodingOptions{Quality: 90, ChromaSubsampling: ratio}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Every decoder shows the encoded picture, at every scale and in odd sizes.
func TestDecodersShowThePicture(t *testing.T) {
	picture := opaque(photo(t).SubImage(image.Rect(400, 50, 400+331, 50+405)))
	files := map[string][]byte{
		"4:2:0": subsampled(t, picture, image.YCbCrSubsampleRatio420),
		"4:2:2": subsampled(t, picture, image.YCbCrSubsampleRatio422),
		"4:4:4": subsampled(t, picture, image.YCbCrSubsampleRatio444),
		"grey":  asJPEG(t, greyOf(picture), 90),
	}
	for _, d := range decoders() {
		for name, file := range files {
			for _, shrink := range []int{1, 2, 4} {
				size := shrunk(331, 405, shrink)
				want := image.NewRGBA(size)
				shrinkRGBA(want, picture.Pix, 331, 405, shrink)
				if name == "grey" {
					shrinkGray(want, greyOf(want), 1)
				}
				for _, fine := range []bool{false, true} {
					got := image.NewRGBA(size)
					if err := d.color(got, file, shrink, fine); err != nil {
						t.Fatal(d.name, name, shrink, err)
					}
					if far := difference(got.Pix, want.Pix); far > 5 || !got.Opaque() {
						t.Errorf("%s %s 1/%d fine %v: off by %.1f, opaque %v", d.name, name, shrink, fine, far, got.Opaque())
					}
				}
			}
		}
	}
}

func greyOf(img *image.RGBA) *image.Gray {
	g := image.NewGray(img.Rect)
	draw.Draw(g, g.Rect, img, img.Rect.Min, draw.Src)
	return g
}

// difference returns the mean distance of two lists of values.
func difference(a, b []uint8) float64 {
	sum := 0.0
	for i := range a {
		sum += math.Abs(float64(a[i]) - float64(b[i]))
	}
	return sum / float64(len(a))
}

// Every fault of a camera's JPEG has its right result: what decodes is shown,
// and only what is whole is good for a portrait.
func TestFaultyFrames(t *testing.T) {
	for _, c := range cameratest.Cases() {
		for _, d := range decoders() {
			f := &camera.Frame{Data: bytes.Clone(c.Data), Format: camera.MJPEG}
			err := checkFrame(f)
			img := image.NewRGBA(image.Rect(0, 0, f.Width, f.Height))
			if err == nil {
				err = decodeColor(d, img, f, 1, true)
			}
			got := map[bool]cameratest.Result{true: cameratest.Shown, false: cameratest.Dropped}[seen(err)]
			if err == nil {
				got = cameratest.Taken
			}
			if d.name == "go" { // the decoder of the standard library shows whole pictures only
				if got == cameratest.Taken && c.Want != cameratest.Taken || got != cameratest.Taken && c.Want == cameratest.Taken && !c.Odd {
					t.Errorf("go, %s: %v, %v", c.Name, got, err)
				}
				continue
			}
			if got != c.Want {
				t.Errorf("%s, %s: %v, want %v (%v)", d.name, c.Name, got, c.Want, err)
			}
			if got == cameratest.Taken {
				checkPicture(t, c.Name, img)
			}
		}
	}
}

// checkPicture fails if a picture is not that of the cases.
func checkPicture(t *testing.T, name string, img *image.RGBA) {
	t.Helper()
	want := image.NewRGBA(img.Rect)
	reference := "444"
	if img.Rect.Dx() != 320 {
		reference = "odd-size"
	}
	if err := newDecoder().color(want, cameratest.Picture(reference), 1, true); err != nil {
		t.Fatal(err)
	}
	limit := 6.0
	if grey, colour := greyOf(img), greyOf(want); difference(grey.Pix, colour.Pix) > limit {
		t.Errorf("%s: another picture, off by %.1f", name, difference(grey.Pix, colour.Pix))
	}
}

// A frame that is cut off or damaged is an error and never taken.
func TestDamagedFramesAreErrors(t *testing.T) {
	good := asJPEG(t, photo(t).SubImage(image.Rect(400, 50, 800, 450)), 80)
	damaged := bytes.Clone(good)
	for i := len(good) / 2; i < len(good)/2+200; i++ {
		damaged[i] = 0xFF
	}
	for _, d := range decoders() {
		for name, file := range map[string][]byte{"cut": good[:len(good)/2], "damaged": damaged, "header only": good[:700]} {
			if err := d.color(image.NewRGBA(image.Rect(0, 0, 400, 400)), file, 1, true); err == nil {
				t.Errorf("%s: %s: no error", d.name, name)
			}
		}
		if err := d.color(image.NewRGBA(image.Rect(0, 0, 399, 400)), good, 1, true); err == nil {
			t.Errorf("%s: decoded into a picture of another size", d.name)
		}
	}
}

// Raw frames give the exact colours of BT.601 at every scale.
func TestRawFrames(t *testing.T) {
	for _, c := range []struct {
		y, cb, cr byte
		want      color.RGBA
	}{
		{16, 128, 128, color.RGBA{0, 0, 0, 255}},
		{235, 128, 128, color.RGBA{255, 255, 255, 255}},
		{126, 128, 128, color.RGBA{128, 128, 128, 255}},
		{81, 90, 240, color.RGBA{255, 0, 0, 255}},
		{145, 54, 34, color.RGBA{0, 255, 0, 255}},
		{41, 240, 110, color.RGBA{0, 0, 255, 255}},
		{255, 255, 255, color.RGBA{255, 125, 255, 255}},
	} {
		f := &camera.Frame{Format: camera.YUYV, Width: 18, Height: 17, Data: bytes.Repeat([]byte{c.y, c.cb, c.y, c.cr}, 9*17)}
		if err := checkFrame(f); err != nil {
			t.Fatal(err)
		}
		for _, shrink := range []int{1, 2, 4} {
			img := image.NewRGBA(shrunk(18, 17, shrink))
			decodeColor(newDecoder(), img, f, shrink, true)
			for _, p := range []image.Point{{}, img.Rect.Max.Sub(image.Pt(1, 1))} {
				if got := img.RGBAAt(p.X, p.Y); !near(got, c.want) {
					t.Errorf("%v at 1/%d: %v, want %v", c.y, shrink, got, c.want)
				}
			}
		}
	}
}

func near(a, b color.RGBA) bool {
	d := func(x, y uint8) bool { return max(x, y)-min(x, y) <= 2 }
	return d(a.R, b.R) && d(a.G, b.G) && d(a.B, b.B) && a.A == b.A
}

func TestRawFramesAreChecked(t *testing.T) {
	for name, f := range map[string]*camera.Frame{
		"short YUYV": {Format: camera.YUYV, Width: 64, Height: 48, Data: make([]byte, 64*48*2-1)},
		"odd YUYV":   {Format: camera.YUYV, Width: 63, Height: 48, Data: make([]byte, 64*48*2)},
		"short RGBA": {Format: camera.RGBA, Width: 64, Height: 48, Data: make([]byte, 64*48*4-1)},
		"no size":    {Format: camera.RGBA, Data: make([]byte, 64)},
		"negative":   {Format: camera.RGBA, Width: -64, Height: -48, Data: make([]byte, 64*48*4)},
		"too wide":   {Format: camera.YUYV, Width: 5000, Height: 16, Data: make([]byte, 5000*32)},
		"too long":   {Format: camera.MJPEG, Data: make([]byte, maxFrameBytes+1)},
		"unknown":    {Format: camera.Unknown, Width: 64, Height: 48, Data: make([]byte, 64*48*4)},
	} {
		if checkFrame(f) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestMirror(t *testing.T) {
	for w := range 12 {
		img := image.NewRGBA(image.Rect(0, 0, w, 2))
		for i := range img.Pix {
			img.Pix[i] = uint8(i)
		}
		before := bytes.Clone(img.Pix)
		mirror(img)
		for x := range w {
			if i, j := 4*(w+x), 4*(w+w-1-x); !bytes.Equal(img.Pix[i:i+4], before[j:j+4]) {
				t.Errorf("width %d, column %d: %v", w, x, img.Pix[i:i+4])
			}
		}
	}
}

// No bytes cause a crash or excessive memory. If two decoders accept a picture,
// both give the same size, opaque.
func FuzzJPEG(f *testing.F) {
	img := opaque(photo(f).SubImage(image.Rect(540, 230, 604, 278)))
	good := asJPEG(f, img, 60)
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add(subsampled(f, img, image.YCbCrSubsampleRatio422))
	f.Add(subsampled(f, img, image.YCbCrSubsampleRatio444))
	f.Add(asJPEG(f, greyOf(img), 50))
	for _, c := range cameratest.Cases() {
		f.Add(c.Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		f := &camera.Frame{Data: data, Format: camera.MJPEG}
		if err := checkFrame(f); err != nil || f.Width*f.Height > 1<<20 {
			return
		}
		w, h, data := f.Width, f.Height, f.Data
		for _, shrink := range []int{1, 2, 4} {
			for _, d := range decoders() {
				img := image.NewRGBA(shrunk(w, h, shrink))
				if err := d.color(img, data, shrink, shrink == 1); err == nil && !img.Opaque() {
					t.Errorf("%s: not opaque", d.name)
				}
			}
		}
		if c, err := jpeg.DecodeConfig(bytes.NewReader(data)); err == nil && (c.Width != w || c.Height != h) {
			t.Errorf("%d×%d, image/jpeg says %d×%d", w, h, c.Width, c.Height)
		}
	})
}

// FuzzRaw: a frame is refused or drawn, whatever it says of itself.
func FuzzRaw(f *testing.F) {
	f.Add(bytes.Repeat([]byte{16, 128, 235, 128}, 200), 20, 20, byte(camera.YUYV))
	f.Add(make([]byte, 17*17*4), 17, 17, byte(camera.RGBA))
	f.Fuzz(func(t *testing.T, data []byte, w, h int, format byte) {
		frame := &camera.Frame{Data: data, Width: w, Height: h, Format: camera.Format(format % 4)}
		if frame.Format == camera.MJPEG || checkFrame(frame) != nil {
			return
		}
		for _, shrink := range []int{1, 2, 4} {
			img := image.NewRGBA(shrunk(w, h, shrink))
			if decodeColor(newDecoder(), img, frame, shrink, true); !img.Opaque() {
				t.Error("not opaque")
			}
		}
	})
}
