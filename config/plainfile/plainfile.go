// Package plainfile reads the files that people name in settings and on the
// command line: plain files alone, and none beyond a limit. A device or a pipe in
// such a place would never end, or do something when it is opened.
package plainfile

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// What a file can be that is not read.
var (
	ErrKind = errors.New("not a plain file")
	ErrSize = errors.New("the file is too large")
)

// Read returns the content of a plain file of at most limit bytes. Links are
// followed. Anything else is ErrKind and is not opened; a longer file is ErrSize.
func Read(name string, limit int64) ([]byte, error) {
	f, err := open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	if info, err := f.Stat(); err == nil { // a buffer that grows by itself takes twice as much
		b.Grow(int(min(info.Size(), limit)) + bytes.MinRead)
	}
	if _, err = b.ReadFrom(io.LimitReader(f, limit+1)); err == nil && int64(b.Len()) > limit {
		return nil, ErrSize
	}
	return b.Bytes(), err
}

// Check returns ErrKind for what is there and no plain file, nil for a plain file
// and for nothing at all.
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

// open looks twice: opening a device may do something, and what stands there may
// have been changed in between. Then nobody waits for the other end of a pipe.
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
