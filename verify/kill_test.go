package verify

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"facedesk/identity"
	"facedesk/records"
)

// fewKills is a sample, three at each step; TestSoakKilled does a thousand.
const fewKills = 21

var killSteps = map[string]struct {
	calls int
	state records.State // "" for no row
}{
	"before begin":  {0, ""},
	"after begin":   {0, records.StateUnknown},
	"in the call":   {1, records.StateUnknown},
	"before finish": {1, records.StateUnknown},
	"after finish":  {1, records.StateVerdict},
}

// TestKilled kills desk programs with SIGKILL, two of them running at a time,
// at every step and at random moments. Afterwards each press was at most one
// call, and each call and each attempt is accounted for.
func TestKilled(t *testing.T) { killDesks(t, fewKills, 0) }

// killDesks kills at least so many; the random moments come from seed.
func killDesks(t *testing.T, kills int, seed uint64) {
	t.Helper()
	dir := t.TempDir()
	db, journal := filepath.Join(dir, "x.db"), filepath.Join(dir, "calls")
	steps := runKills(t, db, journal, kills, seed)
	events := readJournal(t, journal)
	rows := rowsByPerson(t, db)

	for number, step := range steps {
		want := killSteps[step]
		if got := events["call "+number]; got != want.calls {
			t.Errorf("killed %s: %d calls, want %d", step, got, want.calls)
		}
		if got := rows[personOf(number)].State; got != want.state {
			t.Errorf("killed %s: row %q, want %q", step, got, want.state)
		}
	}
	accountForAll(t, events, rows)
	t.Logf("%d events, %d rows", len(events), len(rows))
	guardedAfterKill(t, db, steps)
}

// runKills returns the step for each number that one is known for.
func runKills(t *testing.T, db, journal string, kills int, seed uint64) map[string]string {
	t.Helper()
	steps := map[string]string{}
	var commands []*exec.Cmd
	for i := uint64(0); len(commands) < kills; i++ {
		for step := range killSteps {
			number := fmt.Sprintf("S%d-%s", i, strings.ReplaceAll(step, " ", ""))
			steps[number] = step
			commands = append(commands, deskCommand(t, "killed at", db, journal, step, number))
		}
		for r := range uint64(2) {
			commands = append(commands, deskCommand(t, "killed within", db, journal, strconv.FormatUint(seed+2*i+r, 10)))
		}
	}
	queue := make(chan *exec.Cmd)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for cmd := range queue {
				wantKilled(t, cmd)
			}
		})
	}
	for _, cmd := range commands {
		queue <- cmd
	}
	close(queue)
	wg.Wait()
	return steps
}

func wantKilled(t *testing.T, cmd *exec.Cmd) {
	out, err := cmd.CombinedOutput()
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	if !ok || !status.Signaled() || status.Signal() != syscall.SIGKILL {
		t.Errorf("%v was not killed: %v, %s", cmd.Args[3:], err, out)
	}
}

// readJournal counts the lines that stand whole in it.
func readJournal(t *testing.T, path string) map[string]int {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	events := map[string]int{}
	for line := range bytes.Lines(b) {
		events[strings.TrimSuffix(string(line), "\n")]++
	}
	return events
}

func personOf(number string) string {
	return records.PersonKey(testKey, identity.Document{Type: identity.ResidentID, Number: number})
}

func rowsByPerson(t *testing.T, db string) map[string]records.Attempt {
	t.Helper()
	store, err := records.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	all, err := store.List(t.Context(), records.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]records.Attempt{}
	for _, a := range all {
		if _, double := rows[a.Person]; double {
			t.Errorf("two rows for one press: %+v", a)
		}
		rows[a.Person] = a
	}
	return rows
}

// accountForAll holds at whatever moment a process was killed.
func accountForAll(t *testing.T, events map[string]int, rows map[string]records.Attempt) {
	t.Helper()
	called := map[string]bool{}
	for event, n := range events {
		what, number, _ := strings.Cut(event, " ")
		a, recorded := rows[personOf(number)]
		called[a.Person] = true
		if n > 1 || !recorded {
			t.Errorf("%s: %d times, recorded: %t", event, n, recorded)
		}
		if what == "done" && a.State != records.StateVerdict {
			t.Errorf("%s, but its row is %q", event, a.State)
		}
	}
	for person, a := range rows {
		if a.State != records.StateVerdict && a.State != records.StateUnknown {
			t.Errorf("a dead process left a row in state %q", a.State)
		}
		if a.State == records.StateVerdict && !called[person] {
			t.Errorf("a verdict without a call: %+v", a)
		}
	}
}

// guardedAfterKill presses again for those whose outcome is unknown.
func guardedAfterKill(t *testing.T, db string, steps map[string]string) {
	t.Helper()
	store, err := records.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	r := newRig(t, func(r *rig) { r.cfg.Store = store })
	for number, step := range steps {
		_, why := r.press(t, requestFor(number))
		if want := killSteps[step].state == records.StateUnknown; (why == records.BlockedUnknown) != want {
			t.Errorf("pressed again after a kill %s: %q", step, why)
		}
	}
}

func TestProcessesShareTheLimit(t *testing.T) {
	dir := t.TempDir()
	db, journal := filepath.Join(dir, "x.db"), filepath.Join(dir, "calls")
	var wg sync.WaitGroup
	for range 4 {
		cmd := deskCommand(t, "until limit", db, journal)
		wg.Go(func() {
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	wg.Wait()
	if got := readJournal(t, journal)["call "+testNumber]; got != DefaultPerDay {
		t.Errorf("%d calls, want %d", got, DefaultPerDay)
	}
}

// The disk takes no more bytes, before the call and during it.
func TestDiskFull(t *testing.T) {
	for step, want := range map[string]struct {
		kind    identity.Kind
		outcome string
		calls   int
		left    []string
	}{
		"begin": {identity.Records, "inconclusive", 0, []string{"verdict"}},
		"call":  {"", "match", 1, []string{"verdict", "verdict"}}, // completed when there was room again
	} {
		t.Run(step, func(t *testing.T) {
			dir := t.TempDir()
			journal := filepath.Join(dir, "calls")
			out, err := deskCommand(t, "disk full", filepath.Join(dir, "x.db"), journal, step).Output()
			var got diskReport
			if err != nil || json.Unmarshal(out, &got) != nil {
				t.Fatalf("%v: %s", err, out)
			}
			calls := readJournal(t, journal)["call "+testNumber]
			if got.Kind != want.kind || got.Outcome != want.outcome || calls != want.calls || fmt.Sprint(got.Left) != fmt.Sprint(want.left) {
				t.Errorf("%+v, %d calls", got, calls)
			}
			if got.Incomplete != (step == "call") || !strings.Contains(got.EN+got.Warning, "disk is full") {
				t.Errorf("%+v", got)
			}
		})
	}
}
