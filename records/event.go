package records

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"facedesk/identity"
)

// What an Event can be. Decisions are events too, under their own words.
const (
	EventGiven     = "consent_given"
	EventDeclined  = "consent_declined"
	EventWithdrawn = "consent_withdrawn"

	EventCoverLifted = "cover_lifted" // the clerk said that a face will do that seems covered
	EventTurnLifted  = "turn_lifted"  // … or turned away
)

// Event is what a guest agreed to or declined, a decision of the clerk about a
// guest for whom nothing was sent, or what the clerk said of a picture. It names nobody, so it may be kept as
// evidence for longer than the attempts (Order 19, art. 9: three years).
type Event struct {
	ID       string // made by the program, unique
	At       time.Time
	Desk     string
	Clerk    string
	Demo     bool
	Event    string             // one of the above, or a Decision
	Provider string             // the recipient that the notice named, "" for none
	By       identity.ConsentBy // who agreed, "" where nobody did
	Face     bool               // it was about the photo
}

func (e *Event) columns() []column {
	return []column{
		{"id", &e.ID}, {"at", millis{&e.At}}, {"desk", &e.Desk}, {"clerk", &e.Clerk}, {"demo", flag{&e.Demo}},
		{"event", &e.Event}, {"provider", &e.Provider}, {"by_whom", &e.By}, {"face", flag{&e.Face}},
	}
}

// Note implements Store.
func (s *SQLite) Note(ctx context.Context, e Event) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error { return insertEvent(ctx, tx, e) })
	if err != nil {
		return failed(s.path, err)
	}
	return nil
}

func insertEvent(ctx context.Context, tx *sql.Tx, e Event) error {
	cs := e.columns()
	seal := sealOf(cs)
	cs = append(cs, column{"seal", &seal})
	_, err := tx.ExecContext(ctx, "INSERT INTO events ("+names(cs)+") VALUES ("+placeholders(len(cs))+")", values(cs)...)
	return err
}

// Events implements Store.
func (s *SQLite) Events(ctx context.Context, from, to time.Time) ([]Event, error) {
	out, err := s.events(ctx, from, to)
	if err != nil {
		return nil, failed(s.path, err)
	}
	return out, nil
}

func (s *SQLite) events(ctx context.Context, from, to time.Time) ([]Event, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return events(ctx, s.db, "WHERE at >= $1 AND at < $2 ORDER BY at, id", millis{&from}, millis{&to})
}

func events(ctx context.Context, q querier, rest string, args ...any) (out []Event, err error) {
	rows, err := q.QueryContext(ctx, "SELECT seal, "+names((&Event{}).columns())+" FROM events "+rest, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var e Event
		var seal int64
		if err := rows.Scan(append([]any{&seal}, values(e.columns())...)...); err != nil {
			return nil, errors.Join(errRow, err)
		}
		if broken(e.columns(), seal) {
			return nil, errRow
		}
		out = append(out, e)
	}
	return out, rows.Err()
}
