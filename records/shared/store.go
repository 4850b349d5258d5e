package shared

import (
	"context"
	"time"

	"facedesk/records"
)

// Store is a desk's own file whose guards ask the shared database too. All else it
// does as the file does; what is written wakes whoever sends.
type Store struct {
	*records.SQLite
	link *Link
}

// NewStore returns the file of a link with guards that ask the database.
func NewStore(l *Link) *Store { return &Store{l.file, l} }

// Begin implements records.Store. It notes in the row whether the database answered.
func (s *Store) Begin(ctx context.Context, a records.Attempt, g records.Guard) error {
	if g.Exempt && (g.Budget.Fen <= 0 || a.Demo) {
		return s.woken(s.SQLite.Begin(ctx, a, g))
	}
	a.GuardedBy = records.GuardLocal // where the database does not answer, the file decides alone
	if heard, err := s.link.ask(ctx, a, g); err == nil {
		a.GuardedBy, g.Elsewhere = records.GuardShared, heard
	}
	err := s.SQLite.Begin(ctx, a, g)
	if err != nil {
		s.link.release(ctx, a.ID)
	}
	return s.woken(err)
}

// Finish implements records.Store.
func (s *Store) Finish(ctx context.Context, a records.Attempt) error {
	return s.woken(s.SQLite.Finish(ctx, a))
}

// Decide implements records.Store.
func (s *Store) Decide(ctx context.Context, id string, d records.Decision, at time.Time, by string) error {
	return s.woken(s.SQLite.Decide(ctx, id, d, at, by))
}

// Settle implements records.Store.
func (s *Store) Settle(ctx context.Context, id string, f records.Settlement) error {
	return s.woken(s.SQLite.Settle(ctx, id, f))
}

// Note implements records.Store.
func (s *Store) Note(ctx context.Context, e records.Event) error {
	return s.woken(s.SQLite.Note(ctx, e))
}

// Erase implements records.Store.
func (s *Store) Erase(ctx context.Context, persons []string, noted records.Event) (records.Erased, error) {
	done, err := s.SQLite.Erase(ctx, persons, noted)
	return done, s.woken(err)
}

func (s *Store) woken(err error) error {
	s.link.wake()
	return err
}
