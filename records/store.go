package records

import (
	"context"
	"time"
)

// Store is the journal. Every method may be called from several goroutines,
// and several processes may hold the same store.
type Store interface {
	// Begin durably writes an attempt in StateOpen, unless a guard refuses it:
	// then the error is of kind Guarded and its cause a *Blocked. It first
	// turns rows of dead processes into StateUnknown. It does not stop half-way
	// when ctx ends.
	Begin(ctx context.Context, a Attempt, g Guard) error
	// Finish completes the row: State, Outcome, Kind, Vendor, Score, Charged,
	// Duration and Finished of a. After an answered repeat (a.Repeat) it
	// settles the person's earlier unknown outcomes. What cannot be written now
	// is kept and written with the next Begin or Finish of this store; if the
	// process dies before that, the row becomes unknown.
	Finish(ctx context.Context, a Attempt) error
	// List returns the rows that match, newest first.
	List(ctx context.Context, f Filter) ([]Attempt, error)
	// Settle records that a person decided about an unknown outcome by other
	// means, such as the service's bill. It then guards no longer.
	Settle(ctx context.Context, id, by string, at time.Time) error
	// Decide records the clerk's decision on an attempt.
	Decide(ctx context.Context, id string, d Decision, at time.Time) error
	// Note durably writes an event.
	Note(ctx context.Context, e Event) error
	// Events returns those in [from, to), oldest first.
	Events(ctx context.Context, from, to time.Time) ([]Event, error)
	// Forget deletes the attempts that were started before a time, but for those
	// under way. Events name nobody and stay.
	Forget(ctx context.Context, before time.Time) error
	// Close writes what is still kept and closes.
	Close() error
}

// Filter selects attempts; the zero value selects all.
type Filter struct {
	ID       string
	From, To time.Time // Started in [From, To); zero: no bound
	Provider string
	Person   string
	State    State
	// Unsettled selects unknown outcomes that nobody has decided about.
	Unsettled bool
	// Changed selects answers that differed from the service's manual.
	Changed bool
	Demo    *bool // nil: both
	Limit   int   // newest first; 0: all
}
