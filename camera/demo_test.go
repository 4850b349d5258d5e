package camera

import (
	"context"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// runDemo runs a demo in virtual time for this long.
func runDemo(t *testing.T, d *Demo, length time.Duration) *recorder {
	t.Helper()
	r := newRecorder(t)
	ctx, cancel := context.WithTimeout(t.Context(), length)
	defer cancel()
	err := d.Run(ctx, r)
	if d.options.Fault == Unsupported {
		if StateOf(err) != Unsupported {
			t.Errorf("Run: %v", err)
		}
	} else if took := time.Since(r.begun); err != nil || took != length {
		t.Errorf("Run ended after %v: %v", took, err)
	}
	return r
}

// emptyCounter is the demo's first picture without a person.
var emptyCounter = sync.OnceValue(func() []byte { return NewDemo(nil, DemoOptions{}).picture(0) })

// drawnDemo shows one picture all the time. Tests of times do not need sixty
// different ones.
func drawnDemo(o DemoOptions) *Demo {
	d := NewDemo(nil, o)
	for i := range d.loop {
		d.loop[i] = emptyCounter()
	}
	return d
}

func TestDemoTiming(t *testing.T) {
	emptyCounter() // drawn outside of virtual time
	synctest.Test(t, func(t *testing.T) {
		r := runDemo(t, drawnDemo(DemoOptions{Now: time.Now}), 10*time.Second-time.Millisecond)
		wantStates(t, r, "[starting live]")
		if !r.states[1].At.Equal(r.begun) {
			t.Errorf("live after %v", r.states[1].At.Sub(r.begun))
		}
		if r.frames < 298 || r.frames > 301 {
			t.Errorf("%d frames in 10 s", r.frames)
		}
		if r.last.Format != MJPEG || r.last.Width != 1280 || r.last.Height != 720 {
			t.Errorf("%v %d×%d", r.last.Format, r.last.Width, r.last.Height)
		}
	})
}

func TestDemoFaults(t *testing.T) {
	emptyCounter()
	for fault, want := range map[State]string{
		None:         "[starting none]",
		NoPermission: "[starting no-permission]",
		Busy:         "[starting busy]",
		Silent:       "[starting silent]",
		Lost:         "[starting lost]",
		Failed:       "[starting failed]",
		Unsupported:  "[starting unsupported]",
		Live:         "[starting live]",
	} {
		t.Run(fault.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := runDemo(t, drawnDemo(DemoOptions{Fault: fault}), silence+time.Second)
				wantStates(t, r, want)
				if fault != Live && (StateOf(r.now().Err) != fault || r.frames > 0) {
					t.Errorf("error %v, %d frames", r.now().Err, r.frames)
				}
			})
		})
	}
}

func TestDemoUnplugged(t *testing.T) {
	emptyCounter()
	synctest.Test(t, func(t *testing.T) {
		r := runDemo(t, drawnDemo(DemoOptions{UnplugAfter: 30, UnplugFor: 2 * time.Second, Now: time.Now}), 4*time.Second+tick)
		wantStates(t, r, "[starting live lost starting live lost]")
		if away := r.states[3].At.Sub(r.states[2].At); away != 2*time.Second || r.frames != 60 {
			t.Errorf("away for %v, %d frames", away, r.frames)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		r := runDemo(t, drawnDemo(DemoOptions{UnplugAfter: 30}), time.Minute)
		wantStates(t, r, "[starting live lost]")
	})
}

// A second Run waits until the first has ended, as with a camera.
func TestDemoRunsOnce(t *testing.T) {
	emptyCounter()
	synctest.Test(t, func(t *testing.T) {
		d := drawnDemo(DemoOptions{})
		first, second := Start(t.Context(), d), Start(t.Context(), d)
		synctest.Wait()
		live := 0
		for _, s := range []*Stream{first, second} {
			if s.Status().State == Live {
				live++
			}
		}
		if live != 1 {
			t.Errorf("%d of 2 are live", live)
		}
		first.Close()
		second.Close()
		<-first.Done()
		<-second.Done()
	})
}

// heap returns the bytes in use after a collection.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestDemoDoesNotLeak(t *testing.T) {
	emptyCounter()
	synctest.Test(t, func(t *testing.T) {
		stream := Start(t.Context(), drawnDemo(DemoOptions{UnplugAfter: 1000, UnplugFor: time.Second}))
		read := func(frames int) {
			for n := range frames {
				f := <-stream.Frames()
				if n%2 == 0 {
					f.Release() // the other frames are left to the collector
				}
			}
		}
		read(2_000)
		before := heap()
		read(18_000)
		if grown := heap() - before; grown > 1<<20 {
			t.Errorf("%d bytes more after 20,000 frames", grown)
		}
		stream.Close()
		<-stream.Done()
	})
}
