package records

import (
	"context"
	"database/sql"
	"time"
)

// Forget implements Store.
func (s *SQLite) Forget(ctx context.Context, before time.Time) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM attempts WHERE started < $1 AND state <> $2", millis{&before}, StateOpen)
		return err
	})
	if err != nil {
		return failed(s.path, err)
	}
	return nil
}
