package records

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"
)

// List implements Store.
func (s *SQLite) List(ctx context.Context, f Filter) ([]Attempt, error) {
	where, args := f.where()
	where += " ORDER BY started DESC, id DESC"
	if f.Limit > 0 {
		where += " LIMIT " + number(f.Limit)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	all, err := query(ctx, s.db, where, args...)
	if err != nil {
		return nil, failed(s.path, err)
	}
	return all, nil
}

// where returns the WHERE clause and its arguments. The clause is "" if the
// filter selects all rows.
func (f Filter) where() (string, []any) {
	var clauses []string
	var args []any
	add := func(clause string, arg any) {
		args = append(args, arg)
		clauses = append(clauses, clause+" $"+number(len(args)))
	}
	for _, text := range []struct{ clause, value string }{
		{"id =", f.ID}, {"provider =", f.Provider}, {"person =", f.Person}, {"state =", string(f.State)},
	} {
		if text.value != "" {
			add(text.clause, text.value)
		}
	}
	if !f.From.IsZero() {
		add("started >=", millis{&f.From})
	}
	if !f.To.IsZero() {
		add("started <", millis{&f.To})
	}
	if f.Demo != nil {
		add("demo =", flag{f.Demo})
	}
	if f.Unsettled {
		clauses = append(clauses, "state = 'unknown' AND settled = 0")
	}
	if f.Changed {
		clauses = append(clauses, "vendor_changed <> ''")
	}
	if len(clauses) == 0 {
		return "", nil
	}
	return "WHERE " + strings.Join(clauses, " AND "), args
}

// sameCase returns the attempts for the guards: those with the same person,
// service and demo flag that are recent, open or unsettled, newest first.
func sameCase(ctx context.Context, tx *sql.Tx, a Attempt) ([]Attempt, error) {
	since := a.Started.Add(-Window)
	return query(ctx, tx, `WHERE person = $1 AND provider = $2 AND demo = $3
		AND (started > $4 OR boot = $5 OR state = 'open' OR state = 'unknown' AND settled = 0)
		ORDER BY started DESC, id DESC`, a.Person, a.Provider, flag{&a.Demo}, millis{&since}, a.Process.Boot)
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// query reads whole rows. rest is the text after FROM attempts. A row with a
// wrong checksum is an error, because the file is damaged.
func query(ctx context.Context, q querier, rest string, args ...any) ([]Attempt, error) {
	return attempts(ctx, q, true, rest, args...)
}

// unsealed is query without the test of checksums, for rows whose checksums are
// not written yet.
func unsealed(ctx context.Context, q querier, rest string, args ...any) ([]Attempt, error) {
	return attempts(ctx, q, false, rest, args...)
}

func attempts(ctx context.Context, q querier, sealed bool, rest string, args ...any) (all []Attempt, err error) {
	rows, err := q.QueryContext(ctx, "SELECT seal, "+names(new(Attempt).columns())+" FROM attempts "+rest, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var a Attempt
		var seal int64
		if err := rows.Scan(append([]any{&seal}, values(a.columns())...)...); err != nil {
			return nil, errors.Join(errRow, err)
		}
		if sealed && broken(a.columns(), seal) {
			return nil, errRow
		}
		all = append(all, a)
	}
	return all, rows.Err()
}

func number(n int) string { return strconv.Itoa(n) }
