//go:build soak

package cli_test

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"facedesk/cli/soaktest"
	"facedesk/config/keyringtest"
)

// The program is killed at random moments of a check, at each service: no call is
// made twice, and each call that the service received has its row afterwards.
func TestSoakKilledCommand(t *testing.T) {
	const perService = 100
	random := soaktest.Random(t)
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	endpoints, credentials := startSandbox(t, d)
	setUp(t, d, nil, credentials)
	kills, calls := 0, int64(0)
	var group sync.WaitGroup
	var lock sync.Mutex
	for name, of := range positive(persons(t, d)) {
		shares := make([]float64, perService)
		for i := range shares {
			shares[i] = random.Float64()
		}
		group.Go(func() {
			n := killEach(t, d, service{endpoints[name], of}, shares)
			lock.Lock()
			defer lock.Unlock()
			kills, calls = kills+len(shares), calls+n
		})
	}
	group.Wait()
	soaktest.Count(t, "kills", kills)
	soaktest.Count(t, "calls", int(calls))
	if calls < int64(kills)/20 {
		t.Errorf("%d kills, but only %d calls were under way", kills, calls)
	}
}

// killEach kills a check after each share of the time that one takes, and returns how many
// calls were under way. It measures that time again and again, because other work changes it.
func killEach(t *testing.T, d desk, of service, shares []float64) (calls int64) {
	var took time.Duration
	for i, share := range shares {
		if i%10 == 0 {
			took = killOne(t, d, of, time.Hour).took
		}
		calls += killOne(t, d, of, time.Duration(share*float64(took))).requests
	}
	return calls
}

type killed struct {
	requests int64
	took     time.Duration
}

// killOne starts a check with records of its own, kills it after a while, and looks
// at what is left.
func killOne(t *testing.T, d desk, of service, after time.Duration) killed {
	m := startMiddle(t, fault{spoil: whole}, of.endpoint)
	got := desk{home: d.home, env: append(slices.Clone(d.env), m.settings(of.Provider)...)}
	got.env = append(got.env, "FACEDESK_RECORDS_PATH="+filepath.Join(t.TempDir(), "records.db"))
	cmd := exec.Command(binary, "verify", "--json", "--consent", "--provider", of.Provider, "--photo", photo(t),
		"--type", of.Type, "--nation", of.Nation, "--name", of.Name, "--number", of.Number)
	cmd.Env = got.env
	start := time.Now()
	if err := cmd.Start(); err != nil {
		t.Error(err)
		return killed{}
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Signal(syscall.SIGKILL) })
	_ = cmd.Wait()
	timer.Stop()
	k := killed{m.requests.Load(), time.Since(start)}
	k.account(t, got, of, after)
	return k
}

// account wants at most one call, and a complete row for it.
func (k killed) account(t *testing.T, d desk, of service, after time.Duration) {
	var rows []report
	r := d.run("", "records", "list", "--json")
	if err := json.Unmarshal([]byte(r.out), &rows); err != nil {
		t.Errorf("%s killed after %v: the records cannot be read: %s%s", of.Provider, after, r.out, r.err)
		return
	}
	rows = slices.DeleteFunc(rows, func(r report) bool { return r.Attempt == "" }) // events
	done := func(r report) bool {
		return r.Outcome == of.Expect || r.Kind == "unknown_outcome" || r.Kind == "not_sent"
	}
	if k.requests > 1 || len(rows) > 1 || k.requests == 1 && (len(rows) != 1 || rows[0].Kind == "not_sent") || !each(rows, done) {
		t.Errorf("%s killed after %v: %d calls, rows %+v", of.Provider, after, k.requests, rows)
	}
}

func each(rows []report, holds func(report) bool) bool {
	return !slices.ContainsFunc(rows, func(r report) bool { return !holds(r) })
}

// The window is killed at random moments after the press that sends: each press has
// one complete row at most, and the next start shows the desk.
func TestSoakKilledWindow(t *testing.T) {
	const kills = 60
	random := soaktest.Random(t)
	w := newWindow(t)
	rows := 0
	for range kills {
		w.killed(func() time.Duration { return time.Duration(random.Int64N(int64(300 * time.Millisecond))) })
		var all []report
		if err := json.Unmarshal([]byte(w.run("", "records", "list", "--json").out), &all); err != nil {
			t.Fatal(err)
		}
		all = slices.DeleteFunc(all, func(r report) bool { return r.Attempt == "" })
		if len(all) > rows+1 || !each(all, func(r report) bool { return r.result() != "" }) {
			t.Fatalf("%d rows after %d: %+v", len(all), rows, all)
		}
		rows = len(all)
	}
	soaktest.Count(t, "kills", kills)
	soaktest.Count(t, "rows", rows)
}

// killed takes a guest to the press that sends and kills the window after it.
func (w *window) killed(after func() time.Duration) {
	w.t.Helper()
	cmd := exec.Command(binary, "--demo")
	cmd.Env = append(w.env, "DISPLAY="+w.name, "LIBGL_ALWAYS_SOFTWARE=1")
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.pid = cmd.Process.Pid
	w.until("desk")
	w.pick(1)
	w.until("notice", "Return")
	w.until("capture", "F8")
	w.until("confirm", "F2")
	time.AfterFunc(after(), func() { _ = cmd.Process.Signal(syscall.SIGKILL) })
	w.key("Return")
	_ = cmd.Wait()
	w.seen = len(w.screens())
}
