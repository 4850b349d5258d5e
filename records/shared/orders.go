package shared

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"facedesk/identity"
	"facedesk/records"
)

// forgetOrders makes the desk ask for all of IT's orders again.
func (l *Link) forgetOrders() { l.ordersDone(0, 0) }

func (l *Link) ordersDone(erased, settled int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.erasedTo, l.settledTo = erased, settled
}

// carryOutOrders does here to this desk's own rows what IT has ordered in the
// database: it settles what IT has settled, then erases what IT has erased.
func (l *Link) carryOutOrders(ctx context.Context) error {
	l.mu.Lock()
	erased, settled := l.erasedTo, l.settledTo
	l.mu.Unlock()
	settled, err := l.settle(ctx, settled)
	if err != nil {
		return err
	}
	if erased, err = l.erase(ctx, erased); err != nil {
		return err
	}
	l.ordersDone(erased, settled)
	return nil
}

// settle takes over what IT has found out about calls behind a place, and returns the
// next place. What this desk knows already stays.
func (l *Link) settle(ctx context.Context, after int64) (int64, error) {
	rows, err := l.ready().Query(ctx, "SELECT n, id, settled, settled_by, settled_charged, settled_evidence FROM facedesk.settled_since($1)", after)
	if err != nil {
		return after, unreachable(err)
	}
	type order struct {
		id string
		records.Settlement
	}
	var all []order
	var n, at int64
	var id, by, charged, evidence string
	_, err = pgx.ForEachRow(rows, []any{&n, &id, &at, &by, &charged, &evidence}, func() error {
		s := records.Settlement{At: time.UnixMilli(at), By: by, Evidence: evidence}
		s.Charged, _ = identity.ParseCharged(charged)
		all, after = append(all, order{id, s}), n
		return nil
	})
	if err != nil {
		return after, unreachable(err)
	}
	for _, o := range all {
		if err := l.file.Settle(ctx, o.id, o.Settlement); err != nil && !records.NothingToChange(err) {
			return after, err
		}
	}
	return after, nil
}

// erase empties the rows that IT has erased behind a place, and returns the next
// place.
func (l *Link) erase(ctx context.Context, after int64) (int64, error) {
	rows, err := l.ready().Query(ctx, "SELECT n, id FROM facedesk.erased_since($1)", after)
	if err != nil {
		return after, unreachable(err)
	}
	var ids []string
	var n int64
	var id string
	_, err = pgx.ForEachRow(rows, []any{&n, &id}, func() error {
		ids, after = append(ids, id), n
		return nil
	})
	switch {
	case err != nil:
		return after, unreachable(err)
	case len(ids) == 0:
		return after, nil
	}
	return after, l.file.EraseRows(ctx, ids)
}
