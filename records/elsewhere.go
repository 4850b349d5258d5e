package records

import (
	"context"
	"database/sql"
	"slices"
)

// Elsewhere is what a shared database knows of the calls of all desks, this one
// included, at the moment of a press. It does not tell where they were made.
type Elsewhere struct {
	// Attempts are those with the same person, service and demo flag that are
	// recent, open or unsettled. ID, Started, State, Kind, Charged and Settled are
	// set.
	Attempts []Attempt
	// Spent is what the service has cost at other desks since the begin of the
	// business day. Who has lifted the limit elsewhere has not lifted it here.
	Spent Spent
	// Own is what of this desk's calls has come to the database.
	Own Spent
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

// with returns what all desks have spent. Of this desk's own calls the file knows
// those that have not come to the database yet, and the database knows those of a
// file that was lost: the larger counts.
func (e *Elsewhere) with(own Spent) Spent {
	return Spent{Calls: max(own.Calls, e.Own.Calls) + e.Spent.Calls, Fen: max(own.Fen, e.Own.Fen) + e.Spent.Fen, Lifted: own.Lifted}
}
