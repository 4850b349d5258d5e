//go:build vm

package camera_test

import (
	"context"
	"slices"
	"syscall"
	"testing"
	"time"

	"facedesk/camera"
	"facedesk/camera/internal/uvcdevice"
)

// replugs is how often the camera is pulled out and put back.
const replugs = 20

// Unplugged in the middle of a stream, the camera is lost; plugged in again, it
// is live within seconds, time after time.
func TestRealReplug(t *testing.T) {
	bare(t)
	cam := plug(t, uvcdevice.Office("R1"))
	r, _ := start(t, "")
	first := r.await(camera.Live)
	var back []time.Duration
	for range replugs {
		r.frames(3)
		unplug(t, cam)
		if lost := r.await(camera.Lost); lost.Camera.ID != first.Camera.ID {
			t.Errorf("lost %+v", lost.Camera)
		}
		begun := time.Now()
		cam = plug(t, uvcdevice.Office("R1"))
		if live := r.await(camera.Live); live.Camera.ID != first.Camera.ID {
			t.Errorf("found %+v", live.Camera)
		}
		back = append(back, time.Since(begun))
	}
	slices.Sort(back)
	t.Logf("live after replugging: median %v, at most %v", back[replugs/2], back[replugs-1])
	if back[replugs-1] > 3*time.Second {
		t.Errorf("slower than 3 s: %v", back)
	}
	if open, mapped := held(t); open != 1 || mapped > 4 {
		t.Errorf("%d descriptors, %d mappings", open, mapped)
	}
}

// A loose plug: the camera goes at whatever moment of its start.
func TestRealLoosePlug(t *testing.T) {
	bare(t)
	r, _ := start(t, "")
	for n := range 12 {
		cam := plug(t, uvcdevice.Office("R10"))
		if n%2 == 0 {
			until(t, "a node", func() bool { return len(nodes(t)) > 0 })
			time.Sleep(time.Duration(n) * 10 * time.Millisecond)
		} else {
			r.await(camera.Live)
		}
		unplug(t, cam)
	}
	plug(t, uvcdevice.Office("R10"))
	r.await(camera.Live)
	r.frames(3)
	if open, mapped := held(t); open != 1 || mapped != 4 {
		t.Errorf("%d descriptors, %d mappings", open, mapped)
	}
}

// Unplugged and left so, a camera is waited for at next to no cost; another that
// is there takes its place after a while.
func TestRealAnotherTakesOver(t *testing.T) {
	bare(t)
	other := uvcdevice.Plain("S2")
	other.Port = 3
	cam := plug(t, uvcdevice.Office("S1"))
	plug(t, other)
	listed(t, 2)
	r, _ := start(t, "")
	if live := r.await(camera.Live); live.Camera.ID != "usb:1209:0001:S1" {
		t.Errorf("first %+v", live.Camera)
	}
	unplug(t, cam)
	r.await(camera.Lost)
	spent, begun := cpuTime(t), time.Now()
	if live := r.await(camera.Live); live.Camera.ID != "usb:1209:0001:S2" {
		t.Errorf("then %+v", live.Camera)
	}
	if spent, waited := cpuTime(t)-spent, time.Since(begun); spent > waited/4 {
		t.Errorf("%v of processor time in %v", spent, waited)
	}
}

// cpuTime returns what this program has used of the processor.
func cpuTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// A camera that sends nothing any more is started anew, and works again.
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

// A camera whose firmware has stopped altogether is said to be silent within
// seconds; nobody who closes waits for it; thawed, it works again.
func TestRealFreeze(t *testing.T) {
	bare(t)
	cam := plug(t, uvcdevice.Office("R3"))
	r, _ := start(t, "")
	r.await(camera.Live)
	cam.Freeze(true)
	begun := time.Now()
	r.await(camera.Silent)
	if d := time.Since(begun); d > 4500*time.Millisecond { // the driver's own limit is 5 s
		t.Errorf("silent after %v", d)
	}
	states := r.seen()
	until(t, "refused once more", func() bool { return cam.Withdrawn() >= 2 })
	r.undisturbed(states)
	cam.Freeze(false)
	r.await(camera.Live)
	r.undisturbed(states + 1)
}

// A camera that refuses to start in some modes is used in another, and what was
// set up in vain is taken down.
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

// A camera that is frozen from the start is silent, and nobody who gives up
// waits for it.
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

// A frozen camera that is unplugged, as its user is told to do, is lost at
// once and found again.
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

// A camera that refuses every request says so and recovers.
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

// While another program streams, the camera is busy; freed, it is live.
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

// Opened and closed many times, the camera leaves nothing behind.
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
