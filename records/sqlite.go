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
	"time"

	"github.com/gofrs/flock"
	_ "github.com/mattn/go-sqlite3" // the "sqlite3" driver
)

//go:embed migrations/*.sql
var migrations embed.FS

const (
	// openTries bounds how often a new file is tried: processes that open it at
	// the same moment get in each other's way once for each migration.
	openTries = 8
	// openLimit bounds opening, whatever disk and other programs do.
	openLimit = 3 * time.Second
	// lockEvery is how often the lock between processes is tried.
	lockEvery = 10 * time.Millisecond
)

// SQLite is the Store in one local file.
type SQLite struct {
	path  string
	abs   string
	alive func(Process) bool

	mu     sync.Mutex
	db     *sql.DB
	file   files     // behind db
	late   []Attempt // completions that could not be written yet
	behind sync.WaitGroup
	stop   context.CancelFunc // of what is behind
	ended  context.Context
}

var _ Store = (*SQLite)(nil)

// Open opens the file, making it (mode 0600) and its folder (0700) where they
// do not exist, brings its schema up to date, and turns the rows of dead
// processes into unknown outcomes. A damaged file is set aside, what can be read
// of it goes into a new one, and Notices says so. Errors are of kind Records: the
// folder cannot be made, on a network share, read-only, disk full, another
// program's file, in use for more than three seconds, or written by a newer
// version of the program. Nothing is ever deleted.
func Open(ctx context.Context, path string) (*SQLite, error) {
	s, err := openWithin(ctx, path, openLimit)
	if err != nil {
		return nil, refused(path, err)
	}
	return s, nil
}

// openWithin gives up after a time, though the system may hold a call for longer:
// what comes too late is closed.
func openWithin(ctx context.Context, path string, limit time.Duration) (*SQLite, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, errSlow)
	type opened struct {
		s   *SQLite
		err error
	}
	done := make(chan opened, 1)
	go func() {
		defer cancel()
		s, err := open(ctx, path)
		done <- opened{s, err}
	}()
	select {
	case o := <-done:
		return o.s, o.err
	case <-ctx.Done():
	}
	select {
	case o := <-done: // both at once
		return o.s, o.err
	default:
	}
	go func() {
		if o := <-done; o.s != nil {
			_ = o.s.Close()
		}
	}()
	return nil, context.Cause(ctx)
}

func open(ctx context.Context, path string) (*SQLite, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	s := &SQLite{path: path, abs: abs, alive: alive}
	s.ended, s.stop = context.WithCancel(context.Background())
	if err := s.begin(ctx); err != nil {
		s.stop()
		return nil, errors.Join(err, s.disconnect())
	}
	return s, nil
}

// begin opens what is there, under the lock between processes.
func (s *SQLite) begin(ctx context.Context) error {
	if err := plainFile(s.abs); err != nil {
		return err
	}
	if err := s.folder(); err != nil {
		return err
	}
	known := s.known()
	if err := s.stranger(ctx, known); err != nil {
		return err
	}
	unlock, err := s.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	gone := known && s.empty()
	if err := s.start(ctx, known); err != nil {
		if !known {
			_ = os.Remove(s.abs + lockSuffix)
		}
		return err
	}
	if gone {
		return s.notice(Notice{Reason: NoticeGone})
	}
	return nil
}

// start connects, and sets aside what is damaged.
func (s *SQLite) start(ctx context.Context, known bool) error {
	err := s.connect(ctx)
	if diagnose(err) == troubleDamaged && s.ours(known) {
		err = s.replaceDamaged(ctx)
	}
	if err == nil {
		err = s.carryOn(ctx)
	}
	return err
}

const lockSuffix = ".lock"

// lock keeps other programs from opening, setting aside and replacing the file.
func (s *SQLite) lock(ctx context.Context) (unlock func(), err error) {
	l := flock.New(s.abs+lockSuffix, flock.SetPermissions(0o600))
	ok, err := l.TryLockContext(ctx, lockEvery)
	if !ok {
		return nil, errors.Join(err, context.Cause(ctx))
	}
	return func() { _ = l.Close() }, nil
}

// known reports that the records have been here before.
func (s *SQLite) known() bool {
	_, err := os.Stat(s.abs + lockSuffix)
	return err == nil
}

func (s *SQLite) empty() bool {
	info, err := os.Stat(s.abs)
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0
}

// folder makes the folder of the file.
func (s *SQLite) folder() error {
	if err := onThisMachine(filepath.Dir(s.abs)); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(s.abs), 0o700); err != nil {
		return errors.Join(errFolder, err)
	}
	return nil
}

// prepare makes the file. It never opens one that exists: closing it would drop
// the locks of a connection in this process (SQLite, "How To Corrupt", 2.2).
func prepare(path string) error {
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
	return source(abs, url.Values{
		"_busy_timeout": {"5000"}, // milliseconds
		"_journal_mode": {"WAL"},
		"_synchronous":  {"FULL"},
		"_txlock":       {"immediate"},
	})
}

func source(abs string, q url.Values) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: q.Encode()}).String()
}

// Close writes what is still kept, as far as possible, and closes the file.
func (s *SQLite) Close() error {
	s.stop()
	s.behind.Wait()
	var err error
	if s.waiting() {
		err = s.write(context.Background(), func(context.Context, *sql.Tx) error { return nil })
	}
	s.mu.Lock()
	defer s.mu.Unlock()
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
