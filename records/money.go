package records

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"

	"facedesk/identity"
)

// EventLimitLifted notes that a manager has lifted the day's limit of money of the
// event's service.
const EventLimitLifted = "limit_lifted"

// Settlement is what a person found out about a call, by asking the service or by
// its bill.
type Settlement struct {
	At       time.Time
	By       string           // who
	Charged  identity.Charged // unknown where that is still not known
	Evidence string           // what tells so, such as a line of a bill
}

// Settle implements Store. That a call no longer guards, as after an answered
// repeat, and that its charge is known are two things: the second can come later.
func (s *SQLite) Settle(ctx context.Context, id string, f Settlement) error {
	return ofNamed(s.alter(ctx, id, `UPDATE attempts SET settled = $1, settled_by = $2, settled_charged = $3, settled_evidence = $4
		WHERE id = $5 AND (settled = 0 OR settled_charged = '' AND $3 <> '') AND (state = 'unknown' OR state <> 'open' AND charged = 'unknown')`,
		millis{&f.At}, identity.Visible(f.By), settledCharge{&f.Charged}, identity.Visible(f.Evidence), id))
}

// Bill is what is known of the charge: the word of whoever settled it, else what
// the service said.
func (a Attempt) Bill() identity.Charged {
	if a.SettledCharged != identity.ChargedUnknown {
		return a.SettledCharged
	}
	return a.Charged
}

// Budget is a limit of money for one service.
type Budget struct {
	From time.Time // begin of the business day
	Fen  int64     // that the day may cost; 0: no limit
}

// Spent is what a service may have cost since some time, without demos: what is
// not known to be free counts.
type Spent struct {
	Calls int
	Fen   int64
	// Lifted: a manager has lifted the limit of the day that began then. One whose
	// clock was ahead has not lifted the limits of all days until then.
	Lifted bool
}

// Spent implements Store.
func (s *SQLite) Spent(ctx context.Context, provider string, since time.Time) (Spent, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, err := spent(ctx, s.db, provider, since)
	if err != nil {
		return Spent{}, failed(s.path, err)
	}
	return out, nil
}

type rowQuerier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// mayCost selects the attempts that a service may bill.
const mayCost = `demo = 0 AND (settled_charged = 'yes' OR settled_charged = '' AND charged <> 'no')`

func spent(ctx context.Context, q rowQuerier, provider string, since time.Time) (out Spent, err error) {
	end := since.Add(24 * time.Hour) // China has no summer time
	err = q.QueryRowContext(ctx, `SELECT COUNT(*), COALESCE(SUM(price_fen), 0),
		(SELECT COUNT(*) > 0 FROM events WHERE event = '`+EventLimitLifted+`' AND provider = $1 AND at >= $2 AND at < $3)
		FROM attempts WHERE provider = $1 AND started >= $2 AND `+mayCost, provider, millis{&since}, millis{&end}).
		Scan(&out.Calls, &out.Fen, &out.Lifted)
	return out, err
}

// overspends returns the refusal of a call that would exceed the day's limit, nil
// for none. No repeat lifts it.
func (g Guard) overspends(ctx context.Context, tx *sql.Tx, a Attempt) (*Blocked, error) {
	if g.Budget.Fen <= 0 || a.Demo {
		return nil, nil
	}
	day, err := spent(ctx, tx, a.Provider, g.Budget.From)
	if err == nil && g.Elsewhere != nil {
		day = g.Elsewhere.with(day)
	}
	if err != nil || day.Lifted || day.Fen+a.PriceFen <= g.Budget.Fen {
		return nil, err
	}
	return &Blocked{Reason: BlockedBudget, Count: day.Calls, Since: g.Budget.From}, nil
}

// settledCharge stores nothing where it is not known, as in rows that were never
// settled.
type settledCharge struct{ c *identity.Charged }

func (c settledCharge) Value() (driver.Value, error) {
	if *c.c == identity.ChargedUnknown {
		return "", nil
	}
	return c.c.String(), nil
}

func (c settledCharge) Scan(src any) error {
	*c.c, _ = identity.ParseCharged(fmt.Sprint(src))
	return nil
}
