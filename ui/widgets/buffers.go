package widgets

import (
	"image"
	"sync"
)

// buffers are three pictures between the goroutines that make frames and the
// one that draws them: one is being filled, one waits, one is being drawn.
// Neither side waits for the other, and the newest frame wins.
type buffers struct {
	filling sync.Mutex // held by the goroutine that fills back

	mu                 sync.Mutex
	front, ready, back *image.RGBA // front belongs to the drawing side
	fresh              bool        // ready is newer than front
	asked              bool        // the drawing side was asked to take it
	closed             bool        // no frame is accepted
	generation         uint64      // frames begun before a wipe are dropped
}

// put draws a frame of w×h pixels with fill. It reports whether to ask the
// drawing side to take it. It returns false if that was asked already, if no
// frames are accepted, or if another goroutine is just filling a frame.
func (b *buffers) put(w, h int, fill func(*image.RGBA)) (ask bool) {
	if !b.filling.TryLock() {
		return false
	}
	defer b.filling.Unlock()
	b.mu.Lock()
	dst, generation, closed := b.back, b.generation, b.closed
	b.mu.Unlock()
	if closed {
		return false
	}
	if dst == nil || dst.Rect.Dx() != w || dst.Rect.Dy() != h {
		dst = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	fill(dst)

	b.mu.Lock()
	defer b.mu.Unlock()
	if generation != b.generation {
		return false
	}
	b.back, b.ready, b.fresh = b.ready, dst, true
	ask, b.asked = !b.asked, true
	return ask
}

// take returns the newest frame, or nil if there is none. The frame does not
// change until the next take.
func (b *buffers) take() *image.RGBA {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = false
	if b.fresh {
		b.front, b.ready, b.fresh = b.ready, b.front, false
	}
	return b.front
}

// open accepts frames again.
func (b *buffers) open() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = false
}

// wipe drops all pictures, including one that is being filled. It accepts no
// frame until open.
func (b *buffers) wipe() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	b.front, b.ready, b.back, b.fresh = nil, nil, nil, false
	b.generation++
}
