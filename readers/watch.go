package readers

import (
	"cmp"
	"context"
	"errors"
	"os"
	"time"

	"go.bug.st/serial"
)

// Options say which reader is watched. Port, Now, Today and Report are needed.
type Options struct {
	Port   string           // a path, best of /dev/serial/by-id; no other port is ever opened
	Baud   int              // 0: 115,200
	Now    func() time.Time // measures time limits
	Today  func() time.Time // the day in China, at midnight UTC
	Report func(Event)      // is called on one goroutine and must not wait long

	linger time.Duration // 0: defaultLinger
}

// DefaultBaud is the speed that readers have unless IT changed it.
const DefaultBaud = 115200

// retryEvery is the time between two tries to open a port or to get an answer.
const retryEvery = 500 * time.Millisecond

// Run watches a reader until the context ends. A reader that was unplugged is found
// again at the same path.
func Run(ctx context.Context, o Options) {
	w := watch{Options: o}
	for ctx.Err() == nil {
		w.tell(w.session(ctx))
		pause(ctx, retryEvery)
	}
}

// watch is a Run with what it has reported.
type watch struct {
	Options
	told State
	any  bool // anything was reported
	lies bool // a card that was delivered may lie on the reader still
}

// session opens the port and polls it until something fails. It returns why.
func (w *watch) session(ctx context.Context) error {
	line, err := open(w.Port, w.Baud)
	if err != nil {
		return err
	}
	defer line.Close()
	l, err := newLink(line, w.Now)
	if err != nil {
		return lineFault(err)
	}
	defer l.wipe()
	r := &reader{link: l, today: w.Today, lingers: cmp.Or(w.linger, defaultLinger), lies: w.lies, empty: !w.lies}
	defer func() { w.lies = r.lies }()
	if err := r.greet(ctx); err != nil {
		return err
	}
	if r.empty {
		r.become(Event{State: Waiting}, w.report)
	}
	for {
		pause(ctx, pollEvery)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := r.poll(ctx, w.report); err != nil {
			return err
		}
	}
}

func (w *watch) report(e Event) {
	w.told, w.any = e.State, true
	w.Report(e)
}

// tell reports why a session ended, once.
func (w *watch) tell(err error) {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return
	}
	if state := stateOf(err); !w.any || state != w.told {
		w.report(Event{State: state, Err: err})
	}
}

// stateOf is the state that an error leaves the reader in.
func stateOf(err error) State {
	var line *lineError
	var port *serial.PortError
	switch {
	case errors.Is(err, errNotReady):
		return NotReady
	case errors.Is(err, os.ErrNotExist), errors.As(err, &line):
		return Absent
	case errors.Is(err, os.ErrPermission):
		return NoPermission
	case !errors.As(err, &port):
		return WrongAnswer
	}
	switch port.Code() {
	case serial.PortNotFound:
		return Absent
	case serial.PermissionDenied:
		return NoPermission
	case serial.PortBusy:
		return Busy
	}
	return WrongAnswer
}

// pause waits for a time or until the context ends.
func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
