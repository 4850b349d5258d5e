//go:build soak

package cli_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"facedesk/cli/soaktest"
	"facedesk/config/keyringtest"
)

// Each service's own positive answer is spoilt in every way in which a network, a
// proxy or a server spoils answers. Nobody passes, no check makes a second call, and
// the program and its records say the same of each: that nothing was sent only
// where the service has received nothing.
func TestSoakFaults(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	d.env = append(d.env, "FACEDESK_LANG=en")
	endpoints, credentials := startSandbox(t, d)
	setUp(t, d, nil, credentials)
	faults := faultMatrix(t)
	tries := 0
	for name, of := range positive(persons(t, d)) {
		t.Run(name, func(t *testing.T) {
			tries += tryFaults(t, d, faults, service{endpoints[of.Provider], of})
		})
	}
	soaktest.Count(t, "faults", tries)
	if len(faults) < 40 || tries < 200 {
		t.Errorf("%d faults, %d tries", len(faults), tries)
	}
}

// positive is a person whom each service knows.
func positive(all []person) map[string]person {
	out := map[string]person{}
	for _, p := range all {
		if _, ok := out[p.Provider]; !ok && (p.Expect == "match" || p.Expect == "identity_match") {
			out[p.Provider] = p
		}
	}
	return out
}

// service is one service of the sandbox, and a person whom it knows.
type service struct {
	endpoint string
	person
}

// tryFaults tries all faults at one service, a few at a time because some of them
// take as long as the program waits.
func tryFaults(t *testing.T, d desk, faults []fault, of service) int {
	slots := make(chan struct{}, 6)
	var group sync.WaitGroup
	for _, f := range append([]fault{{name: "none", spoil: whole}}, faults...) {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			tryFault(t, d, f, of)
		})
	}
	group.Wait()
	return len(faults)
}

func tryFault(t *testing.T, d desk, f fault, p service) {
	m := startMiddle(t, f, p.endpoint)
	got := desk{home: d.home, env: append(slices.Clone(d.env), m.settings(p.Provider)...)}
	got.env = append(got.env, "FACEDESK_RECORDS_PATH="+filepath.Join(t.TempDir(), "records.db"))
	r := got.run("", "verify", "--json", "--consent", "--provider", p.Provider, "--photo", photo(t),
		"--type", p.Type, "--nation", p.Nation, "--name", p.Name, "--number", p.Number)
	var out report
	if err := json.Unmarshal([]byte(r.out), &out); err != nil {
		t.Errorf("%s: exit %d: %s%s", f.name, r.code, r.out, r.err)
		return
	}
	if f.name == "none" {
		if out.Outcome != p.Expect {
			t.Errorf("without a fault: %+v", out)
		}
		return
	}
	m.judge(t, out, r.code)
	var rows []report
	err := json.Unmarshal([]byte(got.run("", "records", "list", "--json").out), &rows)
	rows = slices.DeleteFunc(rows, func(r report) bool { return r.Attempt == "" }) // events
	if err != nil || len(rows) != 1 || rows[0].result() != out.result() || rows[0].Charged != out.Charged {
		t.Errorf("%s: recorded %+v (%v) of %+v", f.name, rows, err, out)
	}
}

// judge says what is wrong with the result of a check that had this fault.
func (m *middle) judge(t *testing.T, out report, code int) {
	calls, requests := m.calls.Load(), m.requests.Load()
	switch {
	case out.Outcome == "match" || out.Outcome == "identity_match" || code == 0 || code == 10:
		t.Errorf("%s: PASSED: %+v, exit %d", m.fault.name, out, code)
	case calls > 1 || requests > 1:
		t.Errorf("%s: %d connections, %d requests", m.fault.name, calls, requests)
	case requests > 0 && out.Kind == "not_sent", requests == 0 && m.fault.before && out.Charged != "no":
		t.Errorf("%s: %d requests were received, it says %s, charged %s", m.fault.name, requests, out.Kind, out.Charged)
	case !strings.Contains(" "+m.fault.want+" ", " "+out.result()+" "):
		t.Errorf("%s: %s, charged %s, want %s", m.fault.name, out.result(), out.Charged, m.fault.want)
	}
}

// middle stands between the program and the sandbox and spoils the answers.
type middle struct {
	fault           fault
	endpoint        *url.URL // the sandbox's
	address         string   // ours
	calls, requests atomic.Int64
}

func startMiddle(t *testing.T, f fault, endpoint string) *middle {
	t.Helper()
	u, err := url.Parse(endpoint)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m := &middle{fault: f, endpoint: u, address: l.Addr().String()}
	if f.refuse {
		_ = l.Close()
		return m
	}
	t.Cleanup(func() { _ = l.Close() })
	go m.serve(l)
	return m
}

func (m *middle) serve(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		m.calls.Add(1)
		go func() {
			defer func() { _ = c.Close() }()
			m.fault.spoil(m, c)
		}()
	}
}

// settings point the program at the middle.
func (m *middle) settings(service string) []string {
	u := *m.endpoint
	u.Host = m.address
	if m.fault.tls {
		u.Scheme = "https"
	}
	if m.fault.endpoint != nil {
		m.fault.endpoint(&u)
	}
	prefix := "FACEDESK_PROVIDERS_" + strings.ToUpper(service) + "_"
	out := []string{prefix + "ENDPOINT=" + u.String()}
	if service == "slsj" {
		out = append(out, prefix+"CODES_CONFIRMED=true", prefix+"CONFIRMED_ENDPOINT="+u.String())
	}
	for _, s := range m.fault.settings {
		out = append(out, strings.ReplaceAll(s, "MIDDLE", m.address))
	}
	return out
}

// request reads the program's request whole.
func (m *middle) request(c net.Conn) []byte {
	var raw bytes.Buffer
	r, err := http.ReadRequest(bufio.NewReader(io.TeeReader(c, &raw)))
	if err == nil {
		_, err = io.Copy(io.Discard, r.Body)
	}
	if err == nil {
		m.requests.Add(1)
	}
	return raw.Bytes()
}

// answer is the head and the body of what the sandbox answers to the request.
func (m *middle) answer(c net.Conn) (head, body []byte) {
	raw := m.request(c)
	up, err := net.Dial("tcp", m.endpoint.Host)
	if err != nil {
		return nil, nil
	}
	defer func() { _ = up.Close() }()
	_, _ = up.Write(raw)
	all, _ := io.ReadAll(up) // it says Connection: close
	head, body, _ = bytes.Cut(all, []byte("\r\n\r\n"))
	return head, body
}
