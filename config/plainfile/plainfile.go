// Package plainfile reads files that users name in settings and on the command
// line. It reads plain files up to a limit only. A device or a pipe could block
// for ever, and a device may react when it is opened.
package plainfile

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// These errors say why a file is not read.
var (
	ErrKind = errors.New("not a plain file")
	ErrSize = errors.New("the file is too large")
)

// Read returns the content of a plain file of at most limit bytes. It follows
// links. If the name is not a plain file, it returns ErrKind and does not open
// it. If the file is longer, it returns ErrSize.
func Read(name string, limit int64) ([]byte, error) {
	f, err := open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	if info, err := f.Stat(); err == nil { // a growing buffer would use twice the memory
		b.Grow(int(min(info.Size(), limit)) + bytes.MinRead)
	}
	if _, err = b.ReadFrom(io.LimitReader(f, limit+1)); err == nil && int64(b.Len()) > limit {
		return nil, ErrSize
	}
	return b.Bytes(), err
}

// Check returns ErrKind if the name exists and is not a plain file. It returns
// nil for a plain file and for a missing one.
func Check(name string) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return ErrKind
	}
	return nil
}

// open checks the kind before it opens the file, because opening a device may
// have an effect. It checks again afterwards, because the file may have been
// replaced. O_NONBLOCK keeps it from waiting for the other end of a pipe.
func open(name string) (*os.File, error) {
	if err := Check(name); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(ErrKind, err, f.Close())
	}
	return f, nil
}
