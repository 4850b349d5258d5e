package records

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"facedesk/identity"
)

// journalOf makes a file with rows of every kind and closes it. It returns the
// bytes and the rows by id.
func journalOf(t *testing.T, n int) ([]byte, map[string]Attempt) {
	t.Helper()
	path := testPath(t)
	s := openAt(t, path)
	for i := range n {
		a := fullRow()
		a.ID, a.Person, a.Repeat = fmt.Sprintf("row-%04d", i), fmt.Sprintf("person-%04d", i), false
		a.Started = noon.Add(time.Duration(i) * time.Minute)
		begin(t, s, a, Guard{Exempt: true})
		if a.State = StateVerdict; i%7 == 0 {
			a.State, a.Kind, a.Charged = StateUnknown, identity.UnknownOutcome, identity.ChargedUnknown
		}
		finish(t, s, a)
		if err := s.Note(t.Context(), Event{ID: a.ID, At: a.Started, Event: EventGiven}); err != nil {
			t.Fatal(err)
		}
	}
	rows := map[string]Attempt{}
	for _, a := range list(t, s, Filter{}) {
		rows[a.ID] = a
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b, rows
}

// spoil changes some bytes or cuts the file off. It repeats this if nothing
// changed.
func spoil(r *rand.Rand, b []byte) (out []byte, how string) {
	out = bytes.Clone(b)
	if r.IntN(4) == 0 {
		n := r.IntN(len(b))
		if r.IntN(2) == 0 {
			n = n / 4096 * 4096
		}
		return out[:n], fmt.Sprintf("cut to %d", n)
	}
	for range 1 + r.IntN(40) {
		at := r.IntN(len(b))
		if r.IntN(4) == 0 {
			at = r.IntN(200) // in the header
		}
		out[at] = byte(r.IntN(256))
		how += fmt.Sprint(at, " ")
	}
	return out, "changed " + how
}

// damaged opens a damaged file as a desk does. It checks that no row is lost or
// changed without a notice, and that the next check is possible.
func damaged(t *testing.T, b []byte, want map[string]Attempt) (whole bool) {
	t.Helper()
	path := testPath(t)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{path: b, path + lockSuffix: []byte(lockMark)} {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open(t.Context(), path) // within its time limit
	if err != nil {
		if diagnose(unwrap(err)) != troubleNewer { // a damaged version number is reported
			t.Errorf("%v: %v", err, unwrap(err))
		}
		return false
	}
	defer func() { _ = s.Close() }()
	if err := s.Examine(t.Context()); err != nil {
		t.Errorf("%v: %v", err, unwrap(err))
	}
	s.behind.Wait()
	whole = true
	got := map[string]Attempt{}
	for _, a := range list(t, s, Filter{}) {
		got[a.ID] = a
	}
	for id := range want {
		whole = whole && reflect.DeepEqual(got[id], want[id])
	}
	all, err := s.Events(t.Context(), time.Time{}, noon.AddDate(10, 0, 0))
	if whole = whole && len(all) == len(want); err != nil || !whole && len(s.Notices()) == 0 {
		t.Errorf("%d rows and %d events without a word, %v", len(got), len(all), err)
	}
	a := row("next")
	a.Person = "somebody"
	begin(t, s, a, Guard{PerDay: 1})
	return whole
}

func someDamage(t *testing.T, trials int) {
	t.Helper()
	b, want := journalOf(t, 150)
	seed := uint64(trials)
	t.Logf("seed %d, %d bytes", seed, len(b))
	r := rand.New(rand.NewPCG(seed, 9))
	whole := 0
	for i := range trials {
		bad, how := spoil(r, b)
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			if damaged(t, bad, want) {
				whole++
			}
			if t.Failed() {
				t.Log(how)
			}
		})
	}
	t.Logf("%d damaged files, all rows kept in %d", trials, whole)
}

// Whatever bytes of the file are damaged, the desk opens and reports the
// damage.
func TestDamage(t *testing.T) { someDamage(t, 6) }

// All rows are salvaged but those on the damaged page. Unknown outcomes guard
// as before.
func TestDamagedPageIsSalvaged(t *testing.T) {
	b, want := journalOf(t, 150)
	at := 0 // a page of the table, since the indexes do not hold the desk
	for at < len(b) && (!bytes.Contains(b[at:at+4096], []byte("row-0077")) || !bytes.Contains(b[at:at+4096], []byte("前台"))) {
		at += 4096
	}
	for i := at; i < at+4096; i++ {
		b[i] = 0xA5
	}
	path := testPath(t)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, path)
	if err := s.Examine(t.Context()); err != nil {
		t.Fatalf("%v: %v", err, unwrap(err))
	}
	s.behind.Wait()
	got := list(t, s, Filter{})
	if len(got) < len(want)-30 || len(got) == len(want) {
		t.Errorf("%d of %d rows", len(got), len(want))
	}
	told := s.Notices()
	if len(told) != 1 || told[0].Reason != NoticeDamaged || told[0].Salvaged < len(got) || told[0].Broken == 0 {
		t.Fatalf("%+v", told)
	}
	if kept, err := os.ReadFile(filepath.Join(filepath.Dir(path), told[0].Aside)); err != nil || !bytes.Equal(kept, b) {
		t.Errorf("the damaged file was not kept: %v", err)
	}
	next := row("next")
	next.Person = "person-0007"
	if err := s.Begin(t.Context(), next, Guard{PerDay: 9}); identity.KindOf(err) != identity.Guarded {
		t.Errorf("%v", err)
	}
	for _, n := range told {
		if said := n.Said(path).Text(); !strings.Contains(said.EN, told[0].Aside) || said.ZH == "" {
			t.Error(said)
		}
	}
	if err := s.Seen(); err != nil || len(s.Notices()) != 0 {
		t.Errorf("%v, %v", err, s.Notices())
	}
}

// A single changed letter is found, and the desk goes on.
func TestChangedLetterIsFound(t *testing.T) {
	b, want := journalOf(t, 3)
	b = bytes.Replace(b, []byte("1101**"), []byte("1102**"), 1)
	if damaged(t, b, want) {
		t.Error("nothing was changed")
	}
}

// A missing or emptied file is reported.
func TestGoneFileIsToldOf(t *testing.T) {
	for name, spoil := range map[string]func(string) error{
		"removed": os.Remove,
		"emptied": func(path string) error { return os.Truncate(path, 0) },
	} {
		path := testPath(t)
		s := openAt(t, path)
		if told := s.Notices(); len(told) != 0 {
			t.Errorf("%s: %+v", name, told)
		}
		_ = s.Close()
		if err := spoil(path); err != nil {
			t.Fatal(err)
		}
		if told := openAt(t, path).Notices(); len(told) != 1 || told[0].Reason != NoticeGone || told[0].Said(path).What.ZH == "" {
			t.Errorf("%s: %+v", name, told)
		}
	}
}

// An attempt whose row was lost with the file while its call ran is written anew with
// its outcome, and guards.
func TestRowOfARunningCallIsWrittenAnew(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	a := row("1")
	begin(t, s, a, Guard{})
	must(t, os.Truncate(path, 0))
	a.State, a.Kind, a.Charged, a.Finished = StateUnknown, identity.UnknownOutcome, identity.ChargedUnknown, noon.Add(time.Second)
	finish(t, s, a)
	if got := only(t, s, "1"); got.State != StateUnknown || got.Person != a.Person || got.Kind != a.Kind {
		t.Errorf("%+v", got)
	}
	if err := s.Begin(t.Context(), row("2"), Guard{}); identity.KindOf(err) != identity.Guarded {
		t.Errorf("the same person again: %v", err)
	}
}

// A pipe in the place of the notices keeps nobody waiting.
func TestPipeForNotices(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	must(t, syscall.Mkfifo(path+noticeSuffix, 0o600))
	if told := s.Notices(); len(told) != 0 {
		t.Errorf("%+v", told)
	}
	if err := s.notice(Notice{Reason: NoticeMoved}); err == nil {
		t.Error("written into a pipe")
	}
}
