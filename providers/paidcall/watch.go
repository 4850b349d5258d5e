package paidcall

import (
	"context"
	"sync"
	"time"
)

// watch follows one call: its progress and its time limits. The mutex is needed
// because the request is written while the answer is read.
type watch struct {
	ctx    context.Context
	cancel context.CancelCauseFunc

	mu       sync.Mutex
	timer    *time.Timer
	stopped  bool
	proxied  bool // a proxy has not connected yet
	standing bool // the connection is established: bytes may have been sent
}

func newWatch(parent context.Context) *watch {
	ctx, cancel := context.WithCancelCause(parent)
	return &watch{ctx: ctx, cancel: cancel}
}

// limit sets a new time limit from now on. It replaces any earlier limit.
func (w *watch) limit(d time.Duration, cause error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.timer != nil {
		w.timer.Stop()
	}
	if !w.stopped {
		w.timer = time.AfterFunc(d, func() { w.cancel(cause) })
	}
}

func (w *watch) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stopped = true
	if w.timer != nil {
		w.timer.Stop()
	}
	w.cancel(nil)
}

// stands records that the connection is established. It sets the time limit for
// writing the request.
func (w *watch) stands(write time.Duration) {
	w.limit(write, errReadTimeout)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.standing = true
}

// wroteRequest sets the time limit for the answer. It may be called late, if
// the service answered before it had read everything.
func (w *watch) wroteRequest(read time.Duration) {
	w.limit(read, errReadTimeout)
}

// atProxy records whether the call is connecting to a proxy.
func (w *watch) atProxy(yes bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.proxied = yes
}
