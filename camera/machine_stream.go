package camera

import (
	"context"
	"errors"
	"time"
)

// maxDrain limits how many buffers are taken at once. A driver may fill them
// faster than they are drained.
const maxDrain = 2 * buffers

// stream delivers frames. It returns the camera's error, or nil if ctx ended or
// another camera was chosen.
func (m *machine) stream(ctx context.Context, s *session, changed <-chan struct{}) *Error {
	quiet := time.NewTimer(firstFrame)
	defer quiet.Stop()
	var dropped error
	waiting := true // for anything
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-changed:
			return nil
		case <-m.still.anew.end:
			m.still.anew = span{}
			return &Error{State: Frozen, Camera: s.camera.Path}
		case <-quiet.C:
			return &Error{State: Silent, Camera: s.camera.Path, Err: dropped}
		default:
		}
		got, err := m.next(ctx, s)
		switch {
		case err != nil:
			return at(s.camera.Path, Lost, err)
		case got.dropped != nil:
			if dropped = got.dropped; waiting {
				quiet.Reset(silence)
			}
			waiting = false
		case got.frame != nil && m.outdone(s, got.frame):
			return &Error{State: None, Camera: s.camera.Path, Reason: Chosen}
		case got.frame != nil:
			m.deliver(s, got.frame)
			quiet.Reset(silence)
			dropped, waiting = nil, false
		}
	}
}

// received is the result of one wait: a frame, a reason why a frame was
// dropped, or neither.
type received struct {
	frame   *Frame
	dropped error
}

// next waits at most a tick for a frame.
func (m *machine) next(ctx context.Context, s *session) (received, error) {
	ready, err := s.dev.wait(tick)
	if err != nil || !ready {
		return received{}, err
	}
	raw, index, err := newest(s.dev)
	if errors.Is(err, errAgain) {
		sleep(ctx, idleWait)
		return received{}, nil
	}
	if err != nil {
		return received{}, err
	}
	m.seq++
	frame, dropped := intake(m.pool, raw, s.layout)
	if err := s.dev.requeue(index); err != nil {
		return received{}, err
	}
	return received{frame, dropped}, nil
}

// newest drains the driver and returns the last filled buffer. Older buffers
// are given back unread.
func newest(dev device) (data []byte, index uint32, err error) {
	data, index, err = dev.dequeue()
	for n := 1; err == nil && n < maxDrain; n++ {
		newer, next, again := dev.dequeue()
		if errors.Is(again, errAgain) {
			return data, index, nil
		}
		if again != nil {
			return nil, 0, again
		}
		if err = dev.requeue(index); err == nil {
			data, index = newer, next
		}
	}
	return data, index, err
}

// deliver hands over a frame, unless the picture has frozen.
func (m *machine) deliver(s *session, f *Frame) {
	if m.still.frozen(f) {
		f.Release()
		m.still.anew.begin(frozenFor)
		m.report(Status{State: Frozen, Camera: s.camera, Err: &Error{State: Frozen, Camera: s.camera.Path}})
		return
	}
	f.Seq, f.At, f.View = m.seq, m.stamp(), m.pick.settings().view(s.camera)
	if m.status.State != Live {
		m.last, m.absent, m.loyal, m.refusals = s.camera, false, span{}, 0
		mode := s.layout.Mode
		mode.Width, mode.Height = f.Width, f.Height
		m.report(Status{State: Live, Camera: s.camera, Mode: mode})
	}
	m.sink.Frame(f)
}
