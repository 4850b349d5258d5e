package paidcall

import (
	"bufio"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Reach is what was found on the way to a service.
type Reach struct {
	Proxied bool      // the way led through a proxy
	TLS     string    // the version of TLS; "" without TLS
	Issuer  string    // who issued the service's certificate
	Expires time.Time // when that certificate ends
	// Ahead is how far the service's clock is ahead of this machine's. Known is
	// false if the service did not tell its time.
	Ahead time.Duration
	Known bool
}

// inspected is the path that Inspect asks for. No service is paid there, because
// only crawlers read it.
const inspected = "/robots.txt"

// inspectLimit limits the question for the time. A service need not answer it.
const inspectLimit = 2 * time.Second

// Inspect establishes a connection as for a call, looks at the certificate and asks
// the host for its time by HEAD. It never asks for the endpoint's own path, sends no
// credentials and no body, so that nothing can be charged. The error is an
// *identity.Error as from Probe. A host that does not tell its time is no error.
func (c *Client) Inspect(ctx context.Context, endpoint string, now func() time.Time) (Reach, error) {
	u, err := ParseEndpoint(endpoint)
	if err != nil {
		return Reach{}, err
	}
	w := newWatch(ctx)
	defer w.stop()
	direct := false
	conn, err := c.connect(w, u, func(ctx context.Context) (place, error) {
		p, err := c.find(ctx, u)
		direct = len(p.addrs) > 0
		return p, err
	})
	if err != nil {
		return Reach{}, w.fault(err)
	}
	w.limit(inspectLimit, errReadTimeout)
	defer context.AfterFunc(w.ctx, func() { _ = socket(conn).Close() })()
	defer func() { _ = conn.Close() }()
	out := Reach{Proxied: !direct}
	out.certified(conn)
	if u.Path != inspected {
		out.Ahead, out.Known = askTime(conn, u, now)
	}
	return out, nil
}

// certified notes what the connection tells about TLS.
func (r *Reach) certified(conn net.Conn) {
	secure, ok := conn.(*tls.Conn)
	if !ok {
		return
	}
	state := secure.ConnectionState()
	r.TLS = tls.VersionName(state.Version)
	if len(state.PeerCertificates) > 0 {
		leaf := state.PeerCertificates[0]
		r.Expires, r.Issuer = leaf.NotAfter, leaf.Issuer.CommonName
		if len(leaf.Issuer.Organization) > 0 {
			r.Issuer = leaf.Issuer.Organization[0]
		}
	}
}

// askTime asks the host for its time. Its answer shows whole seconds and was made
// somewhere between question and answer. A stored answer tells an old time.
func askTime(conn net.Conn, endpoint *url.URL, now func() time.Time) (ahead time.Duration, known bool) {
	ask := &http.Request{
		Method: http.MethodHead, URL: &url.URL{Scheme: endpoint.Scheme, Host: endpoint.Host, Path: inspected}, Host: endpoint.Host,
		Header: http.Header{"User-Agent": {"Facedesk"}, "Cache-Control": {"no-cache"}}, Close: true,
	}
	asked := now()
	if ask.Write(conn) != nil {
		return 0, false
	}
	resp, err := http.ReadResponse(bufio.NewReader(io.LimitReader(conn, maxHeader)), ask)
	if err != nil {
		return 0, false
	}
	_ = resp.Body.Close()
	told, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil || resp.Header.Get("Age") != "" {
		return 0, false
	}
	answered := now()
	middle := asked.Add(answered.Sub(asked) / 2)
	return told.Add(time.Second / 2).Sub(middle).Round(time.Second), true
}
