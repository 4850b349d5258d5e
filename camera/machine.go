package camera

import (
	"context"
	"time"
)

// The time limits of the machine.
const (
	// tick limits how late an end or a change of camera is noticed.
	tick = 100 * time.Millisecond
	// silence is how long a camera may give no usable frame before it is
	// restarted.
	silence = 3 * time.Second
	// firstFrame is how long a camera may take until its first frame. Some need
	// seven seconds.
	firstFrame = 10 * time.Second
	// settle is the pause in which all events of one plugging arrive.
	settle = 50 * time.Millisecond
	// udevGrace is how long permissions may be missing on a camera that was
	// just plugged in, because udev sets them a moment later. After that the
	// state is NoPermission.
	udevGrace = 2 * time.Second
	// loyalty is how long to wait for a lost camera before another is used.
	loyalty = 5 * time.Second
	// idleWait is the pause when a driver says it is ready and has no frame.
	idleWait = 10 * time.Millisecond
)

// machine keeps one camera streaming: it finds, opens and streams, and begins
// again when the camera is lost. The goroutine that calls run is the only one
// that uses the device.
type machine struct {
	sys  system
	now  func() time.Time
	sink Sink
	pool *pool
	pick *choice

	id       string // the chosen camera, "" for the best
	trying   Device // the camera that is opening or streaming
	last     Device // the camera that was last live
	absent   bool   // no camera was present since the last frame
	loyal    span   // the time since last was lost
	denied   span   // the time since permissions are missing on a camera just plugged in
	status   Status
	reported bool
	seq      uint64
	still    stillness
	grey     map[string]bool // identifiers of cameras whose pictures are grey
	refusals int             // failures in a row that may need a reset
}

// run streams until ctx ends.
func (m *machine) run(ctx context.Context) {
	events, stop := m.sys.watch()
	defer stop()
	for ctx.Err() == nil {
		id, changed := m.pick.get()
		if id != m.id || !m.reported {
			m.restart(id)
		}
		if wait := m.attempt(ctx, changed); wait > 0 {
			m.pause(ctx, wait, events, changed)
		}
	}
}

// restart chooses a camera and forgets the last one.
func (m *machine) restart(id string) {
	m.id, m.last, m.trying, m.absent = id, Device{}, Device{}, false
	m.loyal, m.denied, m.still = span{}, span{}, stillness{}
	m.grey, m.refusals = map[string]bool{}, 0
	m.report(Status{State: Starting})
}

// attempt opens a camera and streams from it until that fails, ctx ends or
// another camera is chosen. It returns the wait before the next attempt, 0 if
// it did not fail.
func (m *machine) attempt(ctx context.Context, changed <-chan struct{}) time.Duration {
	s, err := m.open()
	if err != nil {
		return m.judge(err)
	}
	// Close before anything is opened again, because otherwise a replugged
	// camera gets another node. Judge first, because the driver of a hung
	// camera takes seconds to close.
	defer func() { _ = s.dev.close() }()
	m.denied = span{}
	if m.status.State != Silent && m.status.State != Frozen {
		m.report(Status{State: Starting, Camera: s.camera})
	}
	if err := m.stream(ctx, s, changed); err != nil {
		if err.State == None { // another camera is better, and is opened at once
			return time.Millisecond
		}
		return m.judge(err)
	}
	return 0
}

// judge reports a failed attempt. It returns the wait before the next attempt.
func (m *machine) judge(err *Error) time.Duration {
	m.refused(err)
	switch err.State {
	case None, Lost:
		m.absent, m.denied = true, span{}
		m.loyal.begin(loyalty)
	case NoPermission:
		m.denied.begin(udevGrace)
		if m.absent && !m.denied.over() {
			return tick
		}
	}
	m.report(Status{State: err.State, Camera: m.cameraOf(err), Err: err})
	return retryAfter(err.State)
}

// maxRefusals is how many failures in a row lead to a reset of the USB port.
const maxRefusals = 3

// refused resets the port of a camera that fails like one whose firmware hangs.
// That it must be pulled out is said only if this does not help.
func (m *machine) refused(err *Error) {
	if err.Reason != Replug {
		return
	}
	if m.refusals++; m.refusals == maxRefusals {
		m.sys.reset(err.Camera)
	}
	if m.refusals <= maxRefusals {
		err.Reason = ""
	}
}

// retryAfter returns the wait before the next attempt if no event comes
// earlier.
func retryAfter(s State) time.Duration {
	switch s {
	case Lost, Silent, NoPermission:
		return 500 * time.Millisecond
	}
	return time.Second
}

// cameraOf returns the camera of an error.
func (m *machine) cameraOf(err *Error) Device {
	switch {
	case err.Camera != "" && err.Camera == m.trying.Path:
		return m.trying
	case err.State == Lost:
		return m.last
	}
	return Device{Path: err.Camera}
}

// pause waits until d has passed, a node changes, another camera is chosen or
// ctx ends.
func (m *machine) pause(ctx context.Context, d time.Duration, events, changed <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-changed:
	case <-events:
		sleep(ctx, settle)
		select {
		case <-events:
		default:
		}
	}
}

// sleep waits for d. It returns false if ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// report sends a status to the sink if it is new.
func (m *machine) report(s Status) {
	if m.reported && sameStatus(s, m.status) {
		return
	}
	s.At = m.stamp()
	m.status, m.reported = s, true
	m.sink.State(s)
}

// sameStatus reports whether two statuses say the same. The causes are compared
// only if the state does not explain itself.
func sameStatus(a, b Status) bool {
	same := a.State == b.State && a.Camera.Path == b.Camera.Path
	if a.State == None || a.State == Failed {
		return same && ReasonOf(a.Err) == ReasonOf(b.Err) && errorText(a.Err) == errorText(b.Err)
	}
	return same
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func (m *machine) stamp() time.Time {
	if m.now == nil {
		return time.Time{}
	}
	return m.now()
}

// span is a time limit that begins at its first use. The zero value has not
// begun.
type span struct {
	end    <-chan time.Time
	passed bool
}

func (s *span) begin(d time.Duration) {
	if s.end == nil {
		s.end = time.After(d)
	}
}

func (s *span) over() bool {
	select {
	case <-s.end:
		s.passed = true
	default:
	}
	return s.passed
}
