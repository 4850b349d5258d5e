//go:build soak

package cli_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"testing"
	"time"
)

// fault is one way to spoil a call.
type fault struct {
	name   string
	want   string // the results that are right, with blanks between
	before bool   // the service cannot have received anything

	refuse   bool
	tls      bool           // the endpoint is https
	endpoint func(*url.URL) // changes the endpoint
	settings []string       // MIDDLE is the address of the middle
	spoil    func(*middle, net.Conn)
}

const (
	unsent  = "not_sent configuration"
	unknown = "unknown_outcome"
)

// whole hands the answer through.
func whole(m *middle, c net.Conn) {
	head, body := m.answer(c)
	_, _ = fmt.Fprintf(c, "%s\r\n\r\n%s", head, body)
}

// ok answers 200 with these lines of the head and this body.
func ok(c net.Conn, lines string, body []byte) {
	_, _ = fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n%s\r\n%s", lines, body)
}

func length(body []byte) string { return fmt.Sprintf("Content-Length: %d\r\n", len(body)) }

func faultMatrix(t *testing.T) []fault {
	list := append(beforeTheCall(t), duringTheCall()...)
	list = append(list, heads()...)
	list = append(list, bodies()...)
	for status, want := range map[int]string{
		204: unknown + " inconclusive", 301: "configuration inconclusive", 308: "configuration inconclusive", 401: "", 403: "", 404: "", 407: "", 408: "", 413: "", 429: "",
		500: "", 501: "", 502: "", 503: "", 504: "", 599: "", 999: "",
	} {
		if want == "" {
			want = unknown + " inconclusive configuration busy quota bad_input clock retake"
		}
		list = append(list, fault{name: fmt.Sprint("status ", status), want: want, spoil: func(m *middle, c net.Conn) {
			_, body := m.answer(c)
			_, _ = fmt.Fprintf(c, "HTTP/1.1 %d X\r\nLocation: /\r\nContent-Type: application/json\r\n%s\r\n%s", status, length(body), body)
		}})
	}
	return list
}

func beforeTheCall(t *testing.T) []fault {
	proxied := []string{"FACEDESK_NETWORK_PROXY=http://MIDDLE"}
	far := func(u *url.URL) { u.Scheme, u.Host = "https", "192.0.2.7:443" } // of no network (RFC 5737)
	list := []fault{
		{name: "refused", refuse: true},
		{name: "no such host", endpoint: func(u *url.URL) { u.Scheme, u.Host = "https", "nobody.invalid" }},
		{name: "proxy refused", refuse: true, settings: proxied, endpoint: far},
		{name: "proxy wants a login", settings: proxied, endpoint: far, spoil: proxySays("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n")},
		{name: "proxy 502", settings: proxied, endpoint: far, spoil: proxySays("HTTP/1.1 502 Bad Gateway\r\n\r\n")},
		{name: "proxy speaks no HTTP", settings: proxied, endpoint: far, spoil: proxySays("SSH-2.0-x\r\n")},
		{name: "proxy hangs up", settings: proxied, endpoint: far, spoil: proxySays("")},
		{name: "proxy opens and hangs up", settings: proxied, endpoint: far, spoil: proxySays("HTTP/1.1 200 OK\r\n\r\n")},
		{name: "proxy opens to another", settings: proxied, endpoint: far, spoil: proxySays("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")},
		{name: "no TLS", tls: true, spoil: func(_ *middle, c net.Conn) { _, _ = io.WriteString(c, "HTTP/1.1 400 Bad Request\r\n\r\n") }},
		{name: "TLS hangs up", tls: true, spoil: func(_ *middle, c net.Conn) { _, _ = c.Read(make([]byte, 5)) }},
	}
	for name, cfg := range map[string]*tls.Config{
		"certificate of nobody": certificate(t, "127.0.0.1", time.Hour),
		"certificate expired":   certificate(t, "127.0.0.1", -time.Hour),
		"certificate of others": certificate(t, "192.0.2.1", time.Hour),
	} {
		list = append(list, fault{name: name, tls: true, spoil: func(m *middle, c net.Conn) { whole(m, tls.Server(c, cfg)) }})
	}
	old := certificate(t, "127.0.0.1", time.Hour)
	old.MaxVersion = tls.VersionTLS11
	list = append(list, fault{name: "TLS 1.1", tls: true, spoil: func(m *middle, c net.Conn) { whole(m, tls.Server(c, old)) }})
	for i := range list {
		list[i].want, list[i].before = unsent, true
	}
	return list
}

func proxySays(text string) func(*middle, net.Conn) {
	return func(_ *middle, c net.Conn) {
		_, _ = http.ReadRequest(bufio.NewReader(c))
		_, _ = io.WriteString(c, text)
	}
}

func certificate(t *testing.T, address string, lasts time.Duration) *tls.Config {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "x"}, IPAddresses: []net.IP{net.ParseIP(address)},
		NotBefore: time.Now().Add(-2 * time.Hour), NotAfter: time.Now().Add(lasts)}
	der, err := x509.CreateCertificate(rand.Reader, &about, &about, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}} //nolint:gosec // old versions are what is tried
}

func reset(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
}

func duringTheCall() []fault {
	return []fault{
		{name: "closed at once", want: unknown, spoil: func(*middle, net.Conn) {}},
		{name: "reset at once", want: unknown + " not_sent", spoil: func(_ *middle, c net.Conn) { reset(c) }},
		{name: "reset in the request", want: unknown, spoil: func(_ *middle, c net.Conn) { _, _ = c.Read(make([]byte, 300)); reset(c) }},
		{name: "closed behind the request", want: unknown, spoil: func(m *middle, c net.Conn) { m.request(c) }},
		{name: "reset behind the request", want: unknown, spoil: func(m *middle, c net.Conn) { m.request(c); reset(c) }},
		{name: "answered before the request", want: unknown + " inconclusive", spoil: func(_ *middle, c net.Conn) {
			ok(c, "Content-Length: 2\r\n", []byte("{}"))
			_, _ = io.Copy(io.Discard, c)
		}},
		{name: "no answer", want: unknown, spoil: func(m *middle, c net.Conn) { m.request(c); _, _ = c.Read(make([]byte, 1)) }},
		{name: "a byte a second", want: unknown, spoil: func(m *middle, c net.Conn) {
			head, body := m.answer(c)
			for _, b := range append(append(head, "\r\n\r\n"...), body...) {
				if _, err := c.Write([]byte{b}); err != nil {
					return
				}
				time.Sleep(time.Second)
			}
		}},
		{name: "100 for ever", want: unknown, spoil: func(m *middle, c net.Conn) {
			m.request(c)
			for {
				if _, err := io.WriteString(c, "HTTP/1.1 100 Continue\r\n\r\n"); err != nil {
					return
				}
			}
		}},
		{name: "a head without end", want: unknown, spoil: func(m *middle, c net.Conn) {
			m.request(c)
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\n")
			for {
				if _, err := io.WriteString(c, "X-More: and more\r\n"); err != nil {
					return
				}
			}
		}},
		{name: "a body without end", want: unknown, spoil: func(m *middle, c net.Conn) {
			_, body := m.answer(c)
			ok(c, "", body)
			for {
				if _, err := c.Write(bytes.Repeat([]byte(" "), 4096)); err != nil {
					return
				}
			}
		}},
	}
}

// heads are contradictory or foreign heads before the true body.
func heads() []fault {
	var list []fault
	for name, head := range map[string]string{
		"no HTTP":               "\x15\x03\x01\x00\x02\x02\x46\r\n\r\n",
		"no status":             "HTTP/1.1\r\n%L\r\n",
		"half a status":         "HTTP/1.1 2",
		"HTTP/2.0":              "HTTP/2.0 200 OK\r\n%L\r\n",
		"HTTP/0.9":              "",
		"line feeds alone":      "HTTP/1.1 200 OK\n%L\n",
		"two lengths":           "HTTP/1.1 200 OK\r\n%LContent-Length: 5\r\n\r\n",
		"a length and chunks":   "HTTP/1.1 200 OK\r\n%LTransfer-Encoding: chunked\r\n\r\n",
		"a negative length":     "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
		"too short a length":    "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n",
		"too long a length":     "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n",
		"chunks without a size": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
		"an unknown encoding":   "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n%L\r\n",
		"gzip that is none":     "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n%L\r\n",
		"a folded line":         "HTTP/1.1 200 OK\r\nX-A: b\r\n c\r\n%L\r\n",
		"a blank in a name":     "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n%L\r\n",
		"another protocol":      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n%L\r\n",
	} {
		list = append(list, fault{name: name, want: unknown + " inconclusive configuration", spoil: func(m *middle, c net.Conn) {
			_, body := m.answer(c)
			_, _ = c.Write(bytes.ReplaceAll([]byte(head), []byte("%L"), []byte(length(body))))
			_, _ = c.Write(body)
		}})
	}
	return list
}

// bodies are the true body, spoilt, behind a head that fits.
func bodies() []fault {
	page := []byte("<html><body><form action=/login>Wi-Fi</form></body></html>")
	var list []fault
	for name, spoilt := range map[string]func([]byte) []byte{
		"an empty body":           func([]byte) []byte { return nil },
		"half a body":             func(b []byte) []byte { return b[:len(b)/2] },
		"a body and a half":       func(b []byte) []byte { return append(b, b[:len(b)/2]...) },
		"two bodies":              func(b []byte) []byte { return append(b, b...) },
		"a login page":            func([]byte) []byte { return page },
		"a login page before it":  func(b []byte) []byte { return append(page, b...) },
		"a byte order mark":       func(b []byte) []byte { return append([]byte("\xef\xbb\xbf"), b...) },
		"UTF-16":                  func(b []byte) []byte { return append([]byte("\xff\xfe"), bytes.ReplaceAll(b, nil, []byte{0})...) },
		"a zero byte":             func(b []byte) []byte { return append(b, 0) },
		"an array around it":      func(b []byte) []byte { return append(append([]byte("["), b...), ']') },
		"a string around it":      func(b []byte) []byte { return fmt.Appendf(nil, "%q", b) },
		"another object in front": func(b []byte) []byte { return append([]byte("{}"), b...) },
		"everything twice":        func(b []byte) []byte { return append(append(b[:len(b)-1], ','), b[1:]...) },
		"a megabyte of blanks":    func(b []byte) []byte { return append(b, bytes.Repeat([]byte(" "), 1<<20+1)...) },
		"null":                    func([]byte) []byte { return []byte("null") },
		"deep brackets":           func([]byte) []byte { return bytes.Repeat([]byte("["), 100_000) },
		"nothing known":           func([]byte) []byte { return []byte(`{"hello":"world"}`) },
	} {
		list = append(list, fault{name: name, want: unknown + " inconclusive configuration", spoil: func(m *middle, c net.Conn) {
			_, body := m.answer(c)
			body = spoilt(bytes.TrimSpace(bytes.Clone(body)))
			ok(c, length(body), body)
		}})
	}
	return append(list, fault{name: "gzip cut short", want: unknown, spoil: func(m *middle, c net.Conn) {
		_, body := m.answer(c)
		var small bytes.Buffer
		w := gzip.NewWriter(&small)
		_, _ = w.Write(body)
		_ = w.Flush() // without its end
		ok(c, "Content-Encoding: gzip\r\n"+length(small.Bytes()), small.Bytes())
	}}, fault{name: "gzip of a gigabyte", want: unknown, spoil: func(m *middle, c net.Conn) {
		m.request(c)
		ok(c, "Content-Encoding: gzip\r\n", nil)
		w := gzip.NewWriter(c)
		for range 1 << 10 {
			if _, err := w.Write(make([]byte, 1<<20)); err != nil {
				return
			}
		}
	}})
}
