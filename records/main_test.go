package records

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"facedesk/identity"
)

// The test binary starts itself again as another process. childEnv names what
// that process does, followed by its arguments.
const childEnv = "FACEDESK_RECORDS_CHILD"

var childJobs = map[string]func(path string) error{
	"begin and leave": func(path string) error { // leaves an open row of a dead process
		s, err := Open(background, path)
		if err != nil {
			return err
		}
		return s.Begin(background, row("left"), Guard{})
	},
	"open": func(path string) error {
		s, err := Open(background, path)
		if err != nil {
			return err
		}
		return s.Close()
	},
	"press until blocked": func(path string) error {
		s, err := Open(background, path)
		if err != nil {
			return err
		}
		return pressUntilBlocked(s, strconv.Itoa(os.Getpid()))
	},
	"wait for the end": func(string) error {
		_, err := os.Stdin.Read(make([]byte, 1))
		return err
	},
}

func TestMain(m *testing.M) {
	job, ok := childJobs[os.Getenv(childEnv)]
	if !ok {
		os.Exit(m.Run())
	}
	if err := job(os.Args[1]); err != nil {
		_ = json.NewEncoder(os.Stdout).Encode(reportOf(err))
		os.Exit(1)
	}
	os.Exit(0)
}

// report is how a child prints its error.
type report struct{ Kind, EN, Cause string }

func reportOf(err error) report {
	return report{string(identity.KindOf(err)), err.Error(), fmt.Sprintf("%+v", unwrap(err))}
}

func unwrap(err error) error {
	if e, ok := errors.AsType[*identity.Error](err); ok {
		return e.Cause
	}
	return err
}

// child prepares another process that runs job.
func child(t *testing.T, job, path string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe, path)
	cmd.Env = append(os.Environ(), childEnv+"="+job)
	return cmd
}

// unprivileged makes file permissions apply to the child, also where the tests
// run as root.
func unprivileged(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	exe := filepath.Join(sharedDir(t), "child") // go test's own folder is closed to other users
	b, err := os.ReadFile(cmd.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(exe, b, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd.Path = exe
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
}

// background is the context of children, which have no test.
var background = context.Background()

// sharedDir returns a folder that an unprivileged child can reach.
func sharedDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, identity.China()).Local()

// row returns an attempt of this process at noon for person "p" at service "s".
func row(id string) Attempt {
	self, err := Self()
	if err != nil {
		panic(err)
	}
	return Attempt{ID: id, Started: noon, Provider: "s", Person: "p", Process: self}
}

func testPath(t *testing.T) string { return filepath.Join(t.TempDir(), "records", "attempts.db") }

func openAt(t *testing.T, path string) *SQLite {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatalf("%v: %v", err, unwrap(err))
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func begin(t *testing.T, s Store, a Attempt, g Guard) {
	t.Helper()
	if err := s.Begin(t.Context(), a, g); err != nil {
		t.Fatalf("%v: %v", err, unwrap(err))
	}
}

func finish(t *testing.T, s Store, a Attempt) {
	t.Helper()
	if err := s.Finish(t.Context(), a); err != nil {
		t.Fatalf("%v: %v", err, unwrap(err))
	}
}

func list(t *testing.T, s Store, f Filter) []Attempt {
	t.Helper()
	all, err := s.List(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func only(t *testing.T, s Store, id string) Attempt {
	t.Helper()
	all := list(t, s, Filter{ID: id})
	if len(all) != 1 {
		t.Fatalf("%d rows with id %s", len(all), id)
	}
	return all[0]
}
