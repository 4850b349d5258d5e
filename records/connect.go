package records

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"

	"github.com/pressly/goose/v3"
)

// connect opens the file at the path and migrates its schema.
func (s *SQLite) connect(ctx context.Context) error {
	if err := prepare(s.abs); err != nil {
		return err
	}
	db, err := sql.Open("sqlite3", dataSource(s.abs))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1) // writers queue here instead of in SQLite
	s.db = db
	if err := s.migrate(ctx); err != nil {
		return err
	}
	if err := s.once(ctx, s.abandon); err != nil {
		return err
	}
	s.file, err = filesAt(s.abs)
	return err
}

func (s *SQLite) disconnect() error {
	if s.db == nil {
		return nil
	}
	return s.db.Close()
}

// migrate brings the schema up to date. If another process migrates the same
// new file at this moment, it returns an error, and the next try succeeds.
func (s *SQLite) migrate(ctx context.Context) error {
	if err := s.foreign(ctx); err != nil {
		return err
	}
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	if current, err := s.current(ctx, folder); err != nil {
		return err
	} else if current {
		return s.readable(ctx)
	}
	for range openTries {
		err = migrateOnce(ctx, s.db, folder)
		if t := diagnose(err); err == nil || ctx.Err() != nil || t != troubleOther && t != troubleBusy {
			break
		}
	}
	switch {
	case err == nil:
		return s.readable(ctx)
	case diagnose(err) == troubleOther && s.strange(ctx):
		return errors.Join(errShape, err)
	}
	return err
}

// foreign returns an error if the file has tables of another program and none
// of ours.
func (s *SQLite) foreign(ctx context.Context) error {
	var all, ours, versions int
	err := s.db.QueryRowContext(ctx, `SELECT COUNT(*), COALESCE(SUM(name = 'attempts'), 0), COALESCE(SUM(name = 'goose_db_version'), 0)
		FROM sqlite_master WHERE type = 'table'`).Scan(&all, &ours, &versions)
	switch {
	case unreadable(err):
		return errors.Join(errShape, err)
	case err == nil && all > 0 && ours+versions == 0:
		return errForeign
	case err == nil && ours > 0 && versions == 0: // the table's name is damaged
		return errShape
	case err == nil && all == 0 && s.filled():
		return errShape
	}
	return err
}

// filled reports a file with more than its first page.
func (s *SQLite) filled() bool {
	const page = 4096
	info, err := os.Stat(s.abs)
	return err == nil && info.Size() > page
}

// current reports that there is nothing to migrate. It does not use goose,
// because goose tries for three seconds to create a damaged table of versions.
func (s *SQLite) current(ctx context.Context, folder fs.FS) (bool, error) {
	last, err := s.version(ctx)
	if err != nil || last == 0 {
		return false, err
	}
	files, err := goose.NewProvider(goose.DialectSQLite3, s.db, folder,
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return false, err
	}
	all := files.ListSources()
	target := all[len(all)-1].Version
	if last > target {
		return false, errNewer
	}
	return last == target, nil
}

// version returns the last migration, or 0 for a new file.
func (s *SQLite) version(ctx context.Context) (last int64, err error) {
	var there bool
	err = s.db.QueryRowContext(ctx, "SELECT COUNT(*) > 0 FROM sqlite_master WHERE name = 'goose_db_version'").Scan(&there)
	if err != nil || !there {
		return 0, err
	}
	err = s.db.QueryRowContext(ctx, "SELECT CAST(COALESCE(MAX(version_id), 0) AS INTEGER) FROM goose_db_version").Scan(&last)
	if unreadable(err) {
		err = errors.Join(errShape, err)
	}
	return last, err
}

// readable checks that the tables are those that the program writes.
func (s *SQLite) readable(ctx context.Context) error {
	for _, q := range []string{
		"SELECT seal, " + names(new(Attempt).columns()) + " FROM attempts LIMIT 0",
		"SELECT seal, " + names(new(Event).columns()) + " FROM events LIMIT 0",
		"UPDATE clock SET agreed = agreed WHERE 0",
		"SELECT day, desk, clerk, provider, demo, result, bill, calls, fen FROM tallies LIMIT 0",
		"SELECT generation, shared_since, last, sent, carrying FROM outbox LIMIT 0",
		"SELECT id, seq, state, at FROM changes LIMIT 0",
	} {
		if _, err := s.db.ExecContext(ctx, q); unreadable(err) {
			return errors.Join(errShape, err)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// strange reports that the file can be read but its tables are not those of its
// version.
func (s *SQLite) strange(ctx context.Context) bool {
	var n int
	return ctx.Err() == nil && s.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM sqlite_master").Scan(&n) == nil && n > 0
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
