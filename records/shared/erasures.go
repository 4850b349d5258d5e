package shared

import (
	"context"

	"github.com/jackc/pgx/v5"
)

func (l *Link) forgetErasures() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.erasedTo = 0
}

// carryOutErasures erases here what IT has erased of this desk's rows in the
// database.
func (l *Link) carryOutErasures(ctx context.Context) error {
	l.mu.Lock()
	after := l.erasedTo
	l.mu.Unlock()
	rows, err := l.ready().Query(ctx, "SELECT n, id FROM facedesk.erased_since($1)", after)
	if err != nil {
		return unreachable(err)
	}
	var ids []string
	var n int64
	var id string
	_, err = pgx.ForEachRow(rows, []any{&n, &id}, func() error {
		ids, after = append(ids, id), n
		return nil
	})
	if err != nil {
		return unreachable(err)
	}
	if len(ids) == 0 {
		return nil
	}
	if err := l.file.EraseRows(ctx, ids); err != nil {
		return err
	}
	l.mu.Lock()
	l.erasedTo = after
	l.mu.Unlock()
	return nil
}
