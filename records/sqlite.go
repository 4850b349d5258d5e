package records

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	_ "github.com/mattn/go-sqlite3" // the "sqlite3" driver
	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// openTries bounds how often a new file is tried: processes that open it at
// the same moment get in each other's way once for each migration.
const openTries = 8

// SQLite is the Store in one local file.
type SQLite struct {
	db    *sql.DB
	path  string
	alive func(Process) bool

	mu   sync.Mutex
	late []Attempt // completions that could not be written yet
}

var _ Store = (*SQLite)(nil)

// Open opens the file, making it (mode 0600) and its folder (0700) where they
// do not exist, brings its schema up to date, and turns the rows of dead
// processes into unknown outcomes. Errors are of kind Records: the folder
// cannot be made, read-only, disk full, damaged or not a database, in use, or
// written by a newer version of the program. Nothing is ever deleted.
func Open(ctx context.Context, path string) (*SQLite, error) {
	s, err := open(ctx, path)
	if err != nil {
		return nil, refused(path, err)
	}
	return s, nil
}

func open(ctx context.Context, path string) (*SQLite, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := prepare(abs); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite3", dataSource(abs))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // writers queue in here instead of in SQLite
	s := &SQLite{db: db, path: path, alive: alive}
	err = s.migrate(ctx)
	if err == nil {
		err = s.write(ctx, s.abandon)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

// prepare makes the folder and the file. It never opens a file that exists:
// closing it would drop the locks of a connection in this process (SQLite,
// "How To Corrupt", 2.2).
func prepare(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return errors.Join(errFolder, err)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		return f.Close()
	}
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 == 0 || !info.Mode().IsRegular() {
		return err
	}
	return os.Chmod(path, 0o600)
}

// dataSource asks for durable commits, and for transactions that take the
// write lock at once, so that a guard and its insert cannot be parted.
func dataSource(abs string) string {
	q := url.Values{
		"_busy_timeout": {"5000"}, // milliseconds
		"_journal_mode": {"WAL"},
		"_synchronous":  {"FULL"},
		"_txlock":       {"immediate"},
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: q.Encode()}).String()
}

// migrate brings the schema up to date. What another process does to a new
// file at the same moment shows as an error here, and is done at the next try.
func (s *SQLite) migrate(ctx context.Context) error {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	for range openTries {
		err = migrateOnce(ctx, s.db, folder)
		if t := diagnose(err); err == nil || t != troubleOther && t != troubleBusy {
			break
		}
	}
	return err
}

func migrateOnce(ctx context.Context, db *sql.DB, folder fs.FS) error {
	p, err := goose.NewProvider(goose.DialectSQLite3, db, folder,
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	current, target, err := p.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case current > target:
		return errNewer
	case current == target:
		return nil
	}
	_, err = p.Up(ctx)
	return err
}

// Close writes what is still kept, as far as possible, and closes the file.
func (s *SQLite) Close() error {
	var err error
	if s.waiting() {
		err = s.write(context.Background(), func(context.Context, *sql.Tx) error { return nil })
	}
	if err = errors.Join(err, s.db.Close()); err != nil {
		return failed(s.path, err)
	}
	return nil
}

func (s *SQLite) waiting() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.late) > 0
}
