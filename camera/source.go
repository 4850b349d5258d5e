package camera

import "context"

// Source delivers frames: a webcam, the demo or a fake in a test.
type Source interface {
	// Run delivers frames and states to sink until ctx ends, and then returns
	// nil. It returns an *Error early only if trying again is useless. It calls
	// sink from one goroutine at a time, and never after it has returned. If
	// the hardware hangs, it may return seconds late; Start hides that. A
	// second Run of the same source waits until the first has closed the
	// camera.
	Run(ctx context.Context, sink Sink) error
}

// Sink receives what a Source delivers. Its methods must return quickly.
type Sink interface {
	// Frame hands over a frame. The sink owns it from then on.
	Frame(*Frame)
	// State reports a change. Frames come only after Live.
	State(Status)
}

// semaphore lets one Run at a time use the camera.
type semaphore chan struct{}

func newSemaphore() semaphore { return make(semaphore, 1) }

// take waits for the turn and returns a function that ends it. It returns false
// if ctx ended first.
func (t semaphore) take(ctx context.Context) (release func(), ok bool) {
	select {
	case t <- struct{}{}:
		return func() { <-t }, true
	case <-ctx.Done():
		return nil, false
	}
}
