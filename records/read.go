package records

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
)

// List implements Store.
func (s *SQLite) List(ctx context.Context, f Filter) ([]Attempt, error) {
	where, args := f.where()
	s.mu.Lock()
	defer s.mu.Unlock()
	all, err := query(ctx, s.db, where+f.order("started"), args...)
	if err != nil {
		return nil, failed(s.path, err)
	}
	return all, nil
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

// query reads whole rows, with clean texts (see cleanTexts). rest is the text after
// FROM attempts. A row with a wrong checksum is an error, because the file is damaged.
func query(ctx context.Context, q querier, rest string, args ...any) ([]Attempt, error) {
	return attempts(ctx, q, true, rest, args...)
}

// unsealed is query without the test of checksums, for rows whose checksums are
// not written yet: their texts are as they were written.
func unsealed(ctx context.Context, q querier, rest string, args ...any) ([]Attempt, error) {
	return attempts(ctx, q, false, rest, args...)
}

func attempts(ctx context.Context, q querier, sealed bool, rest string, args ...any) (all []Attempt, err error) {
	rows, err := q.QueryContext(ctx, "SELECT seal, "+names(new(Attempt).columns())+" FROM attempts "+rest, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var a Attempt // of each row in turn: making its columns costs as much as reading them
	var seal int64
	cs := a.columns()
	places := append([]any{&seal}, values(cs)...)
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return nil, errors.Join(errRow, err)
		}
		if sealed && broken(cs, seal) {
			return nil, errRow
		}
		if sealed {
			cleanTexts(cs)
		}
		all = append(all, a)
	}
	return all, rows.Err()
}

func number(n int) string { return strconv.Itoa(n) }
