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

	_ "github.com/mattn/go-sqlite3" // registers the driver "sqlite3"
)

//go:embed migrations/*.sql
var migrations embed.FS

const (
	// openTries limits how often opening is tried. Processes that open a new
	// file at the same moment disturb each other at most once for each
	// migration.
	openTries = 8
	// openLimit limits the time of opening, whatever disk and other programs
	// do.
	openLimit = 3 * time.Second
	// lockEvery is the pause between tries for the lock between processes.
	lockEvery = 10 * time.Millisecond
)

// SQLite implements Store with one local file.
type SQLite struct {
	path  string
	abs   string
	alive func(Process) bool

	mu     sync.Mutex
	db     *sql.DB
	file   files     // the files of db
	late   []Attempt // completions that are not written yet
	behind sync.WaitGroup
	stop   context.CancelFunc // ends the background work
	ended  context.Context
}

var _ Store = (*SQLite)(nil)

// Open opens the file. It creates the file (mode 0600) and its folder (0700) if
// they do not exist, brings the schema up to date, and turns the open rows of
// dead processes into unknown outcomes. It sets a damaged file aside, copies
// its readable rows into a new one, and adds a notice. It deletes nothing.
// Errors are of kind Records: the folder cannot be made, lies on a network
// share or is read-only, the disk is full, the file belongs to another program,
// is in use for more than three seconds, or was written by a newer version.
func Open(ctx context.Context, path string) (*SQLite, error) {
	s, err := openWithin(ctx, path, openLimit)
	if err != nil && errors.Is(ctx.Err(), context.Canceled) {
		return nil, interrupted(err)
	}
	if err != nil {
		return nil, refused(path, err)
	}
	return s, nil
}

// openWithin opens the file within a time limit. The system may hold a call
// longer; a store that opens too late is closed.
func openWithin(ctx context.Context, path string, limit time.Duration) (*SQLite, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err() // ended before it began
	}
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
	case o := <-done: // both happened at once
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

// begin opens the file, or begins a new one, under the lock between processes.
func (s *SQLite) begin(ctx context.Context) error {
	if err := plainFile(s.abs); err != nil {
		return err
	}
	if err := s.folder(); err != nil {
		return err
	}
	known, err := s.known(ctx)
	if err != nil {
		return err
	}
	if err := s.stranger(ctx, known); err != nil {
		return err
	}
	unlock, made, err := s.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	gone := known && s.empty()
	if err := s.start(ctx, known); err != nil {
		if made {
			_ = os.Remove(s.abs + lockSuffix)
		}
		return err
	}
	if err := s.markLock(); err != nil {
		return err
	}
	if gone {
		return s.notice(Notice{Reason: NoticeGone})
	}
	return nil
}

// start connects. It sets a damaged file aside.
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

func (s *SQLite) empty() bool {
	info, err := os.Stat(s.abs)
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0
}

// folder creates the file's folder.
func (s *SQLite) folder() error {
	if err := onThisMachine(filepath.Dir(s.abs)); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(s.abs), 0o700); err != nil {
		return errors.Join(errFolder, err)
	}
	return nil
}

// prepare creates the file. It never opens an existing file, because closing it
// would drop the locks of this process's connections (SQLite, "How To Corrupt",
// 2.2).
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

// dataSource returns the driver's address of the file. Commits are durable.
// Transactions take the write lock at their start, so that nothing comes
// between a guard and its insert.
func dataSource(abs string) string {
	return source(abs, url.Values{
		"_busy_timeout":  {"5000"}, // milliseconds
		"_journal_mode":  {"WAL"},
		"_synchronous":   {"FULL"},
		"_secure_delete": {"true"}, // what is deleted leaves no trace in free pages
		"_txlock":        {"immediate"},
		// The same few statements serve every check: to prepare them anew takes a
		// quarter of its time on the processor.
		"_stmt_cache_size": {"64"},
	})
}

func source(abs string, q url.Values) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: q.Encode()}).String()
}

// Close writes the waiting completions if it can, and closes the file.
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
