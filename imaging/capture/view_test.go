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
				s.pass(900 * time.Millisecond)
				if got := s.soFar().newest.Rect.Size(); got != image.Pt(sessionWidth, 180) {
					t.Errorf("preview of %v", got)
				}
				spec := identity.PortraitSpec{MaxBytes: 50_000}
				checkPortrait(t, s.Shoot(t.Context(), Wish{Spec: spec}), spec)
			})
		})
	}
}
