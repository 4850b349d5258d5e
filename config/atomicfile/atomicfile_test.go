//go:build !windows

package atomicfile

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func mode(t *testing.T, file string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(file)
	must(t, err)
	return info.Mode().Perm()
}

func TestReplaceKeepsTheMode(t *testing.T) {
	for _, was := range []fs.FileMode{0o600, 0o400, 0o640, 0o644, 0o664, 0o444} {
		file := filepath.Join(t.TempDir(), "f")
		must(t, os.WriteFile(file, []byte("old"), was))
		must(t, os.Chmod(file, was))
		must(t, Replace(file, []byte("new"), 0o666))
		if got := mode(t, file); got != was {
			t.Errorf("%v became %v", was, got)
		}
	}
	fresh := filepath.Join(t.TempDir(), "f")
	must(t, Replace(fresh, nil, 0o600))
	if mode(t, fresh) != 0o600 {
		t.Errorf("a new file has %v", mode(t, fresh))
	}
}

// Root writes into a user's file; it stays his. Others keep their own.
func TestReplaceKeepsTheOwner(t *testing.T) {
	file := filepath.Join(t.TempDir(), "f")
	must(t, os.WriteFile(file, []byte("old"), 0o640))
	uid, gid := os.Getuid(), os.Getgid()
	if uid == 0 {
		uid, gid = 65534, 65533
		must(t, os.Chown(file, uid, gid))
	}
	must(t, Replace(file, []byte("new"), 0o600))
	info, err := os.Stat(file)
	must(t, err)
	if is := info.Sys().(*syscall.Stat_t); int(is.Uid) != uid || int(is.Gid) != gid || info.Mode().Perm() != 0o640 {
		t.Errorf("%d:%d %v", is.Uid, is.Gid, info.Mode())
	}
}

func TestWriteSetsTheMode(t *testing.T) {
	file := filepath.Join(t.TempDir(), "f")
	must(t, os.WriteFile(file, []byte("old"), 0o644))
	must(t, Write(file, []byte("new"), 0o600))
	if data, err := os.ReadFile(file); err != nil || string(data) != "new" || mode(t, file) != 0o600 {
		t.Errorf("%q %v %v", data, err, mode(t, file))
	}
}

// What cannot be put in its place leaves nothing behind.
func TestNothingIsLeftBehind(t *testing.T) {
	dir := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(dir, "f", "full"), 0o700))
	if Replace(filepath.Join(dir, "f"), []byte("x"), 0o600) == nil {
		t.Error("a folder was replaced")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("%v %v", left, err)
	}
}
