package camera

import "context"

// Source is where frames come from: a webcam, the demo, a fake in a test.
type Source interface {
	// Run delivers frames and states to sink until ctx ends, then returns nil;
	// it returns early, with an *Error, only where trying on is useless. It
	// calls sink from one goroutine at a time and nothing after it returned.
	// With hung hardware it may return seconds late: Start hides that. A second
	// Run of the same source waits until the first has let go of the camera.
	Run(ctx context.Context, sink Sink) error
}

// Sink takes what a Source delivers. Its methods must return quickly.
type Sink interface {
	// Frame hands a frame over; it belongs to the sink from then on.
	Frame(*Frame)
	// State reports a change. Frames come only after Live.
	State(Status)
}

// semaphore lets one Run at a time have the camera.
type semaphore chan struct{}

func newSemaphore() semaphore { return make(semaphore, 1) }

// take waits for the turn and returns how to end it, or false once ctx ended.
func (t semaphore) take(ctx context.Context) (release func(), ok bool) {
	select {
	case t <- struct{}{}:
		return func() { <-t }, true
	case <-ctx.Done():
		return nil, false
	}
}
