package camera

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"testing"
	"time"
)

// On a full USB bus a smaller size is tried, then a lower rate, then it is said.
func TestFullUSB(t *testing.T) {
	full := &Error{State: Failed, Reason: USBFull, Err: errors.New("no space left on device")}
	cam := goodCam("a", "/dev/video0")
	cam.offers = []Mode{{MJPEG, "MJPG", 1920, 1080}, {MJPEG, "MJPG", 1280, 720}, {MJPEG, "MJPG", 640, 480}, {MJPEG, "MJPG", 320, 240}, {YUYV, "YUYV", 640, 480}}
	cam.startErrs = map[string]error{}
	for _, m := range cam.offers {
		cam.startErrs[m.String()] = full
	}
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(500 * time.Millisecond)
		if st := r.now(); st.State != Failed || ReasonOf(st.Err) != USBFull {
			t.Errorf("%+v", st)
		}
		s.set(true, func() {
			if want := []string{"MJPG 1280x720", "MJPG 640x480", "MJPG 320x240", "MJPG 320x240"}; !slices.Equal(cam.set, want) || cam.rate != slowRate {
				t.Errorf("%v at %d", cam.set, cam.rate)
			}
			cam.startErrs["MJPG 320x240 at 10"] = nil
		})
		after(2 * time.Second)
		if st := r.now(); st.State != Live {
			t.Errorf("%+v", st)
		}
	})
}

// A camera that answers with protocol errors gets its port reset after three
// failures. If that does not help, it must be pulled out.
func TestProtocolErrors(t *testing.T) {
	proto := &Error{State: Failed, Reason: Replug, Err: errors.New("protocol error")}
	cam := goodCam("a", "/dev/video0")
	cam.startErrs = map[string]error{"MJPG 1280x720": proto, "YUYV 640x480": proto}
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		resets := func() (n int) {
			s.set(true, func() { n = cam.resets })
			return n
		}
		after(1500 * time.Millisecond)
		if st := r.now(); st.State != Failed || ReasonOf(st.Err) != "" || resets() != 0 {
			t.Errorf("%+v, %d resets", st, resets())
		}
		after(10 * time.Second)
		if st := r.now(); ReasonOf(st.Err) != Replug || resets() != 1 {
			t.Errorf("%+v, %d resets", st, resets())
		}
		s.set(true, func() { cam.startErrs = nil })
		after(2 * time.Second)
		if r.now().State != Live {
			t.Errorf("%+v", r.now())
		}
	})
}

func plainJPEG(c color.Color) []byte {
	img := image.NewYCbCr(image.Rect(0, 0, 64, 48), image.YCbCrSubsampleRatio420)
	y := color.YCbCrModel.Convert(c).(color.YCbCr)
	for i := range img.Y {
		img.Y[i] = y.Y
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = y.Cb, y.Cr
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// An infrared half is known by its picture. The colour camera is preferred, and
// the grey one is used if it is alone or chosen.
func TestInfraredByItsPicture(t *testing.T) {
	grey, colour := goodCam("a", "/dev/video0"), goodCam("b", "/dev/video1")
	grey.picture = func(int) []byte { return plainJPEG(color.Gray{150}) }
	for name, tc := range map[string]struct {
		cams []*fakeCam
		id   string
		want string
	}{
		"colour preferred": {[]*fakeCam{grey, colour}, "", "b"}, "grey alone": {[]*fakeCam{grey}, "", "a"}, "grey chosen": {[]*fakeCam{grey, colour}, "a", "a"},
	} {
		t.Run(name, func(t *testing.T) {
			scenario(t, with(tc.cams...), tc.id, func(s *fakeSystem, w *Webcam, r *recorder) {
				after(2 * time.Second)
				wantStates(t, r, map[bool]string{true: "[starting starting starting live]", false: "[starting starting live]"}[name == "colour preferred"])
				if st := r.now(); st.State != Live || st.Camera.ID != tc.want {
					t.Errorf("%v with %q", st.State, st.Camera.ID)
				}
			})
		})
	}
}

func TestGreyPicture(t *testing.T) {
	for name, tc := range map[string]struct {
		f    Frame
		want bool
	}{
		"colour":        {Frame{Format: MJPEG, Data: testJPEG()}, false},
		"grey":          {Frame{Format: MJPEG, Data: plainJPEG(color.Gray{150})}, true},
		"one component": {Frame{Format: MJPEG, Data: greyJPEG()}, true},
		"dark":          {Frame{Format: MJPEG, Data: plainJPEG(color.Gray{10})}, false},
		"raw grey":      {Frame{Format: YUYV, Data: bytes.Repeat([]byte{150, 128}, 100)}, true},
		"raw colour":    {Frame{Format: YUYV, Data: bytes.Repeat([]byte{150, 128, 150, 120}, 100)}, false},
		"nothing":       {Frame{Format: YUYV}, false},
	} {
		if greyPicture(&tc.f) != tc.want {
			t.Errorf("%s: %v", name, !tc.want)
		}
	}
}
