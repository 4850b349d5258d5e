package sandbox

import (
	"bufio"
	"errors"
	"io"
	"log/slog"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestParseFault(t *testing.T) {
	for _, good := range []string{"", "cut", "reset", "garbage", "nothttp", "half", "hang", "big", "portal", "gzip", "plaingzip", "version", "lengths", "behind", "status:503", "status:666", "delay:2s", "delay:1m30s,cut"} {
		f, err := ParseFault(good)
		if err != nil || f.String() != good {
			t.Errorf("%q: %q, %v", good, f, err)
		}
	}
	if f, err := ParseFault("cut, delay:2s"); err != nil || f.String() != "delay:2s,cut" {
		t.Errorf("the other order: %q, %v", f, err)
	}
	for _, bad := range []string{"x", ",", "cut,", "cut,reset", "cut:1", "delay", "delay:", "delay:2", "delay:-1s", "delay:0s", "delay:11m", "delay:1s,delay:1s", "status", "status:", "status:199", "status:1000", "Cut"} {
		if f, err := ParseFault(bad); err == nil || f != (Fault{}) {
			t.Errorf("%q: %q, %v", bad, f, err)
		}
	}
}

// raw sends a request that would match, and returns all bytes of the answer.
func raw(t *testing.T, s *Server, change func(*letter)) (string, error) {
	t.Helper()
	l := about(matching("muzhiyun"))
	change(&l)
	conn, err := net.Dial("tcp", s.Addr())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, l.bytes(s.Addr())); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	_, err = io.Copy(&all, bufio.NewReader(conn))
	return all.String(), err
}

// asking returns the two ways to ask for a fault. With Connection: close raw
// sees the end of an undisturbed answer.
func asking(fault string) []func(*letter) {
	return []func(*letter){
		func(l *letter) { l.path += "?sandbox=" + fault; l.header["Connection"] = "close" },
		func(l *letter) { l.header["X-Sandbox-Fault"] = fault; l.header["Connection"] = "close" },
	}
}

func TestFaultsAreSeen(t *testing.T) {
	s := startWith(t, Options{})
	for _, c := range []struct {
		fault string
		seen  func(got string, err error) bool
	}{
		{"cut", func(got string, err error) bool { return got == "" && err == nil }},
		{"reset", func(got string, err error) bool { return got == "" && errors.Is(err, syscall.ECONNRESET) }},
		{"garbage", func(got string, _ error) bool {
			return strings.HasPrefix(got, "HTTP/1.1 200") && !strings.Contains(got, "{")
		}},
		{"nothttp", func(got string, _ error) bool { return got != "" && !strings.HasPrefix(got, "HTTP") }},
		{"half", func(got string, _ error) bool {
			head, body, _ := strings.Cut(got, "\r\n\r\n")
			return strings.Contains(head, "Content-Length: 191\r\n") && len(body) == 95
		}},
		{"status:503", func(got string, _ error) bool {
			return strings.HasPrefix(got, "HTTP/1.1 503") && strings.HasSuffix(got, "\r\n\r\n")
		}},
		{"big", func(got string, _ error) bool { return len(got) > 1<<20 && strings.Contains(got, `"match":true`) }},
		{"delay:1ms", func(got string, _ error) bool { return strings.Contains(got, `"match":true`) }},
		{"delay:1ms,cut", func(got string, err error) bool { return got == "" && err == nil }},
		{"nonsense", func(got string, _ error) bool {
			return strings.HasPrefix(got, "HTTP/1.1 400") && strings.Contains(got, "delay:2s") && !strings.Contains(got, "match")
		}},
	} {
		for i, ask := range asking(c.fault) {
			if got, err := raw(t, s, ask); !c.seen(got, err) {
				t.Errorf("%s (%d): %v, %.400q", c.fault, i, err, got)
			}
		}
	}
}

func TestFaultForEveryRequest(t *testing.T) {
	cut, err := ParseFault("cut")
	if err != nil {
		t.Fatal(err)
	}
	s := startWith(t, Options{Fault: cut})
	if got, err := raw(t, s, func(*letter) {}); got != "" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	// A person's or a request's own fault comes before the server's.
	other := startWith(t, Options{Fault: Fault{action: actionStatus, status: 418}})
	for _, p := range Persons() {
		if p.Row == "network: cut" {
			if _, err := exchange(other, about(p)); !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("%s: %v", p.Provider, err)
			}
		}
	}
	if got, _ := raw(t, s, asking("status:418")[0]); !strings.HasPrefix(got, "HTTP/1.1 418") {
		t.Errorf("%q", got)
	}
}

func TestDelayTakesItsTime(t *testing.T) {
	s := startWith(t, Options{})
	before := time.Now()
	got, _ := raw(t, s, asking("delay:50ms")[0])
	if took := time.Since(before); took < 50*time.Millisecond || !strings.Contains(got, `"match":true`) {
		t.Errorf("after %v: %q", took, got)
	}
}

// arrival is a log that reports its first line.
type arrival chan struct{}

func (a arrival) Write(line []byte) (int, error) {
	select {
	case a <- struct{}{}:
	default:
	}
	return len(line), nil
}

// hanging sends a request that hangs. It returns once the server leaves it
// hanging.
func hanging(t *testing.T, change func(*letter)) (*Server, net.Conn) {
	t.Helper()
	arrived := make(arrival, 1)
	s := startWith(t, Options{Log: slog.New(slog.NewTextHandler(arrived, nil))})
	l := about(matching("muzhiyun"))
	l.header["X-Sandbox-Fault"] = "hang"
	change(&l)
	conn, err := net.Dial("tcp", s.Addr())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := io.WriteString(conn, l.bytes(s.Addr())); err != nil {
		t.Fatal(err)
	}
	<-arrived
	return s, conn
}

// TestHangEndsWithTheServer: Close does not wait for the client, and the client
// gets no byte.
func TestHangEndsWithTheServer(t *testing.T) {
	for _, change := range []func(*letter){func(*letter) {}, huge} { // a huge request is not read completely
		s, conn := hanging(t, change)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if n, err := conn.Read(make([]byte, 1)); n != 0 || err == nil {
			t.Errorf("%d bytes, %v", n, err)
		}
	}
}

// TestHangEndsWithTheClient: the request ends when its client has left.
func TestHangEndsWithTheClient(t *testing.T) {
	s, conn := hanging(t, func(*letter) {})
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	s.running.Wait() // would never return if the request went on
}

// TestFaultLeavesTheSignatureAlone: at wapi the signature of a GET covers the
// query.
func TestFaultLeavesTheSignatureAlone(t *testing.T) {
	s := startWith(t, Options{})
	l := about(matching("wapi"))
	l.method, l.path = "GET", l.path+"?sandbox=delay:1ns"
	l.form["aaa"] = "1" // also under the signature
	p := matching("wapi")
	l.form["sign"] = md5Hex("aaa1appid1bank_id" + p.Number + "bank_name" + p.Name + "formatjsontime1750000000" + vectorKeys["wapi"]["secret"])
	if got := post(t, s, l); !positive("wapi", got) {
		t.Errorf("%s %s", got.reason(), got.body)
	}
}
