package shared

import (
	"context"
	"database/sql"

	"facedesk/identity"
	"facedesk/records"
)

// openFor is how long a call is under way at most. After that its desk will not say
// any more what became of it, as after the loss of its file. The guards wait as long.
const openFor = "5 minutes"

// Settle implements records.Store. It needs a role of facedesk_it. What IT found out
// is a row of its own, and the call's desk fetches it. It counts for guards and totals
// at once, as long as the desk does not know better.
func (a *Archive) Settle(ctx context.Context, id string, f records.Settlement) error {
	err := a.within(ctx, func(tx *sql.Tx) error {
		if err := gate(ctx, tx, "settlements"); err != nil { // so that desks see them in the order of their numbers
			return err
		}
		charged := ""
		if f.Charged != identity.ChargedUnknown {
			charged = f.Charged.String()
		}
		return mustAdd(tx.ExecContext(ctx, `INSERT INTO settlements (id, desk_role, settled, settled_by, settled_charged, settled_evidence)
			SELECT id, written_by, $2, $3, $4, $5 FROM attempts
			WHERE id = $1 AND (settled = 0 OR settled_charged = '' AND CAST($4 AS TEXT) <> '')
				AND (state = 'unknown' OR state <> 'open' AND charged = 'unknown' OR state = 'open' AND received < clock_timestamp() - INTERVAL '`+openFor+`')
			ON CONFLICT DO NOTHING`, id, f.At.UnixMilli(), storable(f.By), charged, storable(f.Evidence)))
	})
	return said(err)
}

// Correct implements records.Store. It needs a role of facedesk_it.
func (a *Archive) Correct(ctx context.Context, e records.Event) error {
	if e.Decision == records.DecidedNothing || e.Reason == "" {
		return records.Missing()
	}
	demo := 0
	if e.Demo {
		demo = 1
	}
	return said(mustAdd(a.db.ExecContext(ctx, `INSERT INTO events_added (id, at, desk, clerk, demo, event, about, decision, reason)
		SELECT $1, $2, $3, $4, CAST($5 AS INTEGER), $6, CAST($7 AS TEXT), $8, $9
		WHERE EXISTS (SELECT 1 FROM attempts WHERE id = $7 AND decision <> '' AND demo = $5)
			OR EXISTS (SELECT 1 FROM events WHERE id = $7 AND event IN ('by_eye', 'doubt', 'left') AND demo = $5)`,
		e.ID, e.At.UnixMilli(), storable(e.Desk), storable(e.Clerk), demo, records.EventCorrected, e.About, string(e.Decision), storable(e.Reason))))
}

// mustAdd returns an error if no row was added.
func mustAdd(r sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return records.Missing()
}

// said leaves our own errors as they are.
func said(err error) error {
	if err == nil || records.NothingToChange(err) {
		return err
	}
	return unreachable(err)
}
