//go:build !windows

package atomicfile

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What is no file is left as it is: a rename would put a file in the place of a
// device.
func TestDevicesAndPipesStay(t *testing.T) {
	dir := t.TempDir()
	pipe, folder, link := filepath.Join(dir, "pipe"), filepath.Join(dir, "folder"), filepath.Join(dir, "link")
	must(t, syscall.Mkfifo(pipe, 0o600))
	must(t, os.Mkdir(folder, 0o700))
	must(t, os.Symlink(pipe, link))
	for _, name := range []string{pipe, folder} {
		if err := Write(name, []byte("x"), 0o600); !errors.Is(err, ErrKind) {
			t.Errorf("Write %s: %v", name, err)
		}
	}
	for _, name := range []string{pipe, folder, link} {
		if err := Replace(name, []byte("x"), 0o600); !errors.Is(err, ErrKind) {
			t.Errorf("Replace %s: %v", name, err)
		}
	}
	if info, err := os.Lstat(pipe); err != nil || info.Mode().IsRegular() {
		t.Error("the pipe is gone")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("%v, %v", entries, err)
	}
}
