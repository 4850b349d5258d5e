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
