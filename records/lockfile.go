package records

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

const lockSuffix = ".lock"

// lockMark is the content of the lock file, by which it is told from another
// program's.
const lockMark = "facedesk records\n"

// builtInName is the name of the records in their built-in place, where everything
// is the program's own.
const builtInName = "records.db"

// lock prevents other programs from opening, setting aside or replacing the
// file. made reports that it began the lock file.
func (s *SQLite) lock(ctx context.Context) (unlock func(), made bool, err error) {
	if made, err = s.makeLock(); err != nil {
		return nil, false, err
	}
	l := flock.New(s.abs+lockSuffix, flock.SetPermissions(0o600))
	ok, err := l.TryLockContext(ctx, lockEvery)
	if !ok {
		return nil, made, errors.Join(err, context.Cause(ctx))
	}
	return func() { _ = l.Close() }, made, nil
}

// makeLock makes the lock file with its mark, unless there is one. It appears as a
// whole, so that a program that is killed leaves none that looks like another's.
func (s *SQLite) makeLock() (made bool, err error) {
	name := s.abs + lockSuffix
	if exists(name) {
		return false, nil
	}
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+"-*")
	if err != nil {
		return false, err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.WriteString(lockMark)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return false, err
	}
	switch err = os.Link(f.Name(), name); {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrExist): // another process was first
		return false, nil
	}
	return true, os.WriteFile(name, []byte(lockMark), 0o600) // a file system without hard links
}

// markLock puts the mark into the lock file of an earlier version, now that the
// records are known to be the program's own.
func (s *SQLite) markLock() error {
	if info, err := os.Stat(s.abs + lockSuffix); err != nil || info.Size() > 0 {
		return err
	}
	return os.WriteFile(s.abs+lockSuffix, []byte(lockMark), 0o600)
}

// known reports that this path held the records before. It refuses a lock file
// that is another program's, before anything is changed.
func (s *SQLite) known(ctx context.Context) (bool, error) {
	mark, err := s.readLock()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, s.beside()
	case err != nil:
		return false, err
	case string(mark) == lockMark || len(mark) == 0 && filepath.Base(s.abs) == builtInName:
		return true, nil
	case len(mark) > 0 || s.empty() || !s.ours(false):
		return false, errLock
	}
	return true, s.stranger(ctx, false) // earlier versions left the lock file empty, as other programs do
}

// readLock returns the content of a plain lock file, and no more of it than the
// mark and a byte.
func (s *SQLite) readLock() ([]byte, error) {
	info, err := os.Lstat(s.abs + lockSuffix)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > int64(len(lockMark)) {
		return nil, errLock
	}
	data, err := os.ReadFile(s.abs + lockSuffix)
	return bytes.Clone(data), err
}

// beside refuses files of another program where those of the database would be
// made. A database that is there may have its own.
func (s *SQLite) beside() error {
	if filepath.Base(s.abs) == builtInName || !s.empty() {
		return nil
	}
	for _, suffix := range []string{"-wal", "-shm", "-journal", noticeSuffix} {
		if exists(s.abs + suffix) {
			return errBeside
		}
	}
	return nil
}
