package records

import (
	"context"
	"time"
)

// Store is the journal. Its methods may be called from several goroutines, and
// several processes may share one store.
type Store interface {
	// Begin durably writes an attempt in StateOpen. If a guard refuses it, the
	// error is of kind Guarded and its cause a *Blocked. Begin first turns the
	// open rows of dead processes into StateUnknown. It does not stop half-way
	// when ctx ends.
	Begin(ctx context.Context, a Attempt, g Guard) error
	// Finish completes the row with State, Outcome, Kind, Vendor, Score,
	// Charged, Duration and Finished of a. If a is an answered repeat
	// (a.Repeat), Finish settles the person's earlier unknown outcomes. If the
	// write fails, the next Begin or Finish of this store writes it. If the
	// process dies before that, the row becomes unknown.
	Finish(ctx context.Context, a Attempt) error
	// List returns the rows that match, newest first.
	List(ctx context.Context, f Filter) ([]Attempt, error)
	// Settle records what a person found out by other means, such as the
	// service's bill, about an attempt whose outcome or charge is unknown. The
	// attempt then guards no longer. No attempt is settled twice.
	Settle(ctx context.Context, id string, f Settlement) error
	// Spent returns what a service may have cost since some time.
	Spent(ctx context.Context, provider string, since time.Time) (Spent, error)
	// Entries returns the attempts and events that match, newest first.
	Entries(ctx context.Context, f Filter) ([]Entry, error)
	// Each calls use for each entry that matches, oldest first. It holds few of
	// them in memory, and others may write meanwhile.
	Each(ctx context.Context, f Filter, use func(Entry) error) error
	// Tallies returns how many calls there were and what they cost, told apart by
	// the given dimensions and in their order.
	Tallies(ctx context.Context, f TallyFilter, by ...Dimension) ([]Tally, error)
	// Audit returns how often guests consented, declined and withdrew, by version of
	// the notice and recipient, and how often records were read and deleted.
	Audit(ctx context.Context, f Filter) ([]Audited, error)
	// Erase removes what the records hold about a person; see PersonKeys. Rows of
	// the money stay, without a name. noted is written in the same transaction, with
	// the count.
	Erase(ctx context.Context, persons []string, noted Event) (Erased, error)
	// Decide records the decision on an attempt, and which clerk made it, "" if that
	// is whoever made the call. Another decision does not
	// replace it; see Correct.
	Decide(ctx context.Context, id string, d Decision, at time.Time, by string) error
	// Correct notes that another decision holds than that of e.About, an attempt or
	// an event, and why. The earlier one stays.
	Correct(ctx context.Context, e Event) error
	// Note durably writes an event.
	Note(ctx context.Context, e Event) error
	// Events returns the events in [from, to), oldest first.
	Events(ctx context.Context, from, to time.Time) ([]Event, error)
	// Doubt returns an error of kind Clock if this machine's clock may be
	// wrong. Nothing may be deleted then.
	Doubt(ctx context.Context, c Clock) error
	// Vouch records that a person says the clock is right.
	Vouch(ctx context.Context, c Clock) error
	// Forget deletes a small portion of the attempts that were started before a
	// time, and returns how many; 0 means that none is left. Open attempts and
	// unsettled ones stay. Events stay without what they hold about a guest. noted
	// is written in the same transaction, with the count.
	Forget(ctx context.Context, before time.Time, noted Event) (int, error)
	// Examine compares the whole file with its checksums while others read and
	// write it. It sets a damaged file aside.
	Examine(ctx context.Context) error
	// Notices returns what happened to the file since IT last called Seen.
	Notices() []Notice
	// Seen removes the notices.
	Seen() error
	// Close writes the waiting completions and closes the store.
	Close() error
}
