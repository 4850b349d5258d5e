//go:build vm

package camera_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"facedesk/camera"
	"facedesk/camera/internal/uvcdevice"
)

// patience limits every wait. The emulated machine is slow.
const patience = 60 * time.Second

// plug plugs a camera in until the test ends.
func plug(t *testing.T, c uvcdevice.Config) *uvcdevice.Camera {
	t.Helper()
	cam, err := uvcdevice.Plug(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unplug(t, cam) })
	return cam
}

func unplug(t *testing.T, cam *uvcdevice.Camera) {
	t.Helper()
	if err := cam.Unplug(); err != nil {
		t.Error(err)
	}
}

// bare waits until the kernel has removed the cameras of the last test.
func bare(t *testing.T) {
	t.Helper()
	until(t, "no camera is left", func() bool { return len(nodes(t)) == 0 })
}

func nodes(t *testing.T) []string {
	t.Helper()
	all, err := filepath.Glob("/dev/video*")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// until polls until done.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for begun := time.Now(); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Since(begun) > patience {
			t.Fatalf("never: %s", what)
		}
	}
}

// recorder is a sink that keeps every state and the newest frame.
type recorder struct {
	t       *testing.T
	changed chan struct{}

	mu     sync.Mutex
	states []camera.Status
	read   int // states that a test has waited for
	count  int // frames
	frame  camera.Frame
}

// Frame implements camera.Sink.
func (r *recorder) Frame(f *camera.Frame) {
	r.mu.Lock()
	r.count++
	r.frame = *f
	r.frame.Data = bytes.Clone(f.Data)
	r.mu.Unlock()
	f.Release()
	r.notify()
}

// State implements camera.Sink.
func (r *recorder) State(s camera.Status) {
	r.mu.Lock()
	r.states = append(r.states, s)
	r.mu.Unlock()
	r.notify()
}

func (r *recorder) notify() {
	select {
	case r.changed <- struct{}{}:
	default:
	}
}

// wait blocks until done, which is called with the mutex held.
func (r *recorder) wait(what string, done func() bool) {
	r.t.Helper()
	limit := time.After(patience)
	for !r.look(done) {
		select {
		case <-r.changed:
		case <-limit:
			r.t.Fatalf("never: %s; states: %s", what, r.story())
		}
	}
}

func (r *recorder) look(done func() bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return done()
}

// await waits for the next state of that kind and returns it.
func (r *recorder) await(want camera.State) (found camera.Status) {
	r.t.Helper()
	r.wait(want.String(), func() bool {
		i := slices.IndexFunc(r.states[r.read:], func(s camera.Status) bool { return s.State == want })
		if i < 0 {
			return false
		}
		found = r.states[r.read+i]
		r.read += i + 1
		return true
	})
	return found
}

// seen counts the states.
func (r *recorder) seen() (states int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.states)
}

// undisturbed fails the test if there are more than this many states.
func (r *recorder) undisturbed(states int) {
	r.t.Helper()
	if r.seen() != states {
		r.t.Errorf("disturbed: %s", r.story())
	}
}

// frames waits for n more frames and returns the last.
func (r *recorder) frames(n int) (last camera.Frame) {
	r.t.Helper()
	first := -1
	r.wait("frames", func() bool {
		if first < 0 {
			first = r.count
		}
		last = r.frame
		return r.count >= first+n
	})
	return last
}

// story is every state so far, for a failed test.
func (r *recorder) story() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var b strings.Builder
	for _, s := range r.states {
		b.WriteString(s.At.Format("\n05.000 ") + s.State.String() + " " + s.Camera.Path)
		if s.Err != nil {
			b.WriteString(" " + s.Err.Error())
		}
	}
	return b.String()
}

// start runs a webcam until the test ends.
func start(t *testing.T, id string) (*recorder, *camera.Webcam) {
	t.Helper()
	cam := camera.NewWebcam(camera.Options{ID: id, Now: time.Now})
	r, _ := startSource(t, cam)
	return r, cam
}

// startSource runs a source and returns how to end it and wait for that.
func startSource(t *testing.T, source camera.Source) (*recorder, func()) {
	t.Helper()
	r := &recorder{t: t, changed: make(chan struct{}, 1)}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := source.Run(ctx, r); err != nil {
			t.Errorf("Run: %v", err)
		}
	}()
	stop := func() { cancel(); <-done }
	t.Cleanup(stop)
	return r, stop
}

// held counts the camera nodes and mappings that this program has open.
func held(t *testing.T) (open, mapped int) {
	t.Helper()
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	for _, fd := range fds {
		if to, _ := os.Readlink("/proc/self/fd/" + fd.Name()); strings.HasPrefix(to, "/dev/video") {
			open++
		}
	}
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Fatal(err)
	}
	return open, strings.Count(string(maps), "/dev/video")
}
