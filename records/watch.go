package records

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"strconv"
)

// files are the database and its companions at the time of opening. Device and
// inode tell whether a path still leads to them.
type files struct{ main, log, index os.FileInfo }

func filesAt(path string) (f files, err error) {
	if f.main, err = os.Stat(path); err != nil {
		return f, err
	}
	f.log, _ = os.Stat(path + "-wal") // nil if there is none
	f.index, _ = os.Stat(path + "-shm")
	return f, nil
}

// moved reports that the path no longer leads to the open file. SQLite would go
// on writing into a file that nobody can find.
func (s *SQLite) moved() bool {
	info, err := os.Stat(s.abs)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	return s.file.main != nil && !os.SameFile(info, s.file.main)
}

// reopen replaces a moved file by the file at the path, and copies its rows
// there.
func (s *SQLite) reopen(ctx context.Context) error {
	return s.locked(ctx, func(ctx context.Context) error {
		if !s.moved() {
			return nil // the file is back
		}
		if err := s.copyOut(ctx); err != nil {
			return err
		}
		_ = s.disconnect() // its rows are safe
		s.sweep()
		return s.start(ctx, true)
	})
}

// mend sets a damaged file aside.
func (s *SQLite) mend(ctx context.Context) error {
	return s.locked(ctx, func(ctx context.Context) error {
		if s.moved() { // another program has done it
			_ = s.disconnect()
		} else if err := s.replaceDamaged(ctx); err != nil {
			return err
		} else {
			return s.carryOn(ctx)
		}
		return s.start(ctx, true)
	})
}

// locked runs f under the lock between processes.
func (s *SQLite) locked(ctx context.Context, f func(context.Context) error) error {
	ctx, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), openLimit, errSlow)
	defer cancel()
	if err := s.folder(); err != nil {
		return err
	}
	unlock, _, err := s.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	return f(ctx)
}

// copyOut copies the contents of the open file to a file beside the path.
func (s *SQLite) copyOut(ctx context.Context) error {
	name := s.abs + carriedMark + strconv.Itoa(os.Getpid())
	_ = os.Remove(name) // an incomplete copy from an earlier time
	if _, err := s.db.ExecContext(ctx, "VACUUM INTO $1", name); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(0o600), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(name, name+pendingSuffix)
}

// sweep removes the companions of the moved file at the path. Otherwise a new
// file would use them.
func (s *SQLite) sweep() {
	for name, was := range map[string]os.FileInfo{s.abs + "-wal": s.file.log, s.abs + "-shm": s.file.index} {
		if now, err := os.Stat(name); err == nil && was != nil && os.SameFile(now, was) {
			_ = os.Remove(name)
		}
	}
}

// Examine implements Store.
func (s *SQLite) Examine(ctx context.Context) error {
	err := s.examine(ctx)
	if err != nil && ctx.Err() == nil && diagnose(err) == troubleDamaged {
		s.mu.Lock()
		err = s.mend(ctx)
		s.mu.Unlock()
	}
	if err != nil {
		return failed(s.path, err)
	}
	return nil
}

// examine reads the file over a connection of its own, so that others can write
// meanwhile.
func (s *SQLite) examine(ctx context.Context) error {
	db, err := sql.Open("sqlite3", source(s.abs, url.Values{"mode": {"ro"}, "_busy_timeout": {"5000"}}))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	var said string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return errRow
	}
	if err := examineRows(ctx, db); err != nil {
		return err
	}
	return examineTallies(ctx, db)
}

// examineRows compares every row with its checksum, in portions.
func examineRows(ctx context.Context, db *sql.DB) error {
	for last := ""; ; {
		all, err := query(ctx, db, "WHERE id > $1 ORDER BY id LIMIT "+number(chunk), last)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			break
		}
		last = all[len(all)-1].ID
	}
	for last := ""; ; {
		all, err := events(ctx, db, "WHERE id > $1 ORDER BY id LIMIT "+number(chunk), last)
		if err != nil || len(all) == 0 {
			return err
		}
		last = all[len(all)-1].ID
	}
}
