package paidcall

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Config says how to reach a service. Zero values select the defaults.
type Config struct {
	// ConnectTimeout covers everything until the connection is established:
	// DNS, TCP, proxy, TLS. Default 5 s.
	ConnectTimeout time.Duration
	// ReadTimeout covers the time from the written request to the complete body
	// of the answer. Writing the request may take as long again. Default 30 s.
	ReadTimeout time.Duration
	// Proxy is an http, https or socks5 proxy, nil for none. Calls to loopback
	// hosts never go through it.
	Proxy *url.URL
	// Login returns the user and the password for the proxy; ok is false if it needs
	// none. It is asked once for each connection through the proxy and may be nil. Its
	// error refuses the call before anything is sent.
	Login func(ctx context.Context) (user, password string, ok bool, err error)
	// RootCAs are the trusted certificate authorities, nil for the system's.
	// See LoadRoots.
	RootCAs *x509.CertPool
	// MaxBody is the largest acceptable body in bytes. Default 1 MiB.
	MaxBody int64
	// Resolver looks up host names, nil for the system's.
	Resolver *net.Resolver
}

const (
	defaultConnectTimeout = 5 * time.Second
	defaultReadTimeout    = 30 * time.Second
	defaultMaxBody        = 1 << 20
	maxHeader             = 64 << 10 // bytes, including all interim (1xx) answers
)

// Client makes paid calls. It keeps no connection and no state between calls
// and is safe for concurrent use.
type Client struct{ cfg Config }

// New returns a client. It does no I/O.
func New(cfg Config) *Client {
	if cfg.ConnectTimeout <= 0 {
		cfg.ConnectTimeout = defaultConnectTimeout
	}
	if cfg.ReadTimeout <= 0 {
		cfg.ReadTimeout = defaultReadTimeout
	}
	if cfg.MaxBody <= 0 {
		cfg.MaxBody = defaultMaxBody
	}
	return &Client{cfg}
}

// Post makes one call, or none. It opens at most one connection and writes at
// most one request on it. When it returns, the connection is closed or closing.
//
// The error is an *identity.Error: Configuration if the call cannot be sent
// (endpoint, header), NotSent if no connection was established, UnknownOutcome
// if one was and no complete answer arrived. ctx cancels the call, with the
// same distinction.
func (c *Client) Post(ctx context.Context, call Call) (Answer, error) {
	endpoint, err := ParseEndpoint(call.URL)
	if err != nil {
		return Answer{}, err
	}
	return c.post(ctx, endpoint, call, func(ctx context.Context) (place, error) { return c.find(ctx, endpoint) })
}

// post makes the call to the place that was found, or is found now.
func (c *Client) post(ctx context.Context, endpoint *url.URL, call Call, find func(context.Context) (place, error)) (Answer, error) {
	if err := checkHeader(call.Header); err != nil {
		return Answer{}, err
	}
	w := newWatch(ctx)
	defer w.stop()
	answer, err := c.exchange(w, newRequest(endpoint, call), find)
	if err != nil {
		return Answer{}, w.fault(err)
	}
	if answer.Status < http.StatusOK {
		return Answer{}, HTTPFault(answer.Status) // 101 is no answer to a POST
	}
	return answer, nil
}

// exchange sends the request on a connection of its own and reads the answer. A
// service may answer before it has read everything, so both go on at once.
func (c *Client) exchange(w *watch, req *http.Request, find func(context.Context) (place, error)) (Answer, error) {
	conn, err := c.connect(w, req.URL, find)
	if err != nil {
		return Answer{}, err
	}
	w.stands(c.cfg.ReadTimeout)
	defer context.AfterFunc(w.ctx, func() { _ = socket(conn).Close() })()
	written := make(chan struct{})
	go func() {
		defer close(written)
		if req.Write(conn) == nil {
			w.wroteRequest(c.cfg.ReadTimeout)
		}
	}()
	answer, err := c.receive(conn, req)
	_ = conn.Close()
	<-written
	return answer, err
}

// socket returns the connection below TLS. Closing it never blocks.
func socket(conn net.Conn) net.Conn {
	if secure, ok := conn.(*tls.Conn); ok {
		return socket(secure.NetConn())
	}
	return conn
}

// newRequest builds the request by hand. http.NewRequest would set GetBody,
// which allows sending a body again.
func newRequest(endpoint *url.URL, call Call) *http.Request {
	header := make(http.Header, len(call.Header)+1)
	maps.Copy(header, call.Header)
	if _, given := header["User-Agent"]; !given {
		header["User-Agent"] = []string{"Facedesk"}
	}
	body := io.ReadCloser(http.NoBody)
	if len(call.Body) > 0 {
		body = io.NopCloser(bytes.NewReader(call.Body))
	}
	return &http.Request{
		Method:        http.MethodPost,
		URL:           endpoint,
		Host:          endpoint.Host,
		Header:        header,
		Body:          body,
		ContentLength: int64(len(call.Body)),
		Close:         true,
	}
}
