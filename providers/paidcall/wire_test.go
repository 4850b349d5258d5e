package paidcall

import (
	"context"
	"crypto/tls"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// The request on the wire, byte by byte.
func TestRequestOnTheWire(t *testing.T) {
	s := serve(t, nil, answered(okAnswer))
	header := http.Header{
		"Auth_Token":    {"x"},
		"auth_memberId": {"7"},
		"X-date":        {"Mon, 19 Mar 2018 12:08:40 GMT"},
		"Content-Type":  {"application/x-www-form-urlencoded; charset=UTF-8"},
	}
	before := maps.Clone(header)
	if _, err := New(Config{}).Post(t.Context(), Call{URL: "http://" + s.addr() + "/a/b?c=d%20e", Header: header, Body: []byte("name=%E7%8E%8B")}); err != nil {
		t.Fatal(err)
	}
	if !maps.EqualFunc(header, before, slices.Equal) {
		t.Errorf("the caller's header was changed: %v", header)
	}
	_, seen := s.closed(t)
	head, body, _ := strings.Cut(seen, "\r\n\r\n")
	lines := strings.Split(head, "\r\n")
	if lines[0] != "POST /a/b?c=d%20e HTTP/1.1" || body != "name=%E7%8E%8B" {
		t.Errorf("request line %q, body %q", lines[0], body)
	}
	got := lines[1:]
	slices.Sort(got)
	want := []string{
		"Auth_Token: x",
		"Connection: close",
		"Content-Length: 14",
		"Content-Type: application/x-www-form-urlencoded; charset=UTF-8",
		"Host: " + s.addr(),
		"User-Agent: Facedesk",
		"X-date: Mon, 19 Mar 2018 12:08:40 GMT",
		"auth_memberId: 7",
	}
	if !slices.Equal(got, want) {
		t.Errorf("headers on the wire:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestEmptyCall(t *testing.T) {
	s := serve(t, nil, answered(okAnswer))
	if _, err := New(Config{}).Post(t.Context(), Call{URL: "http://" + s.addr(), Header: http.Header{"User-Agent": nil}}); err != nil {
		t.Fatal(err)
	}
	_, seen := s.closed(t)
	if !strings.HasPrefix(seen, "POST / HTTP/1.1\r\n") || !strings.Contains(seen, "\r\nContent-Length: 0\r\n") || strings.Contains(seen, "Facedesk") {
		t.Errorf("request = %q", seen)
	}
}

// With GetBody, net/http could send a request again.
func TestRequestCannotBeRepeated(t *testing.T) {
	u, err := ParseEndpoint("https://pay.example/")
	if err != nil {
		t.Fatal(err)
	}
	if newRequest(u, call(u.String())).GetBody != nil {
		t.Error("GetBody is set")
	}
}

// Each call has its own connection, and shares no cookie or TLS session.
func TestCallsShareNothing(t *testing.T) {
	ca := newAuthority(t)
	secure := ca.issue(t, "127.0.0.1", nil)
	resumed := make(chan bool, 3)
	secure.VerifyConnection = func(state tls.ConnectionState) error {
		resumed <- state.DidResume || state.NegotiatedProtocol != "http/1.1" || state.Version < tls.VersionTLS12
		return nil
	}
	secure.NextProtos = []string{"h2", "http/1.1"}
	s := serve(t, secure, func(p *peer) {
		p.request()
		p.say("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nConnection: keep-alive\r\nAlt-Svc: h2=\":443\"\r\nContent-Length: 2\r\n\r\n{}")
		p.hold()
	})
	client := New(Config{RootCAs: ca.pool()})
	for range 3 {
		if _, err := client.Post(t.Context(), call("https://"+s.addr())); err != nil {
			t.Fatal(err)
		}
		if <-resumed {
			t.Error("the session was resumed, or is not HTTP/1.1 over TLS 1.2 or later")
		}
	}
	connections, seen := s.closed(t)
	if connections != 3 || strings.Count(seen, "POST ") != 3 || strings.Contains(seen, "Cookie") {
		t.Errorf("%d connections saw %q", connections, seen)
	}
}

// The limits follow one another: connecting, writing, reading. The test uses
// virtual time.
func TestLimits(t *testing.T) {
	for name, tc := range map[string]struct {
		steps func(w *watch)
		want  error
	}{
		"connecting": {func(*watch) { time.Sleep(5*time.Second + 1) }, errConnectTimeout},
		"writing": {func(w *watch) {
			time.Sleep(5*time.Second - 1)
			w.stands(30 * time.Second)
			time.Sleep(30*time.Second + 1)
		}, errReadTimeout},
		"reading": {func(w *watch) {
			w.stands(30 * time.Second)
			time.Sleep(30*time.Second - 1)
			w.wroteRequest(30 * time.Second)
			time.Sleep(30*time.Second + 1)
		}, errReadTimeout},
		"in time": {func(w *watch) {
			time.Sleep(5*time.Second - 1)
			w.stands(30 * time.Second)
			time.Sleep(30*time.Second - 1)
			w.wroteRequest(30 * time.Second)
			time.Sleep(30*time.Second - 1)
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWatch(t.Context())
				w.limit(5*time.Second, errConnectTimeout)
				tc.steps(w)
				synctest.Wait()
				if got := context.Cause(w.ctx); !errors.Is(got, tc.want) {
					t.Errorf("stopped by %v, want %v", got, tc.want)
				}
				w.stop()
				w.wroteRequest(time.Second) // a late call must not start a timer
				if w.timer.Stop() {
					t.Error("a timer runs on after the call")
				}
			})
		})
	}
}
