//go:build !windows

package plainfile

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"
)

// Nobody waits for somebody to write into a pipe.
func TestPipe(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(name, 10); !errors.Is(err, ErrKind) {
		t.Error(err)
	}
	if err := Check(name); !errors.Is(err, ErrKind) {
		t.Error(err)
	}
}
