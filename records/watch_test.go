package records

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"facedesk/identity"
)

// takenAway are the ways in which a desk can lose its file.
var takenAway = map[string]func(t *testing.T, path string) error{
	"removed": func(_ *testing.T, path string) error { return os.Remove(path) },
	"removed with all": func(_ *testing.T, path string) error {
		return errors.Join(os.Remove(path), os.Remove(path+"-wal"), os.Remove(path+"-shm"))
	},
	"moved": func(_ *testing.T, path string) error { return os.Rename(path, path+".old") },
	"folder moved": func(_ *testing.T, path string) error {
		return os.Rename(filepath.Dir(path), filepath.Dir(path)+".old")
	},
	"replaced by an older copy": func(t *testing.T, path string) error {
		other := filepath.Join(t.TempDir(), "copy.db")
		s := openAt(t, other)
		put(t, s, "of the copy", noon.Add(-time.Hour), StateVerdict)
		return errors.Join(s.Close(), os.Rename(other, path))
	},
	"replaced by rubbish": func(t *testing.T, path string) error {
		other := filepath.Join(t.TempDir(), "rubbish")
		return errors.Join(os.WriteFile(other, make([]byte, 9000), 0o600), os.Rename(other, path))
	},
}

// The file is taken away before or during an attempt. The file at the path then
// holds the earlier rows and the outcome, guards work, and IT is told.
func TestFileTakenAway(t *testing.T) {
	for name, take := range takenAway {
		for _, when := range []string{"before", "in the middle"} {
			t.Run(name+" "+when, func(t *testing.T) {
				path := testPath(t)
				s := openAt(t, path)
				put(t, s, "earlier", noon, StateUnknown)
				if when == "before" {
					if err := take(t, path); err != nil {
						t.Fatal(err)
					}
				}
				a := row("press")
				begin(t, s, a, Guard{PerDay: 3})
				if when != "before" {
					if err := take(t, path); err != nil {
						t.Fatal(err)
					}
				}
				a.State, a.Outcome, a.Finished = StateVerdict, identity.Match, noon
				finish(t, s, a)
				other := openAt(t, path) // the file at the path
				if got := only(t, other, "press"); got.State != StateVerdict || got.Outcome != identity.Match {
					t.Errorf("%+v", got)
				}
				if got := only(t, other, "earlier"); !got.Unsettled() {
					t.Errorf("%+v", got)
				}
				again := row("again")
				again.Person = "earlier"
				if err := other.Begin(t.Context(), again, Guard{}); identity.KindOf(err) != identity.Guarded {
					t.Errorf("%v", err)
				}
				moved := false
				for _, n := range s.Notices() {
					moved = moved || n.Reason == NoticeMoved && n.Said(path).What.ZH != ""
				}
				if !moved {
					t.Errorf("%+v", s.Notices())
				}
				if name == "replaced by an older copy" {
					only(t, other, "of the copy")
				}
				if err := other.Examine(t.Context()); err != nil {
					t.Error(unwrap(err))
				}
			})
		}
	}
}

// Two programs share the file that is taken away. Both go on in the same new
// file.
func TestFileTakenAwayFromTwo(t *testing.T) {
	path := testPath(t)
	a, b := openAt(t, path), openAt(t, path)
	put(t, a, "1", noon, StateVerdict)
	put(t, b, "2", noon, StateVerdict)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	put(t, a, "3", noon, StateVerdict)
	put(t, b, "4", noon, StateVerdict)
	put(t, a, "5", noon, StateVerdict)
	for _, s := range []Store{a, b} {
		if got := list(t, s, Filter{}); len(got) != 5 {
			t.Errorf("%d rows", len(got))
		}
	}
}

// A network share is refused, and the error names its file system.
func TestNetworkShareIsRefused(t *testing.T) {
	own := magic
	defer func() { magic = own }()
	for number, name := range map[int64]string{0x6969: "NFS", 0xfe534d42: "SMB", -(1<<32 - 0xff534d42): "CIFS"} {
		magic = func(string) (int64, error) { return number, nil }
		_, err := Open(t.Context(), testPath(t))
		wantRecords(t, err, "network share")
		if cause := unwrap(err); cause.Error() != "records: on a network share: "+name {
			t.Error(cause)
		}
	}
}

// A slow disk or another program does not delay opening beyond the limit.
func TestOpeningHasALimit(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	tx, err := s.db.Begin() // the transaction stays open
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	_, err = openWithin(t.Context(), path, 50*time.Millisecond)
	if diagnose(err) != troubleSlow {
		t.Error(err)
	}
	wantRecords(t, refused(path, err), "3 seconds")
}
