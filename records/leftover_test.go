package records

import (
	"errors"
	"io"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"facedesk/identity"
)

func TestRowOfADeadProcessBecomesUnknown(t *testing.T) {
	path := testPath(t)
	watcher := openAt(t, path) // opened before the child, so that Begin must find the row too
	if out, err := child(t, "begin and leave", path).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	err := watcher.Begin(t.Context(), row("press"), Guard{})
	if b, ok := errors.AsType[*Blocked](err); !ok || b.Reason != BlockedUnknown || b.Attempt != "left" {
		t.Fatalf("%v", err)
	}
	got := only(t, watcher, "left")
	if got.State != StateUnknown || got.Kind != identity.UnknownOutcome || got.Charged != identity.ChargedUnknown || !got.Finished.IsZero() {
		t.Errorf("%+v", got)
	}
}

func TestOpenResolvesWhatWasLeft(t *testing.T) {
	path := testPath(t)
	if out, err := child(t, "begin and leave", path).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got := list(t, openAt(t, path), Filter{Unsettled: true}); len(got) != 1 {
		t.Errorf("%d unsettled rows", len(got))
	}
}

func TestWhoIsAlive(t *testing.T) {
	self, err := Self()
	if err != nil {
		t.Fatal(err)
	}
	cmd := child(t, "wait for the end", "")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	start, _, err := startOf(cmd.Process.Pid)
	if err != nil {
		t.Fatal(err)
	}
	other := Process{PID: cmd.Process.Pid, Boot: self.Boot, Start: start}
	if !alive(other) || !alive(self) {
		t.Error("a running process reads as dead")
	}
	for name, p := range map[string]Process{
		"reused process id": {self.PID, self.Boot, self.Start - 1},
		"another boot":      {self.PID, "3f0c9b52-0000-4000-8000-000000000000", self.Start},
		"no such process":   {1 << 30, self.Boot, self.Start},
		"nobody":            {},
	} {
		if alive(p) {
			t.Errorf("%s reads as alive", name)
		}
	}
	_, _ = io.WriteString(in, ".")
	awaitZombie(t, cmd.Process.Pid)
	if alive(other) {
		t.Error("a zombie reads as alive")
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// awaitZombie waits until the child has ended. It does not reap it.
func awaitZombie(t *testing.T, pid int) {
	t.Helper()
	const pPID, wExited, wNoWait = 1, 4, 0x01000000
	var info [128]byte
	_, _, errno := syscall.Syscall6(syscall.SYS_WAITID, pPID, uintptr(pid),
		uintptr(unsafe.Pointer(&info)), wExited|wNoWait, 0, 0)
	if errno != 0 {
		t.Fatal(errno)
	}
}

func TestParseStat(t *testing.T) {
	tail := " S" + strings.Repeat(" 7", 18) + " 4242 9 9"
	for name, line := range map[string]string{
		"plain": "1 (facedesk)" + tail, "parenthesis": "1 (a) Z 1 (b)" + tail, "line break": "1 (a\n) b)" + tail,
	} {
		if start, state, err := parseStat(line); err != nil || start != 4242 || state != "S" {
			t.Errorf("%s: %d %q %v", name, start, state, err)
		}
	}
	for _, line := range []string{"", "1 (a", "1 (a)", "1 (a) S 1 2"} {
		if _, _, err := parseStat(line); err == nil {
			t.Errorf("%q was understood", line)
		}
	}
}

// The next Begin writes what Finish could not write.
func TestLateCompletion(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	a := row("1")
	begin(t, s, a, Guard{})
	pragma(t, s, "query_only = 1")
	a.State, a.Outcome, a.Finished = StateVerdict, identity.Match, noon
	if err := s.Finish(t.Context(), a); identity.KindOf(err) != identity.Records || !strings.Contains(err.Error(), "read-only") {
		t.Fatalf("%v", err)
	}
	if err := s.Begin(t.Context(), row("2"), Guard{}); identity.KindOf(err) != identity.Records {
		t.Fatalf("Begin while the records cannot be written: %v", err)
	}
	if got := only(t, s, "1"); got.State != StateOpen {
		t.Errorf("%+v", got)
	}
	pragma(t, s, "query_only = 0")
	begin(t, s, row("2"), Guard{}) // no longer in flight
	if got := only(t, s, "1"); got.State != StateVerdict || got.Outcome != identity.Match {
		t.Errorf("%+v", got)
	}
	if s.waiting() {
		t.Error("still waiting")
	}
}

func TestCloseWritesWhatWaits(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	a := row("1")
	begin(t, s, a, Guard{})
	pragma(t, s, "query_only = 1")
	a.State, a.Finished = StateVerdict, noon
	if err := s.Finish(t.Context(), a); err == nil {
		t.Fatal("written to a read-only database")
	}
	pragma(t, s, "query_only = 0")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := only(t, openAt(t, path), "1"); got.State != StateVerdict {
		t.Errorf("%+v", got)
	}
}

// A row that was abandoned too early takes the outcome. A completed row takes
// no other.
func TestFinishAfterAbandon(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	a := row("1")
	begin(t, s, a, Guard{})
	s.alive = func(Process) bool { return false }
	begin(t, s, step{change: func(b *Attempt) { b.Person = "q" }}.attempt("2"), Guard{})
	if got := only(t, s, "1"); got.State != StateUnknown {
		t.Fatalf("%+v", got)
	}
	a.State, a.Outcome, a.Finished = StateVerdict, identity.Match, noon.Add(time.Second)
	finish(t, s, a)
	a.Outcome = identity.FaceMismatch
	if err := s.Finish(t.Context(), a); identity.KindOf(err) != identity.Records || s.waiting() {
		t.Errorf("a second Finish: %v", err)
	}
	if got := only(t, s, "1"); got.State != StateVerdict || got.Outcome != identity.Match {
		t.Errorf("%+v", got)
	}
}

// On a full disk SQLite reports the error, nothing of the attempt is written,
// and every Begin fails until there is room.
func TestDiskFull(t *testing.T) {
	s := openAt(t, testPath(t))
	pragma(t, s, "max_page_count = 1") // SQLite takes the present size instead
	var n int
	var err error
	for ; err == nil; n++ {
		a := row(strings.Repeat("x", n+1))
		a.Desk = strings.Repeat("很长的名字", 100)
		err = s.Begin(t.Context(), a, Guard{Exempt: true})
	}
	wantRecords(t, err, "disk is full")
	if got := len(list(t, s, Filter{})); got != n-1 {
		t.Errorf("%d rows of %d begun", got, n-1)
	}
	pragma(t, s, "max_page_count = 100000")
	begin(t, s, row("room again"), Guard{Exempt: true})
}

func pragma(t *testing.T, s *SQLite, what string) {
	t.Helper()
	if _, err := s.db.Exec("PRAGMA " + what); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkBeginFinish(b *testing.B) {
	s, err := Open(b.Context(), b.TempDir()+"/x.db")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	a := row("")
	for i := 0; b.Loop(); i++ {
		a.ID = time.Duration(i).String()
		a.Person = a.ID
		if err := s.Begin(b.Context(), a, Guard{PerDay: 3}); err != nil {
			b.Fatal(err)
		}
		a.State, a.Finished = StateVerdict, noon
		if err := s.Finish(b.Context(), a); err != nil {
			b.Fatal(err)
		}
	}
}
