package shared

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

// clockSlack is how far this machine's clock may be from the server's when records
// are deleted.
const clockSlack = 5 * time.Minute

// Doubt implements records.Store: nothing is deleted by a clock that disagrees with
// the server's.
func (a *Archive) Doubt(ctx context.Context, c records.Clock) error {
	var millis int64
	err := a.db.QueryRowContext(ctx, "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)").Scan(&millis)
	if err != nil {
		return notRead(err)
	}
	if d := c.Now.Sub(time.UnixMilli(millis)).Abs(); d <= clockSlack {
		return nil
	}
	return &identity.Error{Kind: identity.Clock, Charged: identity.ChargedNo,
		What: identity.Text{ZH: "本机时钟与共享记录库的时钟相差太多，没有删除任何记录。", EN: "This machine's clock and that of the shared database disagree. Nothing was deleted."},
		Next: identity.Text{ZH: "请校准时钟后再试。", EN: "Set the clocks, then try again."}}
}

// tables are those that hold rows of attempts, with the column of the desk's role.
var tables = []struct{ name, role string }{
	{"attempts_started", "written_by"}, {"attempts_completed", "written_by"}, {"attempts_decided", "written_by"}, {"attempts_settled", "written_by"},
	{"settlements", "desk_role"},
}

// portion is how many attempts are deleted in one transaction.
const portion = 500

// Forget implements records.Store. It needs a role of facedesk_it. The retention is
// noted first, so that rows that come later are as good as deleted. Then rows are
// removed in portions: those that are older, and those that a desk has deleted or
// erased.
func (a *Archive) Forget(ctx context.Context, before time.Time, noted records.Event) (deleted int, err error) {
	err = a.within(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO retentions (kept_since) VALUES ($1) ON CONFLICT DO NOTHING", before.UnixMilli()); err != nil {
			return err
		}
		removed, err := remove(ctx, tx)
		if err != nil {
			return err
		}
		emptied, err := empty(ctx, tx)
		if deleted = removed + emptied; err != nil || deleted == 0 {
			return err
		}
		noted.Event, noted.Rows = records.EventDeleted, deleted
		return note(ctx, tx, noted)
	})
	if err == nil && deleted == 0 {
		err = a.sweep(ctx, before)
	}
	return deleted, notRead(err)
}

func (a *Archive) within(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after Commit
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// remove deletes all rows of attempts that no view shows any more.
func remove(ctx context.Context, tx *sql.Tx) (int, error) {
	rows, err := tx.QueryContext(ctx, `SELECT s.id, s.written_by FROM attempts_started s
		WHERE NOT EXISTS (SELECT 1 FROM attempts a WHERE a.id = s.id AND a.written_by = s.written_by) LIMIT $1`, portion)
	if err != nil {
		return 0, err
	}
	ids, roles, err := pairs(rows)
	if err != nil {
		return 0, err
	}
	for _, t := range tables {
		if len(ids) == 0 {
			break
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+t.name+" x USING unnest(CAST($1 AS TEXT[]), CAST($2 AS TEXT[])) AS k (id, role) WHERE x.id = k.id AND x."+
			t.role+" = k.role", ids, roles); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}

// pairs reads two columns.
func pairs(rows *sql.Rows) (a, b []string, err error) {
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var x, y string
		if err := rows.Scan(&x, &y); err != nil {
			return nil, nil, err
		}
		a, b = append(a, x), append(b, y)
	}
	return a, b, rows.Err()
}

// empty removes from the rows what the views hide: that of erased attempts, and that
// of erased and old events.
func empty(ctx context.Context, tx *sql.Tx) (rows int, err error) {
	for _, sql := range []string{
		`UPDATE attempts_started SET name = '', number = '', person = '', document_type = '', nation = '', portrait_bytes = 0, consent_by = '', reference = ''
			WHERE (id, written_by) IN (SELECT s.id, s.written_by FROM attempts_started s JOIN attempts a ON a.id = s.id AND a.written_by = s.written_by
				WHERE s.person <> '' AND a.person = '' LIMIT 500)`,
		`UPDATE attempts_completed SET vendor_message = '', vendor_changed = '', score = NULL
			WHERE (id, written_by) IN (SELECT c.id, c.written_by FROM attempts_completed c JOIN attempts a ON a.id = c.id AND a.written_by = c.written_by
				WHERE a.person = '' AND (c.vendor_message <> '' OR c.vendor_changed <> '' OR c.score IS NOT NULL) LIMIT 500)`,
		`UPDATE events_added SET name = '', number = '', person = '', reference = ''
			WHERE (id, written_by) IN (SELECT s.id, s.written_by FROM events_added s JOIN events e ON e.id = s.id AND e.written_by = s.written_by
				WHERE (s.name <> '' OR s.number <> '' OR s.person <> '' OR s.reference <> '')
				AND e.name = '' AND e.number = '' AND e.person = '' AND e.reference = '' LIMIT 500)`,
	} {
		r, err := tx.ExecContext(ctx, sql)
		if err != nil {
			return 0, err
		}
		n, err := r.RowsAffected()
		if err != nil {
			return 0, err
		}
		rows += int(n)
	}
	return rows, nil
}

// sweep removes what is of no use any more: older notes of how far files have come,
// claims whose rows have come or never will, what calls of past days may cost, and
// older retentions.
func (a *Archive) sweep(ctx context.Context, before time.Time) error {
	for _, s := range []struct {
		sql  string
		args []any
	}{
		{sql: `DELETE FROM batches b USING (SELECT written_by, generation, MAX(up_to) AS up_to FROM batches GROUP BY written_by, generation) newest
			WHERE b.written_by = newest.written_by AND b.generation = newest.generation AND b.up_to < newest.up_to`},
		{sql: `DELETE FROM claims c WHERE received < clock_timestamp() - INTERVAL '2 days'
			OR received < clock_timestamp() - INTERVAL '1 hour' AND EXISTS (SELECT 1 FROM attempts_started s WHERE s.id = c.id AND s.written_by = c.written_by)`},
		{sql: "DELETE FROM costs WHERE started < CAST(EXTRACT(EPOCH FROM clock_timestamp() - INTERVAL '7 days') * 1000 AS BIGINT)"},
		{"DELETE FROM retentions WHERE kept_since < $1", []any{before.UnixMilli()}},
	} {
		if _, err := a.db.ExecContext(ctx, s.sql, s.args...); err != nil {
			return err
		}
	}
	return nil
}

// Erase implements records.Store. It needs a role of facedesk_it. The rows of all
// desks are empty at once; the desks fetch the erasure and empty their own.
func (a *Archive) Erase(ctx context.Context, persons []string, noted records.Event) (out records.Erased, err error) {
	persons = slices.DeleteFunc(slices.Clone(persons), func(p string) bool { return p == "" })
	if len(persons) == 0 {
		return records.Erased{}, nil
	}
	err = a.within(ctx, func(tx *sql.Tx) error {
		out = records.Erased{}
		if err := gate(ctx, tx, "erasures"); err != nil { // so that desks see them in the order of their numbers
			return err
		}
		if out.Kept, err = texts(ctx, tx, "SELECT id FROM attempts WHERE person = ANY (CAST($1 AS TEXT[])) AND (state = 'open' OR state = 'unknown' AND settled = 0)", persons); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, `INSERT INTO erasures (id, desk_role)
			SELECT id, written_by FROM attempts WHERE person = ANY (CAST($1 AS TEXT[])) AND state <> 'open' AND (state <> 'unknown' OR settled <> 0)
			UNION SELECT id, written_by FROM events WHERE person = ANY (CAST($1 AS TEXT[])) ON CONFLICT DO NOTHING`, persons)
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		if out.Rows = int(n); err != nil || n == 0 {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM claims WHERE person = ANY (CAST($1 AS TEXT[]))", persons); err != nil {
			return err
		}
		noted.Event, noted.Rows = records.EventErased, out.Rows
		return note(ctx, tx, noted)
	})
	if err != nil {
		return records.Erased{}, notRead(err)
	}
	return out, nil
}

// gate lets one transaction after the other through.
func gate(ctx context.Context, tx *sql.Tx, name string) error {
	if _, err := tx.ExecContext(ctx, "INSERT INTO gates (name) VALUES ($1) ON CONFLICT DO NOTHING", name); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "SELECT 1 FROM gates WHERE name = $1 FOR UPDATE", name)
	return err
}

func texts(ctx context.Context, tx *sql.Tx, query string, args ...any) (out []string, err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var t string
		if err := rows.Scan(&t); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, rows.Err()
}
