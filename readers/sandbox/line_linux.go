package sandbox

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// waking returns the same end of a line, whose Close ends a Read that waits. That of
// package pty does not: a reader that was pulled out would hold its line for ever.
func waking(end *os.File) (*os.File, error) {
	fd, err := unix.FcntlInt(end.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err == nil {
		err = errors.Join(end.Close(), unix.SetNonblock(fd, true))
	}
	if err != nil {
		return end, err
	}
	return os.NewFile(uintptr(fd), end.Name()), nil
}
