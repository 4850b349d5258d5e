package records

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"facedesk/identity"
)

// wantRecords asserts the kind, both languages, and the words of the case.
func wantRecords(t *testing.T, err error, words string) {
	t.Helper()
	e, ok := errors.AsType[*identity.Error](err)
	if !ok {
		t.Fatalf("%T %v", err, err)
	}
	if e.Kind != identity.Records || e.Charged != identity.ChargedNo || e.What.ZH == "" {
		t.Errorf("%+v", e)
	}
	if !strings.Contains(e.Error(), words) || !strings.Contains(e.Error(), "Nothing was sent or charged.") {
		t.Errorf("%q lacks %q (cause: %v)", e.Error(), words, e.Cause)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, bytes.Repeat([]byte("not a database. "), 512), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ path, words string }{
		"folder under a file": {filepath.Join(file, "sub", "x.db"), "folder for the records"},
		"folder in /proc":     {"/proc/facedesk/x.db", "folder for the records"},
		"not a database":      {file, "another program's file"},
		"a device":            {"/dev/null", "no plain file"},
		"a folder":            {dir, "no plain file"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Open(t.Context(), c.path)
			if s != nil {
				t.Error("a store beside the error")
			}
			wantRecords(t, err, c.words)
		})
	}
	if b, _ := os.ReadFile(file); !bytes.HasPrefix(b, []byte("not a database")) {
		t.Error("Open changed a file that is not its own")
	}
}

func TestOpenRefusesNewerSchema(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	if _, err := s.db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), path)
	wantRecords(t, err, "newer version")
}

// File permissions make the file or the folder read-only.
func TestOpenReadOnly(t *testing.T) {
	for name, c := range map[string]struct {
		folder, file os.FileMode
	}{
		"folder, no file yet": {0o555, 0},
		"file and folder":     {0o555, 0o444},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(sharedDir(t), "x.db")
			if c.file != 0 {
				if err := openAt(t, path).Close(); err != nil {
					t.Fatal(err)
				}
				if err := os.Chmod(path, c.file); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(filepath.Dir(path), c.folder); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(filepath.Dir(path), 0o755) })
			cmd := child(t, "open", path)
			unprivileged(t, cmd)
			out, err := cmd.Output()
			var got report
			if jsonErr := json.Unmarshal(out, &got); err == nil || jsonErr != nil {
				t.Fatalf("%v, %v, %s", err, jsonErr, out)
			}
			if got.Kind != string(identity.Records) || !strings.Contains(got.EN, "read-only") {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestManyProcessesOpenANewFile(t *testing.T) {
	path := testPath(t)
	var wg sync.WaitGroup
	for range 6 {
		cmd := child(t, "open", path)
		wg.Go(func() {
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	wg.Wait()
	begin(t, openAt(t, path), row("1"), Guard{})
}

// Opening that a signal ends is no fault of the records.
func TestOpeningThatIsEnded(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Open(ctx, testPath(t))
	if identity.KindOf(err) != identity.NotSent {
		t.Errorf("%v", err)
	}
}
