//go:build vm

package camera_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
	"time"

	"facedesk/camera"
	"facedesk/camera/internal/uvcdevice"
)

// A common webcam delivers whole MJPEG pictures at 720p.
func TestRealFrames(t *testing.T) {
	bare(t)
	cam := plug(t, uvcdevice.Office("F1"))
	cam.Set(uvcdevice.Brightness, 7) // another program left it so
	cam.Set(uvcdevice.SlowInTheDark, 0)
	r, _ := start(t, "")
	live := r.await(camera.Live)
	if live.Mode.String() != "MJPG 1280x720" || live.Camera.ID != "usb:1209:0001:F1" || live.Camera.Name != "Office Camera" {
		t.Errorf("%v of %+v", live.Mode, live.Camera)
	}
	f := r.frames(20)
	if f.Width != 1280 || f.Height != 720 || f.Format != camera.MJPEG {
		t.Errorf("frame %d×%d %v", f.Width, f.Height, f.Format)
	}
	checkJPEG(t, f.Data)
	for setting, want := range map[uint16]int{uvcdevice.Mains: 1, uvcdevice.ExposureMode: 8, uvcdevice.SlowInTheDark: 1, uvcdevice.Brightness: 128} {
		if got := cam.Value(setting); got != want {
			t.Errorf("setting %#x is %d, want %d", setting, got, want)
		}
	}
}

// A camera without MJPEG is used too.
func TestRealRawFrames(t *testing.T) {
	bare(t)
	c := uvcdevice.Plain("F2")
	c.Fixed = true // a camera without controls is used too
	cam := plug(t, c)
	r, _ := start(t, "")
	if live := r.await(camera.Live); live.Mode.String() != "YUYV 640x480" {
		t.Errorf("mode %v", live.Mode)
	}
	f := r.frames(10)
	if f.Format != camera.YUYV || len(f.Data) != 2*640*480 {
		t.Fatalf("%v, %d bytes", f.Format, len(f.Data))
	}
	for x, want := range map[int]color.YCbCr{0: uvcdevice.Left, 638: uvcdevice.Right} {
		p := f.Data[2*(240*640+x):]
		if got := (color.YCbCr{Y: p[0], Cb: p[1], Cr: p[3]}); got != want {
			t.Errorf("pixel %d is %v, want %v", x, got, want)
		}
	}
	states := r.seen()
	cam.Send(mixed(uvcdevice.Truncated))
	if f := r.frames(5); len(f.Data) != 2*640*480 {
		t.Errorf("%d bytes", len(f.Data))
	}
	r.undisturbed(states)
}

// Bad pictures between good ones do not end the stream, and the good ones
// arrive.
func TestRealDamagedFrames(t *testing.T) {
	bare(t)
	cam := plug(t, uvcdevice.Office("F3"))
	r, _ := start(t, "")
	r.await(camera.Live)
	states := r.seen()
	for name, bad := range map[string]uvcdevice.Pictures{
		"truncated": uvcdevice.Truncated, "corrupt scan": uvcdevice.CorruptScan, "corrupt header": uvcdevice.CorruptHeader,
		"absurd size": uvcdevice.Absurd, "skipped": func(uvcdevice.Mode, int) []byte { return nil },
		"tiny": func(uvcdevice.Mode, int) []byte { return []byte{0xFF} },
	} {
		cam.Send(mixed(bad))
		t.Logf("%s", name)
		r.frames(8)
		r.undisturbed(states)
	}
	cam.Send(nil)
	r.frames(8)
	checkJPEG(t, r.frames(1).Data)
}

// mixed sends three bad pictures for each good one.
func mixed(bad uvcdevice.Pictures) uvcdevice.Pictures {
	return func(m uvcdevice.Mode, n int) []byte {
		if n%4 == 0 {
			return uvcdevice.Good(m, n)
		}
		return bad(m, n)
	}
}

// Pictures without Huffman tables get the standard ones, and pictures without
// an end mark get one.
func TestRealFramesWithoutTables(t *testing.T) {
	bare(t)
	c := uvcdevice.Office("F4")
	c.Pictures = uvcdevice.TableLess
	cam := plug(t, c)
	r, _ := start(t, "")
	r.await(camera.Live)
	checkJPEG(t, r.frames(3).Data)
	cam.Send(uvcdevice.EndLess)
	checkJPEG(t, r.frames(8).Data)
}

// A camera that sends only pictures without content is silent. It is live when its
// pictures are whole.
func TestRealBrokenFramesOnly(t *testing.T) {
	bare(t)
	c := uvcdevice.Office("F5")
	c.Pictures = uvcdevice.HeaderOnly
	cam := plug(t, c)
	r, _ := start(t, "")
	if s := r.await(camera.Silent); s.Err == nil || s.Camera.Path == "" {
		t.Errorf("silent: %v, %+v", s.Err, s.Camera)
	}
	if r.look(func() bool { return r.count > 0 }) {
		t.Error("frames came")
	}
	cam.Send(nil)
	r.await(camera.Live)
}

// Raw pictures, packed and planar, show the same two colours.
func TestRealRawKinds(t *testing.T) {
	for _, format := range []uvcdevice.Format{uvcdevice.UYVY, uvcdevice.NV12} {
		bare(t)
		m := uvcdevice.Mode{Format: format, Width: 640, Height: 480}
		cam := plug(t, uvcdevice.Config{Name: "Raw Camera", Serial: "F6", Modes: []uvcdevice.Mode{m}})
		r, stop := startSource(t, camera.NewWebcam(camera.Options{Now: time.Now}))
		live := r.await(camera.Live)
		f := r.frames(2)
		for x, want := range map[int]color.YCbCr{160: uvcdevice.Left, 480: uvcdevice.Right} {
			px := f.Data[2*(240*640+x):]
			if got := (color.YCbCr{Y: px[0], Cb: px[1], Cr: px[3]}); got != want || f.Format != camera.YUYV {
				t.Errorf("%v: colour at %d is %v, want %v", live.Mode, x, got, want)
			}
		}
		stop()
		unplug(t, cam)
	}
}

// A picture that stays the same is no live picture.
func TestRealFrozenPicture(t *testing.T) {
	bare(t)
	cam := plug(t, uvcdevice.Office("F7"))
	r, _ := start(t, "")
	r.await(camera.Live)
	cam.Send(uvcdevice.Frozen)
	r.await(camera.Frozen)
	cam.Send(nil)
	r.await(camera.Live)
}

// A camera may need seconds until its first picture.
func TestRealLateFirstFrame(t *testing.T) {
	bare(t)
	c := uvcdevice.Office("F8")
	c.Pictures = func(m uvcdevice.Mode, n int) []byte {
		if n < 120 {
			return nil
		}
		return uvcdevice.Good(m, n)
	}
	cam := plug(t, c)
	r, _ := start(t, "")
	r.await(camera.Live)
	if cam.Starts() != 1 {
		t.Errorf("started %d times", cam.Starts())
	}
}

// checkJPEG decodes a picture and looks at both its halves.
func checkJPEG(t *testing.T, data []byte) {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	b := img.Bounds()
	for x, want := range map[int]color.YCbCr{b.Dx() / 4: uvcdevice.Left, b.Dx() * 3 / 4: uvcdevice.Right} {
		if got := img.(*image.YCbCr).YCbCrAt(x, b.Dy()/2); !near(got, want) {
			t.Errorf("colour at %d is %v, want %v", x, got, want)
		}
	}
}

func near(a, b color.YCbCr) bool {
	d := func(x, y uint8) int { return max(int(x), int(y)) - min(int(x), int(y)) }
	return d(a.Y, b.Y) < 6 && d(a.Cb, b.Cb) < 6 && d(a.Cr, b.Cr) < 6
}
