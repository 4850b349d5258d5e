package capture

import (
	"context"
	"fmt"
	"image"
	"testing"
	"testing/synctest"
	"time"

	resize "github.com/disintegration/imaging"

	"facedesk/camera"
	"facedesk/identity"
)

// hung returns the picture that a camera gives which hangs so.
func hung(img image.Image, v camera.View) *image.RGBA {
	switch v.Turn { // resize turns counter-clockwise
	case 90:
		img = resize.Rotate90(img)
	case 180:
		img = resize.Rotate180(img)
	case 270:
		img = resize.Rotate270(img)
	}
	if v.Mirror {
		img = resize.FlipH(img)
	}
	return opaque(img)
}

func views() (all []camera.View) {
	for _, turn := range []int{0, 90, 180, 270} {
		all = append(all, camera.View{Turn: turn}, camera.View{Turn: turn, Mirror: true})
	}
	return all
}

// However the camera hangs, the picture is upright, in every size and format.
func TestPicturesAreTurned(t *testing.T) {
	upright := opaque(photo(t).SubImage(image.Rect(400, 50, 400+322, 50+242)))
	for _, v := range views() {
		raw := hung(upright, v)
		for name, f := range map[string]*camera.Frame{
			"RGBA":  {Format: camera.RGBA, Data: raw.Pix, Width: raw.Rect.Dx(), Height: raw.Rect.Dy(), View: v},
			"MJPEG": {Format: camera.MJPEG, Data: asJPEG(t, raw, 95), View: v},
		} {
			if err := checkFrame(f); err != nil {
				t.Fatal(err)
			}
			for _, shrink := range []int{1, 2} {
				want := image.NewRGBA(shrunk(322, 242, shrink))
				shrinkRGBA(want, upright.Pix, 322, 242, shrink)
				got := image.NewRGBA(want.Rect)
				if size := sizeOf(f); size != upright.Rect.Size() {
					t.Fatalf("%+v: %v", v, size)
				}
				if err := decode(newDecoder(), got, f, shrink, true); err != nil {
					t.Fatal(err)
				}
				if far := difference(got.Pix, want.Pix); far > 3 {
					t.Errorf("%s %+v 1/%d: off by %.1f", name, v, shrink, far)
				}
			}
		}
	}
}

// hanging is a camera that hangs so.
type hanging struct {
	tape
	view camera.View
}

func (h hanging) Run(ctx context.Context, sink camera.Sink) error { return h.run(ctx, sink, h.view) }

// A camera on its side or upside down gives a preview and a portrait upright.
func TestCameraHangsOnItsSide(t *testing.T) {
	for _, v := range []camera.View{{Turn: 90}, {Turn: 180}, {Turn: 270, Mirror: true}} {
		t.Run(fmt.Sprint(v), func(t *testing.T) {
			frame := asJPEG(t, hung(photo(t), v), 90)
			synctest.Test(t, func(t *testing.T) {
				s := open(t, hanging{tape{{frames: [][]byte{frame}, length: time.Minute}}, v})
				defer s.end(t)
				s.pass(1500 * time.Millisecond)
				if got := s.soFar().newest.Rect.Size(); got != image.Pt(640, 360) {
					t.Errorf("preview of %v", got)
				}
				spec := identity.PortraitSpec{MaxBytes: 50_000}
				checkPortrait(t, s.Shoot(t.Context(), Wish{Spec: spec}), spec)
			})
		})
	}
}
