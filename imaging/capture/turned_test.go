//go:build !race

package capture

import (
	"image"
	"testing"

	"facedesk/camera"
)

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
