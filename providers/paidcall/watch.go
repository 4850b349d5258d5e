package paidcall

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"sync"
	"time"
)

// watch follows one call: how far it has got, and for how long it may take.
// The dialling goroutine of net/http may outlive the call, hence the mutex.
type watch struct {
	ctx     context.Context
	cancel  context.CancelCauseFunc
	proxied bool // set before the call begins, as is socks
	socks   bool

	mu       sync.Mutex
	timer    *time.Timer
	stopped  bool
	tunnel   bool // the proxy has let the connection through
	standing bool // the connection stands: from here on bytes may have left
}

func newWatch(parent context.Context) *watch {
	ctx, cancel := context.WithCancelCause(parent)
	return &watch{ctx: ctx, cancel: cancel}
}

// begin starts the clock and returns the context to make the call with.
func (w *watch) begin(connect, read time.Duration) context.Context {
	w.limit(connect, errConnectTimeout)
	return httptrace.WithClientTrace(w.ctx, &httptrace.ClientTrace{
		TLSHandshakeStart: w.handshaking,
		GotConn:           func(httptrace.GotConnInfo) { w.gotConn(read) },
		WroteRequest:      func(httptrace.WroteRequestInfo) { w.wroteRequest(read) },
	})
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

// gotConn notes that the connection stands, and gives the request its time to
// be written.
func (w *watch) gotConn(write time.Duration) {
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

func (w *watch) proxySaid(status int) error {
	if status != http.StatusOK {
		return proxyRefusal(status)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tunnel = true
	return nil
}

// handshaking notes that a SOCKS proxy, which announces nothing by itself, has
// let the connection through.
func (w *watch) handshaking() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tunnel = w.tunnel || w.socks
}
