package providertest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"strings"
	"testing"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
)

// frame writes a body as a complete HTTP answer.
type frame struct {
	name   string
	write  func(body string) string
	passes bool // the positive body must be read and pass
}

func head(lines ...string) string { return strings.Join(lines, "\r\n") + "\r\n\r\n" }

func sized(body string, more ...string) string {
	return head(append([]string{"HTTP/1.1 200 OK", fmt.Sprintf("Content-Length: %d", len(body))}, more...)...) + body
}

func chunked(body string) string { return fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(body), body) }

// with returns a frame with more header lines.
func with(name string, lines ...string) frame {
	return frame{name, func(b string) string { return sized(b, lines...) }, false}
}

// frames are ways to put an answer into HTTP. A frame that can be read in two
// ways passes nobody, whatever its body says.
var frames = []frame{
	{"by length", func(b string) string { return sized(b) }, true},
	{"by chunks", func(b string) string { return head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked") + chunked(b) }, true},
	{"until closed", func(b string) string { return head("HTTP/1.1 200 OK") + b }, true},
	{"HTTP/1.0", func(b string) string { return head("HTTP/1.0 200 OK") + b }, true},
	{"after an interim answer", func(b string) string { return head("HTTP/1.1 100 Continue") + sized(b) }, true},
	{"gzip", func(b string) string { return sized(packed(b, true), "Content-Encoding: gzip") }, true},
	{"deflate", func(b string) string { return sized(packed(b, false), "Content-Encoding: deflate") }, true},
	{"gzip in chunks", func(b string) string {
		return head("HTTP/1.1 200 OK", "Content-Encoding: gzip", "Transfer-Encoding: chunked") + chunked(packed(b, true))
	}, true},
	{"an empty error header", func(b string) string { return sized(b, "X-Ca-Error-Code: ", "X-Ca-Error-Message:") }, true},
	{"HTTP/2.0", func(b string) string { return strings.Replace(sized(b), "HTTP/1.1", "HTTP/2.0", 1) }, false},
	{"HTTP/1.7", func(b string) string { return strings.Replace(sized(b), "HTTP/1.1", "HTTP/1.7", 1) }, false},
	{"HTTP/0.9", func(b string) string { return b }, false},
	{"length and chunks", func(b string) string {
		return head("HTTP/1.1 200 OK", fmt.Sprintf("Content-Length: %d", len(b)), "Transfer-Encoding: chunked") + chunked(b)
	}, false},
	{"two lengths", func(b string) string { return sized(b, fmt.Sprintf("Content-Length: %d", len(b)+1)) }, false},
	{"a length too short", func(b string) string { return strings.Replace(sized(b+"}"), "}}", "}", 1) }, false},
	{"something behind it", func(b string) string { return sized(b) + "x" }, false},
	{"another answer behind it", func(b string) string { return sized(b) + sized("{}") }, false},
	{"bare line feeds", func(b string) string { return strings.ReplaceAll(sized(b), "\r\n", "\n") }, false},
	{"a bare carriage return", func(b string) string { return sized(b, "X: y\rZ: z") }, false},
	{"a folded line", func(b string) string { return sized(b, "X: y", " z") }, false},
	{"a blank before the colon", func(b string) string { return sized(b, "X-Y : z") }, false},
	{"a trailer", func(b string) string {
		return head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Trailer: X-Ca-Error-Code") + fmt.Sprintf("%x\r\n%s\r\n0\r\nX-Ca-Error-Code: B403\r\n\r\n", len(b), b)
	}, false},
	with("gzip declared and plain", "Content-Encoding: gzip"),
	with("brotli declared", "Content-Encoding: br"),
	with("two codings", "Content-Encoding: identity", "Content-Encoding: gzip"),
	with("two kinds of content", "Content-Type: application/json", "Content-Type: text/html"),
	with("an error code", "X-Ca-Error-Code: B403MQ"),
	with("an error code in lower case", "x-ca-error-code: B403MQ"),
	with("a second error code", "X-Ca-Error-Code:", "X-Ca-Error-Code: B403MQ"),
	with("an error message alone", "X-Ca-Error-Message: Throttled"),
	{"a byte order mark", func(b string) string { return sized("\uFEFF" + b) }, false},
	{"another charset", func(b string) string { return sized(strings.Replace(b, "{", "{\"zz\":\"\xc6\xa5\xc5\xe4\",", 1)) }, false},
	{"a login page", func(string) string { return sized("<html>log in</html>", "Content-Type: text/html") }, false},
	{"the way to a login page", func(b string) string { return strings.Replace(sized(b, "Location: /"), "200 OK", "302 Found", 1) }, false},
	{"another status", func(b string) string { return strings.Replace(sized(b), "200", "206", 1) }, false},
	{"half of it", func(b string) string { return sized(b)[:len(sized(b))-len(b)/2] }, false},
}

func packed(body string, gz bool) string {
	var out bytes.Buffer
	var w io.WriteCloser = zlib.NewWriter(&out)
	if gz {
		w = gzip.NewWriter(&out)
	}
	_, _ = io.WriteString(w, body)
	_ = w.Close()
	return out.String()
}

// testFraming sends a positive body over a raw socket in every frame to the
// adapter, through the product's transport.
func testFraming(t *testing.T, s Service, fixtures []Fixture) {
	f := positives(t, s, fixtures)[0]
	for _, fr := range frames {
		endpoint := answering(t, fr.write(string(f.Answer.Body)))
		settings := maps.Clone(f.Settings)
		if settings == nil {
			settings = providers.Values{}
		}
		settings[providers.KeyEndpoint] = endpoint
		v, err := s.make(paidcall.New(paidcall.Config{}), settings).Verify(t.Context(), s.request())
		passes := err == nil && (v.Outcome == identity.Match || v.Outcome == identity.IdentityMatch)
		if passes != fr.passes {
			t.Errorf("%s: %v, %v", fr.name, v.Outcome, err)
		}
	}
}

// answering returns the address of a server that reads one request and sends
// these bytes.
func answering(t *testing.T, text string) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan struct{})
	go func() {
		defer close(served)
		conn, err := ln.Accept()
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }()
		if req, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
			_, _ = io.Copy(io.Discard, req.Body)
		}
		_, _ = io.WriteString(conn, text)
	}()
	t.Cleanup(func() { _ = ln.Close(); <-served })
	return "http://" + ln.Addr().String() + "/"
}
