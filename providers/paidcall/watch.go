package paidcall

import (
	"context"
	"sync"
	"time"
)

// watch follows one call: how far it has got, and for how long it may take.
// The request is written beside the reading, hence the mutex.
type watch struct {
	ctx    context.Context
	cancel context.CancelCauseFunc

	mu       sync.Mutex
	timer    *time.Timer
	stopped  bool
	proxied  bool // a proxy has still to let the connection through
	standing bool // the connection stands: from here on bytes may have left
}

func newWatch(parent context.Context) *watch {
	ctx, cancel := context.WithCancelCause(parent)
	return &watch{ctx: ctx, cancel: cancel}
}

// limit gives the call so much time from now on, in place of any earlier limit.
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

// stands notes that the connection stands, and gives the request its time to be
// written.
func (w *watch) stands(write time.Duration) {
	w.limit(write, errReadTimeout)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.standing = true
}

// wroteRequest gives the answer its time. It may come late, after a service
// that answered before it had read everything.
func (w *watch) wroteRequest(read time.Duration) {
	w.limit(read, errReadTimeout)
}

// atProxy notes that the call is on its way to a proxy, or past it.
func (w *watch) atProxy(yes bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.proxied = yes
}
