package capture

import (
	"testing"
	"time"

	"facedesk/camera"
)

func frameOf(size int, after time.Duration) *camera.Frame {
	return &camera.Frame{Data: make([]byte, size), At: start.Add(after)}
}

func TestRingIsBounded(t *testing.T) {
	for name, c := range map[string]struct {
		size  int
		every time.Duration
		want  int
	}{
		"by time":   {100 << 10, 100 * time.Millisecond, 11},
		"by number": {100 << 10, time.Millisecond, ringFrames},
		"by bytes":  {4 << 20, 100 * time.Millisecond, 5},
		"one large": {30 << 20, 100 * time.Millisecond, 1},
	} {
		r := newRing()
		for i := range 50 {
			r.put(kept{frame: frameOf(c.size, time.Duration(i)*c.every), settled: true}, 0)
		}
		got := r.since(start)
		if len(got) != c.want || r.bytes != c.want*c.size {
			t.Errorf("%s: %d frames of %d bytes, want %d", name, len(got), r.bytes, c.want)
		}
		if last := r.copyOf(got[len(got)-1].id); last == nil || !last.At.Equal(start.Add(49*c.every)) {
			t.Errorf("%s: the newest is not there", name)
		}
		if r.copyOf(0) != nil {
			t.Errorf("%s: the oldest is there", name)
		}
	}
}

func TestRingForgets(t *testing.T) {
	r := newRing()
	r.put(kept{frame: frameOf(10, 0), settled: true}, 0)
	epoch := r.interrupt()
	if len(r.since(start)) != 0 || r.bytes != 0 {
		t.Error("kept over an interruption")
	}
	late := frameOf(10, 0)
	r.put(kept{frame: late, settled: true}, epoch-1)
	if len(r.since(start)) != 0 || late.Data != nil {
		t.Error("a frame from before the interruption is kept")
	}
	changed := r.watch()
	r.put(kept{frame: frameOf(10, 0), settled: true}, epoch)
	<-changed
	if len(r.since(start)) != 1 || len(r.since(start.Add(1))) != 0 {
		t.Error("not kept, or given out as newer than it is")
	}
	changed = r.watch()
	r.close()
	<-changed
	r.put(kept{frame: frameOf(10, 0), settled: true}, epoch)
	if len(r.since(start)) != 0 || r.bytes != 0 {
		t.Error("kept after the end")
	}
}

// A copy does not change when the frame is released and its memory is used
// again.
func TestCopiesAreCopies(t *testing.T) {
	r, f := newRing(), frameOf(10, 0)
	memory := f.Data
	r.put(kept{frame: f}, 0)
	got := r.copyOf(0)
	memory[3] = 7
	if got.Data[3] != 0 {
		t.Error("shared")
	}
}

func TestPreviewShrink(t *testing.T) {
	for _, c := range []struct{ width, least, want int }{
		{1280, 640, 2}, {1920, 640, 2}, {3840, 640, 4}, {640, 640, 1}, {800, 640, 1}, {1280, 1280, 1}, {1920, 960, 2}, {320, 640, 1}, {2560, 640, 4},
	} {
		if got := previewShrink(c.width, c.least); got != c.want {
			t.Errorf("%d at least %d: 1/%d, want 1/%d", c.width, c.least, got, c.want)
		}
	}
}
