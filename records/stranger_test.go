//go:build !windows

package records

import (
	"database/sql"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What is somebody else's stays as it is to the last bit of its mode, and nothing
// is put beside it.
func TestStrangersFilesStay(t *testing.T) {
	for name, c := range map[string]struct {
		make  func(t *testing.T, path string)
		words string
	}{
		"a text":     {func(t *testing.T, path string) { must(t, os.WriteFile(path, []byte("my diary\n"), 0o644)) }, "another program's file"},
		"a database": {otherDatabase, "another program's file"},
		"a pipe":     {func(t *testing.T, path string) { must(t, syscall.Mkfifo(path, 0o644)) }, "no plain file"},
		"a link to a device": {func(t *testing.T, path string) {
			must(t, os.Symlink("/dev/null", path))
		}, "no plain file"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "theirs")
			c.make(t, path)
			if name != "a link to a device" {
				must(t, os.Chmod(path, 0o644))
			}
			before, content := lstat(t, path), fingerprint(t, path)
			_, err := Open(t.Context(), path)
			wantRecords(t, err, c.words)
			after := lstat(t, path)
			if after.Mode() != before.Mode() || !after.ModTime().Equal(before.ModTime()) || fingerprint(t, path) != content {
				t.Errorf("it was changed: %v, %v", before.Mode(), after.Mode())
			}
			entries, err := os.ReadDir(filepath.Dir(path))
			if err != nil || len(entries) != 1 {
				t.Errorf("beside it: %v, %v", entries, err)
			}
		})
	}
}

// Files of another program beside a path that IT chose are never written, deleted
// or taken for a sign that the records were here.
func TestStrangersBesideThePathStay(t *testing.T) {
	for name, c := range map[string]struct{ file, content, words string }{
		"a lock with a process number": {".lock", "4711\n", ".lock is another program's"},
		"an empty lock":                {".lock", "", ".lock is another program's"},
		"a long lock":                  {".lock", "facedesk records\nand more", ".lock is another program's"},
		"a log":                        {"-wal", "theirs", "another program's files beside"},
		"an index":                     {"-shm", "theirs", "another program's files beside"},
		"a journal":                    {"-journal", "theirs", "another program's files beside"},
		"a notice":                     {".notice", "theirs", "another program's files beside"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "theirs")
			must(t, os.WriteFile(path+c.file, []byte(c.content), 0o644))
			must(t, os.Chmod(path+c.file, 0o644))
			before := lstat(t, path+c.file)
			_, err := Open(t.Context(), path)
			wantRecords(t, err, c.words)
			after := lstat(t, path+c.file)
			if after.Mode() != before.Mode() || !after.ModTime().Equal(before.ModTime()) || fingerprint(t, path+c.file) != c.content {
				t.Errorf("it was changed: %v, %v", before.Mode(), after.Mode())
			}
			if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
				t.Errorf("beside it: %v, %v", entries, err)
			}
		})
	}
}

// Another program's lock beside a text of its own does not make the text records
// that may be set aside.
func TestAStrangersLockAdoptsNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.txt")
	must(t, os.WriteFile(path, []byte("my diary\n"), 0o644))
	must(t, os.WriteFile(path+".lock", nil, 0o644))
	_, err := Open(t.Context(), path)
	wantRecords(t, err, "another program's")
	if fingerprint(t, path) != "my diary\n" {
		t.Error("it was changed")
	}
}

// Records of earlier versions, whose lock file is empty, are opened as before; the
// lock file of a new path carries its mark.
func TestTheLockFileIsMarked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chosen.db")
	s := openAt(t, path)
	must(t, s.Close())
	if fingerprint(t, path+".lock") != lockMark {
		t.Errorf("the lock file holds %q", fingerprint(t, path+".lock"))
	}
	must(t, os.WriteFile(path+".lock", nil, 0o600))
	s = openAt(t, path)
	if n := s.Notices(); len(n) != 0 {
		t.Errorf("%+v", n)
	}
	must(t, s.Close())
	if fingerprint(t, path+".lock") != lockMark {
		t.Error("the lock file of an earlier version gets no mark")
	}
	must(t, os.Remove(path))
	s = openAt(t, path)
	if n := s.Notices(); len(n) != 1 || n[0].Reason != NoticeGone {
		t.Errorf("%+v", n)
	}
	must(t, s.Close())
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func lstat(t *testing.T, path string) os.FileInfo {
	t.Helper()
	info, err := os.Lstat(path)
	must(t, err)
	return info
}

// fingerprint is the content of a plain file, "" for anything else.
func fingerprint(t *testing.T, path string) string {
	t.Helper()
	if !lstat(t, path).Mode().IsRegular() {
		return ""
	}
	data, err := os.ReadFile(path)
	must(t, err)
	return string(data)
}

func otherDatabase(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite3", source(path, nil))
	must(t, err)
	_, err = db.Exec("CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x')")
	must(t, err)
	must(t, db.Close())
}
