package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"facedesk/identity"
)

func clock() time.Time { return vectorTime }

func TestListensOnLoopbackOnly(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "example.com:80", "127.0.0.1", "nonsense"} {
		s, err := Start(Options{Listen: address, Now: clock})
		if err == nil {
			_ = s.Close()
		}
		if identity.KindOf(err) != identity.Configuration {
			t.Errorf("%q: %v", address, err)
		}
	}
	for _, address := range []string{"", "127.0.0.1:0", "localhost:0", "127.0.0.2:0"} {
		s, err := Start(Options{Listen: address, Now: clock})
		if err != nil {
			t.Errorf("%q: %v", address, err)
			continue
		}
		if host, _, _ := net.SplitHostPort(s.Addr()); !net.ParseIP(host).IsLoopback() {
			t.Errorf("%q: %s", address, s.Addr())
		}
		_ = s.Close()
	}
}

func TestStartSaysWhatIsWrong(t *testing.T) {
	running := startWith(t, Options{})
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]Options{
		"port taken":     {Listen: running.Addr(), Now: clock},
		"no clock":       {},
		"record a file":  {Now: clock, Record: file},
		"bad credential": {Now: clock, Credentials: Credentials{"slsj": {"key": "x"}}},
	} {
		if _, err := Start(o); identity.KindOf(err) != identity.Configuration {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEndpoints(t *testing.T) {
	s := startWith(t, Options{})
	for _, provider := range Providers() {
		if want := "http://" + s.Addr() + vectorLetter(provider).path; s.Endpoint(provider) != want {
			t.Errorf("%s, want %s", s.Endpoint(provider), want)
		}
	}
	if s.Endpoint("other") != "" {
		t.Error(s.Endpoint("other"))
	}
}

func TestCloseTwice(t *testing.T) {
	s := startWith(t, Options{})
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := s.listener.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("still listening: %v", err)
	}
}

var orderNumber = regexp.MustCompile(`"(?:orderNumber|order_no|trace_id)":"([^"]+)"`)

// TestManyAtOnce: each answer is about its own person, and no order number is
// repeated.
func TestManyAtOnce(t *testing.T) {
	s := startWith(t, Options{})
	var persons []Person
	for _, p := range Persons() {
		if !strings.HasPrefix(p.Row, "network") && !strings.HasPrefix(p.Row, "slow") {
			persons = append(persons, p, p)
		}
	}
	var mu sync.Mutex
	orders := map[string]bool{}
	var group sync.WaitGroup
	slots := make(chan struct{}, 32)
	for _, p := range persons {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			got, err := exchange(s, about(p))
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			checkPositive(t, p, got)
			if found := orderNumber.FindStringSubmatch(got.body); found != nil {
				if orders[found[1]] {
					t.Errorf("order number %s twice", found[1])
				}
				orders[found[1]] = true
			}
		})
	}
	group.Wait()
	if len(orders) < 100 {
		t.Errorf("%d order numbers", len(orders))
	}
}

// TestLogNamesNobody also sends personal data in the path and as a method.
func TestLogNamesNobody(t *testing.T) {
	var log bytes.Buffer
	s := startWith(t, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	p := matching("muzhiyun")
	post(t, s, about(p))
	lost := about(p)
	lost.path = "/facecheck/" + p.Number
	post(t, s, lost)
	odd := about(p)
	odd.method = "X" + p.Number
	post(t, s, odd)
	_ = s.Close() // writes the last line
	for _, secret := range []string{p.Name, p.Number, vectorKeys["muzhiyun"]["app_code"], photo()} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("%q is in the log:\n%s", secret, log.String())
		}
	}
	if lines := strings.Count(log.String(), "provider=muzhiyun"); lines != 3 {
		t.Errorf("%d lines:\n%s", lines, log.String())
	}
}

func TestDummyCredentialsWork(t *testing.T) {
	s := startWith(t, Options{Credentials: DummyCredentials()})
	l := about(matching("muzhiyun"))
	l.header["Authorization"] = "APPCODE " + DummyCredentials()["muzhiyun"]["app_code"]
	if got := post(t, s, l); !positive("muzhiyun", got) {
		t.Error(got.body, got.reason())
	}
	if n := len(DummyCredentials()["wapi"]["secret"]); n != 32 {
		t.Errorf("the wapi secret has %d characters", n)
	}
}

func TestParseCredentials(t *testing.T) {
	got, err := ParseCredentials([]byte("[slsj]\napp_key = \"k\"\n[wapi]\nsecret='s'\n"))
	want := DummyCredentials()
	want["slsj"]["app_key"], want["wapi"]["secret"] = "k", "s"
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := ParseCredentials(nil); err != nil || fmt.Sprint(got) != fmt.Sprint(DummyCredentials()) {
		t.Errorf("an empty file: %v, %v", got, err)
	}
	for _, bad := range []string{"[other]\n", "[other]\na='TOPSECRET'\n", "[slsj]\nsecret='TOPSECRET'\n", "[slsj]\napp_key=''\n", "[slsj]\napp_key=7\n",
		"app_key='TOPSECRET'\n", "[slsj]\napp_key='TOPSECRET\n", "slsj = 'TOPSECRET'\n"} {
		got, err := ParseCredentials([]byte(bad))
		if got != nil || identity.KindOf(err) != identity.Configuration || strings.Contains(err.Error(), "TOPSECRET") {
			t.Errorf("%q: %v, %v", bad, got, err)
		}
	}
}
