package paidcall

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// Probe goes the way of a call until the connection stands (name, TCP, proxy,
// TLS) and then closes it: not one byte of a request is sent, so nothing can be
// charged. The error is an *identity.Error as from Post.
func (c *Client) Probe(ctx context.Context, endpoint string) error {
	u, err := ParseEndpoint(endpoint)
	if err != nil {
		return err
	}
	w := newWatch(ctx)
	defer w.stop()
	var sealed atomic.Bool
	trace := httptrace.WithClientTrace(w.begin(c.cfg.ConnectTimeout, c.cfg.ReadTimeout),
		&httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { sealed.Store(true) }})
	req, err := http.NewRequestWithContext(trace, http.MethodHead, u.String(), nil)
	if err != nil {
		return w.fault(err)
	}
	tr := c.transport(u, w)
	tr.DialContext = sealing(tr.DialContext, &sealed)
	resp, err := tr.RoundTrip(req)
	if resp != nil {
		_ = resp.Body.Close()
	}
	if sealed.Load() {
		return nil
	}
	return w.fault(err)
}

var errSealed = errors.New("paidcall: a probe sends nothing")

type dialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// sealing wraps connections so that nothing can be written once sealed is set,
// which net/http's hook does before it writes the request.
func sealing(dial dialFunc, sealed *atomic.Bool) dialFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &sealedConn{conn, sealed}, nil
	}
}

type sealedConn struct {
	net.Conn
	sealed *atomic.Bool
}

func (c *sealedConn) Write(b []byte) (int, error) {
	if c.sealed.Load() {
		return 0, errSealed
	}
	return c.Conn.Write(b)
}
