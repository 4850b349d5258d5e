//go:build vm

package camera_test

import (
	"context"
	"testing"
	"time"

	"facedesk/camera"
	"facedesk/camera/internal/uvcdevice"
)

// A camera that stops sending is restarted and works again.
func TestRealHang(t *testing.T) {
	bare(t)
	cam := plug(t, uvcdevice.Office("R2"))
	r, _ := start(t, "")
	for n := 1; n <= 3; n++ {
		r.await(camera.Live)
		r.frames(2)
		cam.Hang()
		if s := r.await(camera.Silent); camera.StateOf(s.Err) != camera.Silent {
			t.Errorf("silent: %v", s.Err)
		}
	}
	r.await(camera.Live)
	if n := cam.Starts(); n != 4 {
		t.Errorf("started %d times", n)
	}
}

// A camera whose firmware hangs is silent within seconds. Close does not wait
// for it, and it works again when it answers.
func TestRealFreeze(t *testing.T) {
	bare(t)
	cam := plug(t, uvcdevice.Office("R3"))
	r, _ := start(t, "")
	r.await(camera.Live)
	cam.Freeze(true)
	begun := time.Now()
	r.await(camera.Silent)
	if d := time.Since(begun); d >= 5*time.Second {
		t.Errorf("silent after %v: the driver's own limit of 5 s was first", d)
	}
	states := r.seen()
	until(t, "refused once more", func() bool { return cam.Withdrawn() >= 2 })
	r.undisturbed(states)
	cam.Freeze(false)
	r.await(camera.Live)
	r.undisturbed(states + 1)
}

// If a camera refuses to start in some modes, another mode is used, and the
// failed modes leave nothing behind.
func TestRealBrokenModes(t *testing.T) {
	bare(t)
	c := uvcdevice.Office("R8")
	c.Broken = c.Modes[:2]
	plug(t, c)
	r, _ := start(t, "")
	if live := r.await(camera.Live); live.Mode.String() != "MJPG 640x480" {
		t.Errorf("mode %v", live.Mode)
	}
	if open, mapped := held(t); open != 1 || mapped != 4 {
		t.Errorf("%d descriptors, %d mappings", open, mapped)
	}
}

// A camera that hangs from the start is silent, and Close does not wait for it.
func TestRealFrozenAtStart(t *testing.T) {
	bare(t)
	cam := plug(t, uvcdevice.Office("R4"))
	listed(t, 1)
	cam.Freeze(true)
	stream := camera.Start(context.Background(), camera.NewWebcam(camera.Options{Now: time.Now}))
	begun := time.Now()
	for s := range stream.States() {
		if s.State == camera.Silent {
			break
		}
		if s.State != camera.Starting {
			t.Errorf("%v: %v", s.State, s.Err)
		}
	}
	t.Logf("silent after %v", time.Since(begun))
	begun = time.Now()
	stream.Close()
	if d := time.Since(begun); d > time.Second {
		t.Errorf("Close took %v", d)
	}
	cam.Freeze(false)
	<-stream.Done()
}

// A hung camera that is unplugged is lost at once and found again.
func TestRealFrozenAndUnplugged(t *testing.T) {
	bare(t)
	cam := plug(t, uvcdevice.Office("R9"))
	r, _ := start(t, "")
	r.await(camera.Live)
	cam.Freeze(true)
	r.await(camera.Silent)
	unplug(t, cam)
	r.await(camera.Lost)
	plug(t, uvcdevice.Office("R9"))
	r.await(camera.Live)
}

// A camera that refuses every request is reported and recovers.
func TestRealRefusal(t *testing.T) {
	bare(t)
	cam := plug(t, uvcdevice.Office("R5"))
	listed(t, 1)
	cam.Refuse(true)
	r, _ := start(t, "")
	if s := r.await(camera.Failed); s.Err == nil || s.Camera.Path == "" {
		t.Errorf("%+v", s)
	}
	cam.Refuse(false)
	r.await(camera.Live)
}

// A camera whose firmware hangs after it was closed works again without being
// pulled out: after three failures its port is reset.
func TestRealPortReset(t *testing.T) {
	bare(t)
	cam := plug(t, uvcdevice.Office("R11"))
	first, stop := startSource(t, camera.NewWebcam(camera.Options{Now: time.Now}))
	first.await(camera.Live)
	cam.LockUp()
	stop()
	second, _ := start(t, "")
	if s := second.await(camera.Failed); s.Err == nil {
		t.Errorf("%+v", s)
	}
	second.await(camera.Live)
	second.frames(3)
	if n := cam.Resets(); n == 0 {
		t.Error("the port was not reset")
	}
}

// While another program streams, the camera is busy. Afterwards it is live.
func TestRealBusy(t *testing.T) {
	bare(t)
	plug(t, uvcdevice.Office("R6"))
	first, stop := startSource(t, camera.NewWebcam(camera.Options{Now: time.Now}))
	first.await(camera.Live)
	second, _ := start(t, "")
	if s := second.await(camera.Busy); s.Camera.ID != "usb:1209:0001:R6" {
		t.Errorf("busy: %+v", s)
	}
	first.frames(5)
	stop()
	second.await(camera.Live)
	second.frames(5)
}

// Opening and closing the camera many times leaves nothing behind.
func TestRealReopen(t *testing.T) {
	bare(t)
	cam := plug(t, uvcdevice.Office("R7"))
	const times = 25
	for range times {
		r, stop := startSource(t, camera.NewWebcam(camera.Options{Now: time.Now}))
		r.await(camera.Live)
		stop()
		if open, mapped := held(t); open != 0 || mapped != 0 {
			t.Fatalf("%d descriptors, %d mappings are left", open, mapped)
		}
	}
	if n := cam.Starts(); n != times {
		t.Errorf("started %d times", n)
	}
}
