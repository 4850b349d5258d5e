package records

import (
	"context"
	"database/sql"
	"time"
)

// Reader reads records from a database that has the tables or views attempts,
// events and tallies, by the same questions as the file. Its errors are the
// database's own.
type Reader struct{ DB *sql.DB }

// List returns the attempts that match, newest first.
func (r Reader) List(ctx context.Context, f Filter) ([]Attempt, error) {
	where, args := f.where()
	return query(ctx, r.DB, where+f.order("started"), args...)
}

// Entries returns the attempts and events that match, newest first.
func (r Reader) Entries(ctx context.Context, f Filter) ([]Entry, error) {
	return entries(ctx, r.DB, f)
}

// Each calls use for each entry that matches, oldest first.
func (r Reader) Each(ctx context.Context, f Filter, use func(Entry) error) error {
	return each(ctx, f, r.Entries, use)
}

// Tallies adds up as Store does.
func (r Reader) Tallies(ctx context.Context, f TallyFilter, by ...Dimension) ([]Tally, error) {
	return tallies(ctx, r.DB, f, by)
}

// Audit counts as Store does.
func (r Reader) Audit(ctx context.Context, f Filter) ([]Audited, error) {
	return audit(ctx, r.DB, f)
}

// Events returns the events in [from, to), oldest first.
func (r Reader) Events(ctx context.Context, from, to time.Time) ([]Event, error) {
	return events(ctx, r.DB, "WHERE at >= $1 AND at < $2 ORDER BY at, id", millis{&from}, millis{&to})
}

// Spent returns what a service may have cost since some time.
func (r Reader) Spent(ctx context.Context, provider string, since time.Time) (Spent, error) {
	return spent(ctx, r.DB, provider, since)
}
