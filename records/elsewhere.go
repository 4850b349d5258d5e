package records

import (
	"context"
	"database/sql"
	"slices"
	"time"
)

// Elsewhere is what a shared database knows of the calls of all desks, this one
// included, at the moment of a press. It does not tell where they were made.
type Elsewhere struct {
	// Attempts are those with the same person, service and demo flag that are
	// recent, open or unsettled. ID, Started, State, Kind, Charged and Settled are
	// set.
	Attempts []Attempt
	// Spent is what the service has cost since the begin of the business day. Who
	// has lifted the limit elsewhere has not lifted it here.
	Spent Spent
	// Sent is the last change of this file that Spent includes.
	Sent int64
}

// others returns the attempts of other desks. Of an attempt that is in this file,
// the file knows more.
func (e *Elsewhere) others(ctx context.Context, tx *sql.Tx) ([]Attempt, error) {
	if e == nil || len(e.Attempts) == 0 {
		return nil, nil
	}
	ids := make([]any, len(e.Attempts))
	for i, a := range e.Attempts {
		ids[i] = a.ID
	}
	here, err := query(ctx, tx, "WHERE id IN ("+placeholders(len(ids))+")", ids...)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(e.Attempts), func(a Attempt) bool {
		return slices.ContainsFunc(here, func(b Attempt) bool { return b.ID == a.ID })
	}), nil
}

// joined returns the attempts of two lists, newest first.
func joined(a, b []Attempt) []Attempt {
	all := slices.Concat(a, b)
	slices.SortStableFunc(all, func(a, b Attempt) int { return b.Started.Compare(a.Started) })
	return all
}

// add makes day what all desks have spent: what the database knows, and what of this
// file has not come there yet.
func (e *Elsewhere) add(ctx context.Context, tx *sql.Tx, day *Spent, provider string, since time.Time) error {
	out := Spent{Lifted: day.Lifted}
	err := tx.QueryRowContext(ctx, `SELECT COUNT(*), COALESCE(SUM(price_fen), 0) FROM attempts
		WHERE provider = $1 AND started >= $2 AND `+mayCost+`
		AND NOT EXISTS (SELECT 1 FROM changes WHERE changes.id = attempts.id AND first <= $3)`,
		provider, millis{&since}, e.Sent).Scan(&out.Calls, &out.Fen)
	out.Calls, out.Fen = out.Calls+e.Spent.Calls, out.Fen+e.Spent.Fen
	*day = out
	return err
}
