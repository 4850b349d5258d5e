package records

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// Look is a records file that is only looked at: nothing in it is made, migrated,
// mended or written, whatever program uses it meanwhile. Close it.
type Look struct {
	Reader
	// Older reports that the next start of the program brings the file up to date.
	Older bool
	s     *SQLite
}

// ErrNone means that there are no records yet.
var ErrNone = errors.New("records: no file yet")

// LookAt opens a file to look at it. The error wraps ErrNone if there is none;
// otherwise it is as from Open.
func LookAt(ctx context.Context, path string) (*Look, error) {
	l, err := lookAt(ctx, path)
	if err != nil {
		return nil, refused(path, err)
	}
	return l, nil
}

func lookAt(ctx context.Context, path string) (*Look, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(plainFile(abs), onThisMachine(filepath.Dir(abs))); err != nil {
		return nil, err
	}
	if _, err := os.Stat(abs); errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNone
	}
	// A reader that may write completes what a killed program left, as every
	// opening does, and leaves no companion files behind.
	db, err := sql.Open("sqlite3", source(abs, url.Values{"mode": {"rw"}, "_query_only": {"true"}, "_busy_timeout": {"2000"}}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	l := &Look{Reader: Reader{db}, s: &SQLite{path: path, abs: abs, alive: alive, db: db}}
	if err := l.known(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return l, nil
}

// known returns an error for a file that is not this program's, or a newer one's.
func (l *Look) known(ctx context.Context) error {
	if err := l.s.foreign(ctx); err != nil {
		return err
	}
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	current, err := l.s.current(ctx, folder)
	l.Older = !current
	return err
}

// Check looks for damage as far as SQLite sees it, without the rows' checksums: a
// large file would take minutes for them.
func (l *Look) Check(ctx context.Context) error {
	var said string
	err := l.DB.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said)
	if err == nil && said != "ok" {
		err = errRow
	}
	if err != nil {
		return failed(l.s.path, err)
	}
	return nil
}

// Attempts returns the attempts that match, newest first, with an error for people.
func (l *Look) Attempts(ctx context.Context, f Filter) ([]Attempt, error) {
	all, err := l.List(ctx, f)
	if err != nil {
		return nil, failed(l.s.path, err)
	}
	return all, nil
}

// Doubt is Store.Doubt, but remembers nothing.
func (l *Look) Doubt(ctx context.Context, c Clock) error {
	m, err := l.s.memory(ctx, c.Now)
	switch {
	case err != nil:
		return failed(l.s.path, err)
	case !c.Synchronised && (c.impossible() || m.disagrees(c.Now)):
		return c.doubted()
	}
	return nil
}

// Notices returns what IT has not seen yet.
func (l *Look) Notices() []Notice { return l.s.Notices() }

// Outbox says what waits for the shared database.
func (l *Look) Outbox(ctx context.Context) (Outbox, error) { return l.s.Outbox(ctx) }

// Close closes the file.
func (l *Look) Close() { _ = l.DB.Close() }
