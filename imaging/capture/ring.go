package capture

import (
	"slices"
	"sync"
	"time"

	"facedesk/camera"
)

// The limits of what is kept.
const (
	ringSpan   = time.Second
	ringFrames = 30
	ringBytes  = 20 << 20
)

// kept is an examined frame. The ring owns it, and it does not change.
type kept struct {
	frame   *camera.Frame
	id      uint64 // counts up, also over interruptions
	settled bool   // the camera's exposure had settled
	look    look
}

// ring keeps the examined frames of the last second.
type ring struct {
	mu      sync.Mutex
	epoch   uint64 // epoch of the frames; an interruption begins a new one
	closed  bool
	next    uint64
	entries []kept // oldest first
	bytes   int
	changed chan struct{} // closed at the next change
}

func newRing() *ring { return &ring{changed: make(chan struct{})} }

// put keeps a frame. It releases a frame from before an interruption.
func (r *ring) put(k kept, epoch uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed || epoch != r.epoch {
		k.frame.Release()
		return
	}
	k.id = r.next
	r.next++
	r.entries = append(r.entries, k)
	r.bytes += cap(k.frame.Data)
	for len(r.entries) > 1 && r.tooMuch(k.frame.At) {
		r.drop(1)
	}
	r.notify()
}

func (r *ring) tooMuch(now time.Time) bool {
	return len(r.entries) > ringFrames || r.bytes > ringBytes || now.Sub(r.entries[0].frame.At) > ringSpan
}

// drop releases the n oldest.
func (r *ring) drop(n int) {
	for _, k := range r.entries[:n] {
		r.bytes -= cap(k.frame.Data)
		k.frame.Release()
	}
	r.entries = slices.Delete(r.entries, 0, n)
}

func (r *ring) notify() {
	close(r.changed)
	r.changed = make(chan struct{})
}

// interrupt releases all frames and begins a new epoch.
func (r *ring) interrupt() (epoch uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.drop(len(r.entries))
	r.epoch++
	return r.epoch
}

// close releases all frames and keeps none from now on.
func (r *ring) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.closed {
		r.closed = true
		r.drop(len(r.entries))
		r.notify()
	}
}

// watch returns a channel that is closed at the next change.
func (r *ring) watch() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.changed
}

// since returns the settled frames taken at from or later, oldest first. Do not
// use their pictures; use copyOf.
func (r *ring) since(from time.Time) []kept {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []kept
	for _, k := range r.entries {
		if k.settled && !k.frame.At.Before(from) {
			k.frame = nil
			out = append(out, k)
		}
	}
	return out
}

// copyOf returns a copy of a kept frame, or nil if it was released meanwhile.
func (r *ring) copyOf(id uint64) *camera.Frame {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, k := range r.entries {
		if k.id == id {
			return k.frame.Clone()
		}
	}
	return nil
}
