package paidcall

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

// said is a connection that delivers these bytes and then ends.
type said struct {
	net.Conn
	in *bytes.Reader
}

func (s said) Read(b []byte) (int, error)      { return s.in.Read(b) }
func (s said) SetReadDeadline(time.Time) error { return nil }

// FuzzReceive: every accepted answer is strictly correct: its version, one
// length, nothing after it, and within the limit.
func FuzzReceive(f *testing.F) {
	for _, tc := range unknownOutcomes {
		f.Add([]byte(tc.name))
	}
	for _, text := range []string{
		okAnswer, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n" + okAnswer, "HTTP/1.0 200\r\n\r\n{}",
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "HTTP/2.0 200 OK\r\n\r\n{}", encoded("gzip", gzipped("{}")),
		"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}}", okAnswer + "x", encoded("deflate", deflated("{}")), "HTTP/1.1 204 No\r\n\r\n",
	} {
		f.Add([]byte(text))
	}
	req, err := http.NewRequest(http.MethodPost, "http://127.0.0.1/", nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		const limit = 1000
		in := said{in: bytes.NewReader(text)}
		a, err := New(Config{MaxBody: limit}).receive(in, req)
		if err != nil {
			return
		}
		if rest, _ := io.ReadAll(in.in); len(rest) > 0 || len(a.Body) > limit {
			t.Errorf("%q: %d bytes of body, %d behind it", text, len(a.Body), len(rest))
		}
		at := bytes.LastIndex(text, []byte("HTTP/1."))
		if at < 0 || a.Status < 100 || a.Status > 999 || len(a.Header["Content-Length"]) > 1 || a.Header.Get("Content-Encoding") != "" {
			t.Errorf("%q was taken for %d %v", text, a.Status, a.Header)
		}
	})
}
