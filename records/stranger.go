package records

import (
	"context"
	"database/sql"
	"net/url"
	"os"
)

// plainFile refuses a device, a pipe or a folder in the file's place, before anything
// is opened.
func plainFile(path string) error {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return errKind
	}
	return nil // what is wrong with the way shows when it is opened
}

// stranger refuses a file that is there and somebody else's, before anything of
// it, its mode included, or beside it is changed. A file that has been the records
// before is known.
func (s *SQLite) stranger(ctx context.Context, known bool) error {
	switch {
	case known || s.empty():
		return nil
	case !s.ours(known):
		return errForeign
	}
	db, err := sql.Open("sqlite3", source(s.abs, url.Values{"mode": {"ro"}, "immutable": {"1"}}))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var all, ours int
	err = db.QueryRowContext(ctx, `SELECT COUNT(*), COALESCE(SUM(name IN ('attempts', 'goose_db_version')), 0)
		FROM sqlite_master WHERE type = 'table'`).Scan(&all, &ours)
	if err == nil && all > 0 && ours == 0 {
		return errForeign
	}
	return nil // what cannot be read so is looked at when it is opened
}
