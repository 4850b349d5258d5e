//go:build vm

package camera_test

import (
	"slices"
	"syscall"
	"testing"
	"time"

	"facedesk/camera"
	"facedesk/camera/internal/uvcdevice"
)

// replugs is how often the camera is unplugged and plugged in.
const replugs = 20

// A camera that is unplugged during a stream is lost. Plugged in again it is
// live within seconds, every time.
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

// A camera may be unplugged at any moment of its start.
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

// Waiting for an unplugged camera uses almost no processor time. Another camera
// takes its place after a while.
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

// cpuTime returns the processor time of this program.
func cpuTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
