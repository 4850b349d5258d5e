package widgets

import (
	"image"
	"sync"
)

// buffers are three pictures between those who make frames and the one who
// draws them: one is filled, one waits, one is drawn. Neither side waits for
// the other, and the newest frame wins.
type buffers struct {
	filling sync.Mutex // held by the one who fills back

	mu                 sync.Mutex
	front, ready, back *image.RGBA // front belongs to the drawing side
	fresh              bool        // ready is newer than front
	asked              bool        // the drawing side has been asked to take it
	closed             bool        // no frame is taken
	generation         uint64      // frames begun before a wipe are dropped
}

// put has fill draw a frame of w×h pixels and reports whether the drawing side
// is to be asked to take it: not if it has been asked already or there is to be
// none, nor if another goroutine was just filling, whose frame is as new.
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

// take returns the newest frame, nil if there is none. It stays as it is until
// the next take.
func (b *buffers) take() *image.RGBA {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = false
	if b.fresh {
		b.front, b.ready, b.fresh = b.ready, b.front, false
	}
	return b.front
}

// open takes frames again.
func (b *buffers) open() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = false
}

// wipe forgets all pictures, also the one that is being filled, and takes none
// until open.
func (b *buffers) wipe() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	b.front, b.ready, b.back, b.fresh = nil, nil, nil, false
	b.generation++
}
