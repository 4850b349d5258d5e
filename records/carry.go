package records

import (
	"cmp"
	"context"
	"database/sql"
	"strings"
)

// carry writes a row unless the new file has a row that says at least as much.
// An attempt whose outcome cannot be told counts as unknown, because it may be
// charged.
func (r line) carry(ctx context.Context, tx *sql.Tx) (int, error) {
	table, onConflict := "events", "DO NOTHING"
	if a := r.attempt; a != nil {
		if a.State != StateOpen && a.State != StateVerdict && a.State != StateError {
			a.State = StateUnknown
		}
		a.Day = cmp.Or(a.Day, DayOf(a.Started))
		table, onConflict = "attempts", overwrite(a.columns())
	} else if r.event.ID == "" {
		return 0, nil
	}
	cs := r.columns()
	seal := sealOf(cs)
	cs = append(cs, column{"seal", &seal})
	res, err := tx.ExecContext(ctx, "INSERT INTO "+table+" ("+names(cs)+") VALUES ("+placeholders(len(cs))+") ON CONFLICT (id) "+onConflict, values(cs)...)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// overwrite returns the clause that replaces a row whose outcome is not
// known.
func overwrite(cs []column) string {
	sets := []string{"seal = excluded.seal"}
	for _, c := range cs {
		if c.name != "id" {
			sets = append(sets, c.name+" = excluded."+c.name)
		}
	}
	return "DO UPDATE SET " + strings.Join(sets, ", ") + ` WHERE excluded.state <> 'open'
		AND (attempts.state = 'open' OR attempts.state = 'unknown' AND attempts.finished = 0 AND attempts.settled = 0)`
}
