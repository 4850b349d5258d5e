package records

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"facedesk/identity"
)

// The kinds of an Event. A Decision is a kind too.
const (
	EventGiven     = "consent_given"
	EventDeclined  = "consent_declined"
	EventWithdrawn = "consent_withdrawn"

	EventCoverLifted = "cover_lifted" // the clerk said that a face will do that seems covered
	EventTurnLifted  = "turn_lifted"  // … or turned away
	EventPlaceLifted = "place_lifted" // … or beside the oval

	EventFaceChosen   = "face_chosen"      // the clerk chose the customer among several faces
	EventOtherPicture = "other_is_picture" // the clerk said that the other face is a picture
)

// Event is a guest's consent or refusal, the clerk's decision about a guest for
// whom nothing was sent, or what the clerk said of a picture. It holds no personal
// data, so it may be kept as evidence longer than the attempts (Order 19, art. 9:
// three years).
type Event struct {
	ID       string // unique, chosen by the caller
	At       time.Time
	Desk     string
	Clerk    string
	Demo     bool
	Event    string             // one of the kinds above, or a Decision
	Provider string             // the recipient in the notice, "" for none
	By       identity.ConsentBy // who consented, "" if nobody did
	Face     bool               // the event is about the photo
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
