//go:build !windows

package cli

import (
	"errors"
	"os"
	"syscall"
)

// lockFile opens a file and locks it against all other processes, nil where one
// has it. The system lets go of it with the process (flock(2)); no child keeps
// it, since files are opened close-on-exec.
func lockFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = flock(f)
	if err == nil {
		_ = f.Chmod(keep | 0o600)
		return f, nil
	}
	_ = f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, nil
	}
	return nil, err
}

func flock(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
