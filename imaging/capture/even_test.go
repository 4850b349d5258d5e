package capture

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/identity"
)

// An even picture is a covered lens or a privacy switch, whatever its colour. A
// wall in the noise of a sensor is none.
func TestEvenPictures(t *testing.T) {
	for _, grey := range []uint8{0, 40, 144, 255} {
		img := image.NewRGBA(image.Rect(0, 0, 640, 360))
		draw.Draw(img, img.Rect, image.NewUniform(color.Gray{grey}), image.Point{}, draw.Src)
		if _, even := brightness(img); !even {
			t.Errorf("grey %d is not even", grey)
		}
		if _, even := brightness(noisy(img, 1)); even && grey > 30 && grey < 230 {
			t.Errorf("noisy grey %d is even", grey)
		}
	}
	if _, even := brightness(photo(t)); even {
		t.Error("the person is even")
	}
}

// The lens counts as covered, and no photo is taken.
func TestPrivacySwitch(t *testing.T) {
	wall := image.NewRGBA(image.Rect(0, 0, 640, 360))
	draw.Draw(wall, wall.Rect, image.NewUniform(color.Gray{144}), image.Point{}, draw.Src)
	frame := asJPEG(t, wall, 80)
	synctest.Test(t, func(t *testing.T) {
		s := open(t, tape{{frames: [][]byte{frame}, length: time.Minute}})
		defer s.end(t)
		s.pass(2500 * time.Millisecond)
		if seen := s.last(t); !seen.Even || seen.Black {
			t.Error("not covered")
		}
		if shot := s.Shoot(t.Context(), Wish{Spec: identity.PortraitSpec{MaxBytes: 50_000}}); !shot.Portrait.Empty() {
			t.Error("a photo")
		}
	})
}
