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
	// Doubt says whether this machine's clock may be believed: an error of kind
	// Clock where it may not, and then nothing is to be deleted.
	Doubt(ctx context.Context, c Clock) error
	// Vouch notes that a person says the clock is right.
	Vouch(ctx context.Context, c Clock) error
	// Forget deletes a small portion of the attempts that were started before a
	// time, and tells how many; 0 means that none is left. What is under way, and
	// what has an unknown outcome that nobody has decided about, stays. Events
	// name nobody and stay.
	Forget(ctx context.Context, before time.Time) (int, error)
	// Examine looks whether the whole file is what was written, while others read
	// and write it; a damaged one is set aside.
	Examine(ctx context.Context) error
	// Notices are what befell the file, until IT has seen it.
	Notices() []Notice
	// Seen ends the notices.
	Seen() error
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
