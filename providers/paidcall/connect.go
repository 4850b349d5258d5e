package paidcall

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/proxy"
)

// connect brings a connection to the service to stand: name, TCP, proxy, TLS.
// Nothing of a request is sent on it.
func (c *Client) connect(w *watch, endpoint *url.URL, find func(context.Context) (place, error)) (net.Conn, error) {
	w.limit(c.cfg.ConnectTimeout, errConnectTimeout)
	p, err := find(w.ctx)
	if err != nil {
		return nil, err
	}
	conn, err := c.reach(w, endpoint, p)
	if err != nil || endpoint.Scheme != "https" {
		return conn, err
	}
	return c.seal(w.ctx, conn, endpoint)
}

// reach opens the way to the service's host: to its addresses, or through the
// proxy.
func (c *Client) reach(w *watch, endpoint *url.URL, p place) (net.Conn, error) {
	if len(p.addrs) > 0 {
		return c.dial(w.ctx, p.addrs)
	}
	target, err := address(endpoint)
	if err != nil {
		return nil, err
	}
	login, err := c.login(w.ctx)
	if err != nil {
		return nil, err
	}
	w.atProxy(true)
	conn, err := c.dialProxy(w.ctx)
	if err != nil {
		return nil, &net.OpError{Op: "proxyconnect", Net: "tcp", Err: err}
	}
	defer context.AfterFunc(w.ctx, func() { _ = conn.Close() })()
	through := c.tunnel
	if strings.HasPrefix(c.cfg.Proxy.Scheme, "socks5") {
		through = socks
	}
	if err := through(w.ctx, conn, target, login); err != nil {
		_ = conn.Close()
		return nil, err
	}
	w.atProxy(false)
	return conn, nil
}

// login returns what the proxy is told of who asks, nil for nothing.
func (c *Client) login(ctx context.Context) (*proxy.Auth, error) {
	if user := c.cfg.Proxy.User; c.cfg.Login == nil && user != nil {
		password, _ := user.Password()
		return &proxy.Auth{User: user.Username(), Password: password}, nil
	}
	if c.cfg.Login == nil {
		return nil, nil //nolint:nilnil // no login is no error
	}
	user, password, ok, err := c.cfg.Login(ctx)
	if err != nil {
		return nil, noLogin{err}
	}
	if !ok {
		return nil, nil //nolint:nilnil // likewise
	}
	return &proxy.Auth{User: user, Password: password}, nil
}

// noLogin is an error of Config.Login.
type noLogin struct{ error }

func (e noLogin) Unwrap() error { return e.error }

// address returns the host and port to dial, with the host in the letters of
// DNS.
func address(u *url.URL) (string, error) {
	host, port := u.Hostname(), u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080"}[u.Scheme]
	}
	if strings.ContainsFunc(host, func(r rune) bool { return r > 0x7f }) {
		ascii, err := idna.Lookup.ToASCII(host)
		if err != nil {
			return "", &net.DNSError{Err: "no host name", Name: host}
		}
		host = ascii
	}
	return net.JoinHostPort(host, port), nil
}

func (c *Client) dialProxy(ctx context.Context) (net.Conn, error) {
	target, err := address(c.cfg.Proxy)
	if err != nil {
		return nil, err
	}
	d := &net.Dialer{Timeout: c.cfg.ConnectTimeout, Resolver: c.cfg.Resolver}
	conn, err := d.DialContext(ctx, "tcp", target)
	if err != nil || c.cfg.Proxy.Scheme != "https" {
		return conn, err
	}
	return c.seal(ctx, conn, c.cfg.Proxy)
}

// seal starts TLS on a connection and checks the certificate.
func (c *Client) seal(ctx context.Context, conn net.Conn, to *url.URL) (net.Conn, error) {
	target, err := address(to)
	if err != nil {
		return nil, err
	}
	host, _, _ := net.SplitHostPort(target)
	secure := tls.Client(conn, &tls.Config{
		ServerName: strings.TrimSuffix(host, "."), MinVersion: tls.VersionTLS12, RootCAs: c.cfg.RootCAs, NextProtos: []string{"http/1.1"},
	})
	if err := secure.HandshakeContext(ctx); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return secure, nil
}

// tunnel asks an HTTP proxy for a connection to the target.
func (c *Client) tunnel(_ context.Context, conn net.Conn, target string, login *proxy.Auth) error {
	ask := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: target}, Host: target, Header: http.Header{"User-Agent": {"Facedesk"}}}
	if login != nil {
		ask.Header.Set("Proxy-Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(login.User+":"+login.Password)))
	}
	if err := ask.Write(conn); err != nil {
		return err
	}
	in := bufio.NewReader(io.LimitReader(conn, maxHeader))
	resp, err := http.ReadResponse(in, ask)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	early, _ := in.Peek(in.Buffered()) // a TLS server sends nothing first
	switch {
	case loginPage(Answer{Status: resp.StatusCode, Header: resp.Header, Body: early}):
		return errLoginPage
	case resp.StatusCode != http.StatusOK:
		return proxyRefusal(resp.StatusCode)
	case len(early) > 0:
		return errHandshake
	}
	return nil
}

// socks asks a SOCKS proxy for a connection to the target.
func socks(ctx context.Context, conn net.Conn, target string, login *proxy.Auth) error {
	d, err := proxy.SOCKS5("tcp", "", login, open{conn})
	if err != nil {
		return err
	}
	_, err = d.(proxy.ContextDialer).DialContext(ctx, "tcp", target)
	return err
}

// open is a dialer that returns an existing connection.
type open struct{ conn net.Conn }

func (o open) Dial(string, string) (net.Conn, error) { return o.conn, nil }

func (o open) DialContext(context.Context, string, string) (net.Conn, error) { return o.conn, nil }

// proxyRefusal is the status with which a proxy refused to connect.
type proxyRefusal int

func (r proxyRefusal) Error() string {
	return "paidcall: the proxy answered with status " + strconv.Itoa(int(r))
}
