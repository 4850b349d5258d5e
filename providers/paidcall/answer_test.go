package paidcall

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"crypto/tls"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
)

const okAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"result\":12}"

// answered returns a script that reads the request and gives this answer.
func answered(text string) func(*peer) {
	return func(p *peer) {
		p.request()
		p.say(text)
	}
}

// drip sends the rest of an answer byte by byte until the client closes.
func drip(before, unit string) func(*peer) {
	return func(p *peer) {
		p.request()
		p.say(before)
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for range tick.C {
			if _, err := p.Write([]byte(unit)); err != nil {
				return
			}
		}
	}
}

func aborted(text string) func(*peer) {
	return func(p *peer) {
		p.request()
		p.say(text)
		p.reset()
	}
}

func silent(p *peer) { p.request(); p.hold() }

var unknownOutcomes = []struct {
	name   string
	script func(*peer)
	text   identity.Sentences // zero: any
}{
	{"closed before the request is read", func(*peer) {}, identity.Sentences{}},
	{"reset at the first byte of the request", func(p *peer) { _, _ = p.Read(make([]byte, 1)); p.reset() }, identity.Sentences{}},
	{"closed after the request", answered(""), textCut},
	{"reset after the request", aborted(""), textCut},
	{"hang before the request is read", func(p *peer) { p.hold() }, textReadTimeout},
	{"hang after the request", silent, textReadTimeout},
	{"hang after the header", func(p *peer) { p.request(); p.say("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n"); p.hold() }, textReadTimeout},
	{"hang mid-body", func(p *peer) { p.request(); p.say(okAnswer[:len(okAnswer)-1]); p.hold() }, textReadTimeout},
	{"hang instead of the last chunk", func(p *peer) {
		p.request()
		p.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")
		p.hold()
	}, textReadTimeout},
	{"reset mid-header", aborted("HTTP/1.1 200 O"), identity.Sentences{}},
	{"reset mid-body", aborted(okAnswer[:len(okAnswer)-3]), identity.Sentences{}},
	{"closed mid-status", answered("HTTP/1.1 20"), textNotHTTP},
	{"closed mid-header", answered("HTTP/1.1 200 OK\r\nContent-Le"), textNotHTTP},
	{"short Content-Length", answered("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"result\":12}"), textCut},
	{"one byte short", answered("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"result\":12}"), textCut},
	{"truncated chunk", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{}"), textCut},
	{"no last chunk", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"), textCut},
	{"bad chunk size", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nVENDOR-SAID\r\n{}\r\n0\r\n\r\n"), textNotHTTP},
	{"bad chunk end", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}VENDOR-SAID\r\n0\r\n\r\n"), textNotHTTP},
	{"negative chunk", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n"), textNotHTTP},
	{"two lengths", answered("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}}"), textNotHTTP},
	{"negative length", answered("HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}"), textNotHTTP},
	{"unknown transfer encoding", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n{}"), textNotHTTP},
	{"slow headers", drip("HTTP/1.1 200 OK\r\n", "X: y\r\n"), textReadTimeout},
	{"slow body", drip("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "{"), textReadTimeout},
	{"slow chunks", drip("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n{\r\n"), textReadTimeout},
	{"slow body without length", drip("HTTP/1.1 200 OK\r\n\r\n", " "), textReadTimeout},
	{"slow interim answers", drip("", "HTTP/1.1 102 Processing\r\n\r\n"), textReadTimeout},
	{"over the limit by length", answered("HTTP/1.1 200 OK\r\nContent-Length: 65\r\n\r\n" + strings.Repeat(" ", 65)), textTooLarge},
	{"over the limit by chunks", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n41\r\n" + strings.Repeat(" ", 65) + "\r\n0\r\n\r\n"), textTooLarge},
	{"over the limit without length", answered("HTTP/1.1 200 OK\r\n\r\n" + strings.Repeat(" ", 65)), textTooLarge},
	{"endless body", endless("HTTP/1.1 200 OK\r\n\r\n", strings.Repeat(" ", 4096)), textTooLarge},
	{"endless headers", endless("HTTP/1.1 200 OK\r\n", "X-Filler: "+strings.Repeat("x", 4096)+"\r\n"), identity.Sentences{}},
	{"endless header line", endless("HTTP/1.1 200 OK\r\nX: ", strings.Repeat("x", 4096)), identity.Sentences{}},
	{"flood of interim answers", endless("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), identity.Sentences{}},
	{"switching protocols", answered("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n{}"), identity.Sentences{}},
	{"not HTTP", answered("SSH-2.0-VENDOR-SAID\r\n"), textNotHTTP},
	{"HTTP/0.9", answered("{\"VENDOR-SAID\":12}\n"), textNotHTTP},
	{"HTTP/2 preface", answered("\x00\x00\x12\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x80\n"), identity.Sentences{}},
	{"status of two digits", answered("HTTP/1.1 20 OK\r\n\r\n{}"), textNotHTTP},
	{"HTTP/2.0", answered("HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\n{}"), textNotHTTP},
	{"HTTP/1.7", answered("HTTP/1.7 200 OK\r\nContent-Length: 2\r\n\r\n{}"), textNotHTTP},
	{"http/1.1", answered("http/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), textNotHTTP},
	{"two spaces in the status line", answered("HTTP/1.1  200 OK\r\nContent-Length: 2\r\n\r\n{}"), textNotHTTP},
	{"status of four digits", answered("HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\n{}"), textNotHTTP},
	{"length and chunks", answered("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"), textNotHTTP},
	{"chunks and length", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 12\r\n\r\n2\r\n{}\r\n0\r\n\r\n"), textNotHTTP},
	{"the same length twice", answered("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}"), textNotHTTP},
	{"a list of lengths", answered("HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\n{}"), textNotHTTP},
	{"a signed length", answered("HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\n{}"), textNotHTTP},
	{"chunks twice", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"), textNotHTTP},
	{"chunks of an older version", answered("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"), textNotHTTP},
	{"gzip and chunks", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"), textNotHTTP},
	{"a trailer", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Ca-Error-Code\r\n\r\n2\r\n{}\r\n0\r\nX-Ca-Error-Code: VENDOR-SAID\r\n\r\n"), textNotHTTP},
	{"two kinds of content", answered("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n{}"), textNotHTTP},
	{"bare line feeds", answered("HTTP/1.1 200 OK\nContent-Length: 2\n\n{}"), textNotHTTP},
	{"one bare line feed", answered("HTTP/1.1 200 OK\r\nContent-Length: 2\nX: y\r\n\r\n{}"), textNotHTTP},
	{"a bare carriage return", answered("HTTP/1.1 200 OK\r\nX: a\rContent-Length: 9\r\nContent-Length: 2\r\n\r\n{}"), textNotHTTP},
	{"a bare line feed in the chunks", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n"), textNotHTTP},
	{"a folded line", answered("HTTP/1.1 200 OK\r\nX: y\r\n z\r\nContent-Length: 2\r\n\r\n{}"), textNotHTTP},
	{"a blank before the colon", answered("HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\n{}"), textNotHTTP},
	{"a NUL in a value", answered("HTTP/1.1 200 OK\r\nX: a\x00b\r\nContent-Length: 2\r\n\r\n{}"), textNotHTTP},
	{"an empty line first", answered("\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), textNotHTTP},
	{"something behind the body", answered("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{\"VENDOR-SAID\":1}"), textNotHTTP},
	{"something behind the chunks", answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\nx"), textNotHTTP},
	{"another answer behind it", answered("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}" + okAnswer), textNotHTTP},
	{"a body under 204", answered("HTTP/1.1 204 No Content\r\n\r\n{}"), textNotHTTP},
	{"an interim answer in another version", answered("HTTP/2.0 103 Early\r\n\r\n" + okAnswer), textNotHTTP},
	{"gzip declared and plain", answered(encoded("gzip", "{}")), textUnreadable},
	{"deflate declared and plain", answered(encoded("deflate", "{}")), textUnreadable},
	{"brotli", answered(encoded("br", "{}")), textUnreadable},
	{"two codings", answered(encoded("gzip, gzip", gzipped(gzipped("{}")))), textUnreadable},
	{"a coding twice", answered("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}"), textNotHTTP},
	{"half a gzip", answered(encoded("gzip", gzipped("{}")[:20])), textUnreadable},
	{"something behind the gzip", answered(encoded("gzip", gzipped("{}")+"x")), textUnreadable},
	{"something behind the deflate", answered(encoded("deflate", deflated("{}")+"x")), textUnreadable},
	{"a gzip larger than the limit", answered(encoded("gzip", gzipped(strings.Repeat(" ", 65)))), textTooLarge},
	{"header without colon", answered("HTTP/1.1 200 OK\r\nVENDOR-SAID\r\n\r\n{}"), textNotHTTP},
}

// endless repeats a unit until the client closes.
func endless(before, unit string) func(*peer) {
	return func(p *peer) {
		p.request()
		p.say(before)
		for {
			if _, err := p.Write([]byte(unit)); err != nil {
				return
			}
		}
	}
}

// overBoth runs a test without and with TLS.
func overBoth(t *testing.T, name string, run func(t *testing.T, scheme string, secure *tls.Config, cfg Config)) {
	ca := newAuthority(t)
	t.Run(name+"/http", func(t *testing.T) { run(t, "http", nil, Config{}) })
	t.Run(name+"/https", func(t *testing.T) {
		run(t, "https", ca.issue(t, "127.0.0.1", nil), Config{RootCAs: ca.pool()})
	})
}

func TestUnknownOutcome(t *testing.T) {
	for _, tc := range unknownOutcomes {
		overBoth(t, tc.name, func(t *testing.T, scheme string, secure *tls.Config, cfg Config) {
			t.Parallel()
			s := serve(t, secure, func(p *peer) {
				if conn, ok := p.Conn.(*tls.Conn); ok && conn.Handshake() != nil {
					return
				}
				tc.script(p)
			})
			cfg.MaxBody = 64
			cfg.ConnectTimeout = time.Minute
			if cfg.ReadTimeout = time.Minute; tc.text == textReadTimeout {
				cfg.ReadTimeout = 60 * time.Millisecond
			}
			answer, err := New(cfg).Post(t.Context(), call(scheme+"://"+s.addr()+"/check"))
			if err == nil {
				t.Fatalf("got answer %d %q", answer.Status, answer.Body)
			}
			wantFault(t, err, identity.UnknownOutcome, tc.text)
			if connections, _ := s.oneAtMost(t); connections != 1 {
				t.Errorf("the server saw %d connections", connections)
			}
		})
	}
}

func gzipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return b.String()
}

func deflated(text string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return b.String()
}

// encoded is an answer whose body is declared to be compressed.
func encoded(coding, body string) string {
	return fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n%s", coding, len(body), body)
}

func TestAnswers(t *testing.T) {
	zipped, zlibbed := gzipped(`{"result":12}`), deflated(`{"result":12}`)
	for _, tc := range []struct {
		name, answer string
		status       int
		body         string
	}{
		{"by length", okAnswer, 200, `{"result":12}`},
		{"by chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"res\r\n8\r\nult\":12}\r\n0\r\n\r\n", 200, `{"result":12}`},
		{"until closed", "HTTP/1.1 200 OK\r\n\r\n{\"result\":12}", 200, `{"result":12}`},
		{"until closed, perhaps cut", "HTTP/1.1 200 OK\r\n\r\n{\"resu", 200, `{"resu`},
		{"HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n{}", 200, `{}`},
		{"empty body", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, ``},
		{"no content", "HTTP/1.1 204 No Content\r\n\r\n", 204, ``},
		{"exactly the limit", "HTTP/1.1 200 OK\r\nContent-Length: 64\r\n\r\n" + strings.Repeat(" ", 64), 200, strings.Repeat(" ", 64)},
		{"after interim answers", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + okAnswer, 200, `{"result":12}`},
		{"gzip", encoded("gzip", zipped), 200, `{"result":12}`},
		{"gzip by its old name", encoded("X-GZIP", zipped), 200, `{"result":12}`},
		{"gzip in chunks", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(zipped), zipped), 200, `{"result":12}`},
		{"deflate", encoded("deflate", zlibbed), 200, `{"result":12}`},
		{"deflate without its wrapping", encoded("deflate", zlibbed[2:len(zlibbed)-4]), 200, `{"result":12}`},
		{"identity", encoded("identity", `{"result":12}`), 200, `{"result":12}`},
		{"unreadable under an error", "HTTP/1.1 503 Busy\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\n{}", 503, ``},
		{"blanks around values", "HTTP/1.1 200 OK\r\nContent-Length: \t13 \r\nX:\r\n\r\n{\"result\":12}", 200, `{"result":12}`},
		{"no reason phrase", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}", 200, `{}`},
		{"a Chinese reason phrase", "HTTP/1.1 666 失败\r\nContent-Length: 2\r\n\r\n{}", 666, `{}`},
		{"other headers twice", "HTTP/1.1 200 OK\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nContent-Type: application/json\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 200, `{}`},
		{"moved 301", "HTTP/1.1 301 Moved\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n", 301, ``},
		{"moved 302", "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n", 302, ``},
		{"moved 307", "HTTP/1.1 307 Temporary Redirect\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n", 307, ``},
		{"moved 308", "HTTP/1.1 308 Permanent Redirect\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n", 308, ``},
		{"unauthorised", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 2\r\n\r\n{}", 401, `{}`},
		{"proxy login", "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n", 407, ``},
		{"time-out", "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n", 408, ``},
		{"too early", "HTTP/1.1 425 Too Early\r\nContent-Length: 0\r\n\r\n", 425, ``},
		{"retry later", "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n", 503, ``},
		{"odd status", "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", 999, ``},
	} {
		overBoth(t, tc.name, func(t *testing.T, scheme string, secure *tls.Config, cfg Config) {
			t.Parallel()
			s := serve(t, secure, answered(tc.answer))
			cfg.MaxBody = 64
			answer, err := New(cfg).Post(t.Context(), call(scheme+"://"+s.addr()+"/check"))
			if err != nil {
				t.Fatalf("%v (cause %v)", err, errors.Unwrap(err))
			}
			if answer.Status != tc.status || string(answer.Body) != tc.body {
				t.Errorf("got %d %q, want %d %q", answer.Status, answer.Body, tc.status, tc.body)
			}
			if connections, requests := s.oneAtMost(t); connections != 1 || requests != 1 {
				t.Errorf("the server saw %d connections and %d requests", connections, requests)
			}
		})
	}
}

// A keep-alive connection that the server keeps open is closed.
func TestConnectionIsNotKept(t *testing.T) {
	s := serve(t, nil, func(p *peer) { p.request(); p.say(okAnswer); p.hold() })
	if _, err := New(Config{}).Post(t.Context(), call("http://"+s.addr())); err != nil {
		t.Fatal(err)
	}
	s.oneAtMost(t) // would not return while the connection is open
}

// A refusal before the request is read may reach the client or be lost with the
// connection. Each is reported truthfully, and nothing is sent twice.
func TestEarlyAnswer(t *testing.T) {
	const refusal = "HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
	big := call("")
	big.Body = bytes.Repeat([]byte("x"), 8<<20)
	for name, script := range map[string]func(*peer){
		"and close": func(p *peer) { p.say(refusal) },
		"and reset": func(p *peer) { p.say(refusal); p.reset() },
		"and read":  func(p *peer) { p.say(refusal); p.hold() },
	} {
		t.Run(name, func(t *testing.T) {
			for range 20 {
				s := serve(t, nil, func(p *peer) {
					_, _ = p.Read(make([]byte, 1000))
					script(p)
				})
				big.URL = "http://" + s.addr()
				answer, err := New(Config{}).Post(t.Context(), big)
				if err != nil {
					wantFault(t, err, identity.UnknownOutcome, identity.Sentences{})
				} else if answer.Status != 400 || string(answer.Body) != "{}" {
					t.Errorf("got %d %q", answer.Status, answer.Body)
				}
				s.oneAtMost(t)
			}
		})
	}
}

// A server that never reads does not block the writer for ever.
func TestRequestNeverRead(t *testing.T) {
	gone := make(chan struct{})
	s := serve(t, nil, func(*peer) { <-gone })
	big := call("http://" + s.addr())
	big.Body = bytes.Repeat([]byte("x"), 32<<20)
	_, err := New(Config{ReadTimeout: 50 * time.Millisecond}).Post(t.Context(), big)
	wantFault(t, err, identity.UnknownOutcome, textReadTimeout)
	close(gone)
}
