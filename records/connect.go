package records

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// connect opens the file at the path and brings it up to date.
func (s *SQLite) connect(ctx context.Context) error {
	if err := prepare(s.abs); err != nil {
		return err
	}
	db, err := sql.Open("sqlite3", dataSource(s.abs))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1) // writers queue in here instead of in SQLite
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

// migrate brings the schema up to date. What another process does to a new
// file at the same moment shows as an error here, and is done at the next try.
func (s *SQLite) migrate(ctx context.Context) error {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	if err := s.foreign(ctx); err != nil {
		return err
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

// foreign finds tables that are not ours in a file without ours.
func (s *SQLite) foreign(ctx context.Context) error {
	var all, ours int
	err := s.db.QueryRowContext(ctx, `SELECT COUNT(*), COALESCE(SUM(name IN ('attempts', 'goose_db_version')), 0)
		FROM sqlite_master WHERE type = 'table'`).Scan(&all, &ours)
	switch {
	case unreadable(err):
		return errors.Join(errShape, err)
	case err == nil && all > 0 && ours == 0:
		return errForeign
	case err == nil && all > 0:
		return s.versions(ctx)
	}
	return err
}

// versions reads the table of the versions once, because goose tries a damaged one
// for three seconds.
func (s *SQLite) versions(ctx context.Context) error {
	rows, err := s.db.QueryContext(ctx, "SELECT version_id, is_applied FROM goose_db_version")
	if unreadable(err) {
		return errors.Join(errShape, err)
	}
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var version, applied int64
		if err := rows.Scan(&version, &applied); err != nil {
			return errors.Join(errShape, err)
		}
	}
	return rows.Err()
}

// readable looks whether the tables are those that the program writes.
func (s *SQLite) readable(ctx context.Context) error {
	for _, q := range []string{
		"SELECT seal, " + names(new(Attempt).columns()) + " FROM attempts LIMIT 0",
		"SELECT seal, " + names(new(Event).columns()) + " FROM events LIMIT 0",
		"UPDATE clock SET agreed = agreed WHERE 0",
	} {
		if _, err := s.db.ExecContext(ctx, q); unreadable(err) {
			return errors.Join(errShape, err)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// strange reports that the file can be read, and its tables are not what its
// version promises.
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
