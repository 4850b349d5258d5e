package paidcall

import (
	"context"
	"encoding/base64"
	"io"
	"net"
	"net/url"
	"strings"
	"testing"

	"facedesk/identity"
)

// tunnel connects a proxy's client to the target until both have ended.
func tunnel(p *peer, target string) {
	conn, err := net.Dial("tcp", target)
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	go func() { _, _ = io.Copy(p, conn); _ = p.raw.CloseWrite() }()
	_, _ = io.Copy(conn, p)
}

func proxyURL(t *testing.T, s *server) *url.URL {
	t.Helper()
	return &url.URL{Scheme: "http", User: url.UserPassword("desk", "hunter2"), Host: s.addr()}
}

func TestThroughProxy(t *testing.T) {
	ca := newAuthority(t)
	target := serve(t, ca.issue(t, "pay.example", nil), answered(okAnswer))
	proxy := serve(t, nil, func(p *peer) {
		p.request()
		p.say("HTTP/1.1 200 Connection established\r\n\r\n")
		tunnel(p, target.addr())
	})
	client := New(Config{Proxy: proxyURL(t, proxy), RootCAs: ca.pool(), Resolver: deaf()})
	answer, err := client.Post(t.Context(), call("https://pay.example/check"))
	if err != nil || answer.Status != 200 {
		t.Fatalf("%d, %v", answer.Status, err)
	}
	if connections, requests := target.oneAtMost(t); connections != 1 || requests != 1 {
		t.Errorf("the target saw %d connections and %d requests", connections, requests)
	}
	connections, seen := proxy.closed(t)
	login := base64.StdEncoding.EncodeToString([]byte("desk:hunter2"))
	if connections != 1 || !strings.HasPrefix(seen, "CONNECT pay.example:443 HTTP/1.1\r\n") || !strings.Contains(seen, login) {
		t.Errorf("the proxy saw %d connections, %q", connections, seen[:min(200, len(seen))])
	}
	if strings.Contains(seen, "APPCODE") || strings.Contains(seen, "POST ") {
		t.Error("the proxy saw the request")
	}
}

func TestProxyFaults(t *testing.T) {
	ca, stranger := newAuthority(t), newAuthority(t)
	behind := func(secure *server) func(*peer) {
		return func(p *peer) {
			p.request()
			p.say("HTTP/1.1 200 OK\r\n\r\n")
			tunnel(p, secure.addr())
		}
	}
	untrusted := serve(t, stranger.issue(t, "pay.example", nil), answered(okAnswer))
	closing := serve(t, ca.issue(t, "pay.example", nil), func(p *peer) { p.request() })
	for name, tc := range map[string]struct {
		script func(*peer)
		kind   identity.Kind
		text   identity.Sentences
	}{
		"login":             {answered("HTTP/1.1 407 VENDOR-SAID\r\nContent-Length: 2\r\n\r\n{}"), identity.NotSent, textProxyLogin},
		"forbidden":         {answered("HTTP/1.1 403 VENDOR-SAID\r\nContent-Length: 0\r\n\r\n"), identity.NotSent, textProxyRefused},
		"bad gateway":       {answered("HTTP/1.1 502 VENDOR-SAID\r\nContent-Length: 0\r\n\r\n"), identity.NotSent, textProxyRefused},
		"redirect":          {answered("HTTP/1.1 302 VENDOR-SAID\r\nLocation: https://other.example/\r\n\r\n"), identity.NotSent, textProxyRefused},
		"a page":            {answered("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>VENDOR-SAID"), identity.NotSent, textLoginBefore},
		"way to a page":     {answered("HTTP/1.1 302 Found\r\nContent-Type: text/html\r\nLocation: http://login.example/\r\n\r\n<a>VENDOR-SAID"), identity.NotSent, textLoginBefore},
		"login page":        {answered("HTTP/1.1 511 VENDOR-SAID\r\nContent-Length: 0\r\n\r\n"), identity.NotSent, textLoginBefore},
		"created":           {answered("HTTP/1.1 201 VENDOR-SAID\r\nContent-Length: 0\r\n\r\n"), identity.NotSent, textProxyRefused},
		"not HTTP":          {answered("VENDOR-SAID\r\n\r\n"), identity.NotSent, textProxyRefused},
		"closed":            {answered(""), identity.NotSent, textProxyRefused},
		"not a tunnel":      {answered("HTTP/1.1 200 OK\r\n\r\n" + okAnswer), identity.NotSent, textTLS},
		"untrusted":         {behind(untrusted), identity.NotSent, textCertificate},
		"closed at the end": {behind(closing), identity.UnknownOutcome, textCut},
	} {
		t.Run(name, func(t *testing.T) {
			proxy := serve(t, nil, tc.script)
			client := New(Config{Proxy: proxyURL(t, proxy), RootCAs: ca.pool(), Resolver: deaf()})
			_, err := client.Post(t.Context(), call("https://pay.example/check"))
			wantFault(t, err, tc.kind, tc.text)
			proxy.oneAtMost(t)
		})
	}
	untrusted.oneAtMost(t)
	closing.oneAtMost(t)
}

// The login is asked for when the proxy is dialled. One that cannot be read keeps the
// call from being sent.
func TestProxyLogin(t *testing.T) {
	ca := newAuthority(t)
	target := serve(t, ca.issue(t, "pay.example", nil), answered(okAnswer))
	proxy := serve(t, nil, func(p *peer) {
		p.request()
		p.say("HTTP/1.1 200 Connection established\r\n\r\n")
		tunnel(p, target.addr())
	})
	cfg := Config{Proxy: &url.URL{Scheme: "http", Host: proxy.addr()}, RootCAs: ca.pool(), Resolver: deaf()}
	cfg.Login = func(context.Context) (string, string, bool, error) { return "desk", "late", true, nil }
	if answer, err := New(cfg).Post(t.Context(), call("https://pay.example/check")); err != nil || answer.Status != 200 {
		t.Fatalf("%d, %v", answer.Status, err)
	}
	if _, seen := proxy.closed(t); !strings.Contains(seen, base64.StdEncoding.EncodeToString([]byte("desk:late"))) {
		t.Errorf("the proxy saw %q", seen[:min(200, len(seen))])
	}
	locked := identity.Say("密钥环已锁定。", "The keyring is locked.").Do("请解锁。", "Unlock it.")
	nothingSent(t, Config{Proxy: &url.URL{Scheme: "http", Host: closedPort(t)}, Login: func(context.Context) (string, string, bool, error) {
		return "", "", false, &identity.Error{Kind: identity.Configuration, What: locked.What, Next: locked.Next}
	}}, "https://pay.example/", locked)
}

func TestProxyDown(t *testing.T) {
	for _, scheme := range []string{"http", "https", "socks5"} {
		proxy := &url.URL{Scheme: scheme, User: url.UserPassword("desk", "hunter2"), Host: closedPort(t)}
		nothingSent(t, Config{Proxy: proxy}, "https://pay.example/", textProxyDown)
	}
}

func TestSOCKS(t *testing.T) {
	ca := newAuthority(t)
	target := serve(t, ca.issue(t, "pay.example", nil), answered(okAnswer))
	greet := func(p *peer, reply byte) {
		_, _ = io.ReadFull(p, make([]byte, 3)) // version 5, one method: none
		p.say("\x05\x00")
		_, _ = io.ReadFull(p, make([]byte, 7+len("pay.example")))
		p.say("\x05" + string(rune(reply)) + "\x00\x01\x00\x00\x00\x00\x00\x00")
	}
	cfg := Config{RootCAs: ca.pool(), Resolver: deaf()}

	open := serve(t, nil, func(p *peer) { greet(p, 0); tunnel(p, target.addr()) })
	cfg.Proxy = &url.URL{Scheme: "socks5", Host: open.addr()}
	if answer, err := New(cfg).Post(t.Context(), call("https://pay.example/")); err != nil || answer.Status != 200 {
		t.Errorf("%d, %v", answer.Status, err)
	}
	target.oneAtMost(t)

	refusing := serve(t, nil, func(p *peer) { greet(p, 5); p.hold() })
	cfg.Proxy = &url.URL{Scheme: "socks5", Host: refusing.addr()}
	nothingSent(t, cfg, "https://pay.example/", textProxyRefused)

	plain := serve(t, nil, func(p *peer) { greet(p, 0); p.say("VENDOR-SAID"); p.hold() })
	cfg.Proxy = &url.URL{Scheme: "socks5", Host: plain.addr()}
	nothingSent(t, cfg, "https://pay.example/", textTLS)
}

// Loopback hosts are reached directly, and the environment's proxy is ignored.
func TestProxyIsNotUsed(t *testing.T) {
	ca := newAuthority(t)
	proxy := serve(t, nil, (*peer).hold)
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"} {
		t.Setenv(name, proxyURL(t, proxy).String())
	}
	nothingSent(t, Config{Resolver: deaf()}, "https://pay.example/", notFound("pay.example"))

	plain := serve(t, nil, answered(okAnswer))
	secure := serve(t, ca.issue(t, "127.0.0.1", nil), answered(okAnswer))
	client := New(Config{Proxy: proxyURL(t, proxy), RootCAs: ca.pool()})
	for _, u := range []string{"http://" + plain.addr(), "https://" + secure.addr()} {
		if _, err := client.Post(t.Context(), call(u)); err != nil {
			t.Errorf("%s: %v", u, err)
		}
	}
	if connections, _ := proxy.oneAtMost(t); connections != 0 {
		t.Errorf("the proxy saw %d connections", connections)
	}
}
