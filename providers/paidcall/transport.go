package paidcall

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
)

// transport makes the machinery for one call. A shared one could reuse a
// connection, and on a reused connection net/http may send a request again.
func (c *Client) transport(endpoint *url.URL, w *watch) *http.Transport {
	var http1 http.Protocols
	http1.SetHTTP1(true)
	tr := &http.Transport{
		DialContext: c.dialer(endpoint).DialContext,
		TLSClientConfig: &tls.Config{
			MinVersion: tls.VersionTLS12,
			RootCAs:    c.cfg.RootCAs,
			NextProtos: []string{"http/1.1"},
		},
		Protocols:              &http1,
		DisableKeepAlives:      true,
		DisableCompression:     true,
		MaxResponseHeaderBytes: maxHeader,
	}
	if c.cfg.Proxy != nil && !Loopback(endpoint) {
		w.proxied, w.socks = true, strings.HasPrefix(c.cfg.Proxy.Scheme, "socks5")
		tr.Proxy = http.ProxyURL(c.cfg.Proxy)
		tr.OnProxyConnectResponse = func(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
			return w.proxySaid(resp.StatusCode)
		}
	}
	return tr
}

func (c *Client) dialer(endpoint *url.URL) *net.Dialer {
	// The time limit lets the dialer share it out among several addresses.
	d := &net.Dialer{Timeout: c.cfg.ConnectTimeout, Resolver: c.cfg.Resolver}
	if endpoint.Scheme == "http" {
		d.Control = loopbackOnly
	}
	return d
}

// loopbackOnly refuses every address but a loopback one. The name alone does
// not tell: localhost may be made to resolve elsewhere.
func loopbackOnly(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil || !to.Addr().Unmap().IsLoopback() {
		return errNotLoopback
	}
	return nil
}

// proxyRefusal is the status with which a proxy refused to connect.
type proxyRefusal int

func (r proxyRefusal) Error() string {
	return "paidcall: the proxy answered with status " + strconv.Itoa(int(r))
}
