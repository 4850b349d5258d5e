package records

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"facedesk/identity"
)

// DayOf returns the name of the business day that began at a time, by China's
// calendar.
func DayOf(begin time.Time) string { return begin.In(identity.China()).Format(time.DateOnly) }

// Dimension is what totals are told apart by.
type Dimension string

const (
	ByDay     Dimension = "day"
	ByDesk    Dimension = "desk"
	ByService Dimension = "service"
	ByClerk   Dimension = "clerk"
	ByOutcome Dimension = "outcome" // an outcome, a kind, or "open"
	ByCharge  Dimension = "charge"
)

// Dimensions lists all of them, in the order of the columns of a table.
func Dimensions() []Dimension {
	return []Dimension{ByDay, ByDesk, ByService, ByClerk, ByOutcome, ByCharge}
}

func (d Dimension) column() string {
	switch d {
	case ByService:
		return "provider"
	case ByOutcome:
		return "result"
	case ByCharge:
		return "bill"
	}
	return string(d)
}

// TallyFilter selects calls, without demos.
type TallyFilter struct {
	From, To string // business days, both included; "": no bound
	Provider string
	Clerk    string
	Desk     string
}

// Tally is how many calls there were, and what they cost. What it is not told
// apart by is empty.
type Tally struct {
	Day, Desk, Provider, Clerk, Result string
	Bill                               identity.Charged // by charge only

	Calls   int
	Charged int   // of them
	Unknown int   // of them, perhaps charged
	Fen     int64 // of those charged
	// UnknownFen is what those that are perhaps charged may cost.
	UnknownFen int64
}

func (t *Tally) place(d Dimension) any {
	switch d {
	case ByDay:
		return &t.Day
	case ByDesk:
		return &t.Desk
	case ByService:
		return &t.Provider
	case ByClerk:
		return &t.Clerk
	case ByOutcome:
		return &t.Result
	}
	return charged{&t.Bill}
}

// Of returns what the calls have in common in a dimension.
func (t Tally) Of(d Dimension) string {
	if d == ByCharge {
		return t.Bill.String()
	}
	return *t.place(d).(*string)
}

// Add adds the sums of another tally.
func (t *Tally) Add(o Tally) {
	t.Calls, t.Charged, t.Unknown = t.Calls+o.Calls, t.Charged+o.Charged, t.Unknown+o.Unknown
	t.Fen, t.UnknownFen = t.Fen+o.Fen, t.UnknownFen+o.UnknownFen
}

// Tallies implements Store. It reads the table that triggers keep, so that it need
// not read the calls.
func (s *SQLite) Tallies(ctx context.Context, f TallyFilter, by ...Dimension) ([]Tally, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, err := tallies(ctx, s.db, f, by)
	if err != nil {
		return nil, failed(s.path, err)
	}
	return out, nil
}

func tallies(ctx context.Context, q querier, f TallyFilter, by []Dimension) (out []Tally, err error) {
	c := &clauses{}
	c.add("demo = 0")
	for _, text := range []struct{ clause, value string }{
		{"day >= ?", f.From}, {"day <= ?", f.To}, {"provider = ?", f.Provider}, {"clerk = ?", f.Clerk}, {"desk = ?", f.Desk},
	} {
		c.addText(text.clause, text.value)
	}
	where, args := c.where()
	columns := make([]string, len(by))
	for i, d := range by {
		if !slices.Contains(Dimensions(), d) {
			return nil, fmt.Errorf("no totals by %q", d)
		}
		columns[i] = d.column()
	}
	group := ""
	if len(by) > 0 {
		group = " GROUP BY " + strings.Join(columns, ", ") + " ORDER BY " + strings.Join(columns, ", ")
	}
	rows, err := q.QueryContext(ctx, "SELECT "+strings.Join(append(columns, sums...), ", ")+" FROM tallies "+where+group, args...)
	if err != nil {
		return nil, err
	}
	return scanTallies(rows, by)
}

// sums are the columns behind the dimensions.
var sums = []string{
	"COALESCE(SUM(calls), 0)",
	"COALESCE(SUM(CASE bill WHEN 'yes' THEN calls END), 0)", "COALESCE(SUM(CASE bill WHEN 'unknown' THEN calls END), 0)",
	"COALESCE(SUM(CASE bill WHEN 'yes' THEN fen END), 0)", "COALESCE(SUM(CASE bill WHEN 'unknown' THEN fen END), 0)",
}

func scanTallies(rows *sql.Rows, by []Dimension) (out []Tally, err error) {
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var t Tally
		var places []any
		for _, d := range by {
			places = append(places, t.place(d))
		}
		if err := rows.Scan(append(places, &t.Calls, &t.Charged, &t.Unknown, &t.Fen, &t.UnknownFen)...); err != nil {
			return nil, err
		}
		t.Desk, t.Clerk = identity.Visible(t.Desk), identity.Visible(t.Clerk)
		out = append(out, t)
	}
	return out, rows.Err()
}

// examineTallies compares the totals with the calls.
func examineTallies(ctx context.Context, q rowQuerier) error {
	const ofCalls = `SELECT day, desk, clerk, provider, demo, ` + result + ` AS result,
		CASE settled_charged WHEN '' THEN charged ELSE settled_charged END AS bill, COUNT(*), SUM(price_fen)
		FROM attempts GROUP BY day, desk, clerk, provider, demo, result, bill`
	const kept = `SELECT day, desk, clerk, provider, demo, result, bill, calls, fen FROM tallies`
	var wrong bool
	err := q.QueryRowContext(ctx, `SELECT EXISTS (SELECT * FROM (`+ofCalls+`) EXCEPT `+kept+`) OR EXISTS (`+kept+` EXCEPT SELECT * FROM (`+ofCalls+`))`).Scan(&wrong)
	if err == nil && wrong {
		err = errRow
	}
	return err
}
