package camera

import (
	"context"
	"sync"
)

// Stream is a running Source. It keeps the newest frame and the newest state
// for the reader. Its methods may be called from several goroutines.
type Stream struct {
	cancel context.CancelFunc
	ended  <-chan struct{} // closed by cancel, before end is called
	done   chan struct{}

	mu     sync.Mutex
	closed bool
	frames chan *Frame // holds the newest frame
	states chan Status // holds the newest state not yet read
	status Status
	err    error
}

// Start runs a source until ctx ends or Close is called. It returns at once.
func Start(ctx context.Context, source Source) *Stream {
	ctx, cancel := context.WithCancel(ctx)
	s := &Stream{
		cancel: cancel,
		ended:  ctx.Done(),
		done:   make(chan struct{}),
		frames: make(chan *Frame, 1),
		states: make(chan Status, 1),
	}
	context.AfterFunc(ctx, s.end)
	go func() {
		defer close(s.done)
		err := source.Run(ctx, s)
		s.mu.Lock()
		s.err = err
		s.mu.Unlock()
		s.end()
		cancel()
	}()
	return s
}

// Frames returns a channel with the newest unread frame. The reader owns the
// frame. The channel closes when the stream has ended.
func (s *Stream) Frames() <-chan *Frame { return s.frames }

// States returns a channel with the newest unread state, so that a slow reader
// misses older ones. The channel closes when the stream has ended; the last
// state can still be read.
func (s *Stream) States() <-chan Status { return s.states }

// Status returns the current state.
func (s *Stream) Status() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.status
}

// Close ends the stream and returns at once, even if the hardware hangs. The
// camera closes a moment later; see Done.
func (s *Stream) Close() {
	s.cancel()
	s.end()
}

// Done returns a channel that closes when the source has closed the camera: at
// most 0.1 s after the end, unless the driver hangs.
func (s *Stream) Done() <-chan struct{} { return s.done }

// Err returns why the source gave up. It is nil while the source runs and after
// Close.
func (s *Stream) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Frame implements Sink.
func (s *Stream) Frame(f *Frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over() {
		f.Release()
		return
	}
	s.dropFrame()
	s.frames <- f
}

// State implements Sink. It drops a waiting frame from before an interruption.
func (s *Stream) State(status Status) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over() {
		return
	}
	s.status = status
	if status.State != Live {
		s.dropFrame()
	}
	select {
	case <-s.states:
	default:
	}
	s.states <- status
}

func (s *Stream) over() bool {
	select {
	case <-s.ended:
		return true
	default:
		return s.closed
	}
}

func (s *Stream) dropFrame() {
	select {
	case old := <-s.frames:
		old.Release()
	default:
	}
}

func (s *Stream) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.closed = true
	s.dropFrame()
	close(s.frames)
	close(s.states)
}
