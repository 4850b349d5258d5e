package records

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"facedesk/identity"
)

// The kinds of an Event. A Decision is a kind too.
const (
	EventGiven      = "consent_given"
	EventDeclined   = "consent_declined"
	EventWithdrawn  = "consent_withdrawn"
	EventCorrected  = "decision_corrected" // About has another Decision, for a Reason
	EventDeleted    = "records_deleted"    // kept as long as the notice promises
	EventErased     = "person_erased"      // on the person's wish
	EventRead       = "records_read"       // somebody looked at more than his own shift
	EventExported   = "records_exported"
	EventPrinted    = "records_printed"
	EventSignedIn   = "signed_in"     // a clerk took the desk over
	EventPINSet     = "clerk_pin_set" // the shift lead set the PIN of the clerk About
	EventHandedOver = "handed_over"   // a clerk handed a shift over to About
	EventMinor      = "minor_duties"  // what was done for a guest under 18: codes in Reason

	EventCoverLifted = "cover_lifted" // the clerk said that a face will do that seems covered
	EventTurnLifted  = "turn_lifted"  // … or turned away
	EventPlaceLifted = "place_lifted" // … or beside the oval

	EventFaceChosen   = "face_chosen"      // the clerk chose the customer among several faces
	EventOtherPicture = "other_is_picture" // the clerk said that the other face is a picture
)

// accesses are the events about the records and the clerks, and not about a guest.
var accesses = []string{EventRead, EventExported, EventPrinted, EventDeleted, EventErased, EventSignedIn, EventPINSet, EventHandedOver}

// Event is a guest's consent or refusal, the clerk's decision about a guest for
// whom nothing was sent, what the clerk said of a picture, or something done with
// the records. It may be kept as evidence longer than the attempts (Order 19, art.
// 9: three years), because Forget empties the fields about the guest.
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

	About    string   // id of the attempt or event that is corrected
	Decision Decision // what holds instead
	Reason   string   // why; of a consent, where the guest decided: see session.Channel
	Notice   string   // version of the notice that the guest was shown
	Rows     int      // how many rows were read or deleted

	// Of a guest who was checked by eye: proof of who was lodged.
	Name      string // masked
	Number    string // masked
	Person    string // PersonKey
	Reference string // of the booking
}

// Access reports whether the event is about the records and not about a guest.
func (e Event) Access() bool { return slices.Contains(accesses, e.Event) }

func (e *Event) columns() []column {
	return append([]column{
		{"id", &e.ID}, {"at", millis{&e.At}}, {"desk", &e.Desk}, {"clerk", &e.Clerk}, {"demo", flag{&e.Demo}},
		{"event", &e.Event}, {"provider", &e.Provider}, {"by_whom", &e.By}, {"face", flag{&e.Face}},
		{"about", &e.About}, {"decision", &e.Decision}, {"reason", &e.Reason}, {"notice", &e.Notice}, {"row_count", &e.Rows},
	}, e.guest()...)
}

// guest returns the columns about the guest.
func (e *Event) guest() []column {
	return []column{{"name", &e.Name}, {"number", &e.Number}, {"person", &e.Person}, {"reference", &e.Reference}}
}

// Note implements Store.
func (s *SQLite) Note(ctx context.Context, e Event) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error { return insertEvent(ctx, tx, e) })
	if err != nil {
		return failed(s.path, err)
	}
	return nil
}

// Correct implements Store.
func (s *SQLite) Correct(ctx context.Context, e Event) error {
	e.Event = EventCorrected
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var known bool
		err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM attempts WHERE id = $1 AND decision <> '' AND demo = $2)
			OR EXISTS (SELECT 1 FROM events WHERE id = $1 AND event IN ('by_eye', 'doubt', 'left') AND demo = $2)`, e.About, flag{&e.Demo}).Scan(&known)
		if err == nil && (!known || e.Decision == DecidedNothing || e.Reason == "") {
			err = errMissing
		}
		if err != nil {
			return err
		}
		return insertEvent(ctx, tx, e)
	})
	if err != nil {
		return ofNamed(failed(s.path, err))
	}
	return nil
}

func insertEvent(ctx context.Context, tx *sql.Tx, e Event) error {
	cs := e.columns()
	cleanTexts(cs)
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

// events reads whole rows, with clean texts. rest is the text after FROM events.
func events(ctx context.Context, q querier, rest string, args ...any) ([]Event, error) {
	out, err := rawEvents(ctx, q, rest, args...)
	for i := range out {
		cleanTexts(out[i].columns())
	}
	return out, err
}

// rawEvents is events with the texts as they were written.
func rawEvents(ctx context.Context, q querier, rest string, args ...any) (out []Event, err error) {
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

// strip empties what the matching events hold of a guest, and returns how many
// did.
func strip(ctx context.Context, tx *sql.Tx, where string, args ...any) (int, error) {
	all, err := rawEvents(ctx, tx, where, args...)
	if err != nil {
		return 0, err
	}
	for _, e := range all {
		e.Name, e.Number, e.Person, e.Reference = "", "", "", ""
		cs := e.guest()
		seal := sealOf(e.columns())
		cs = append(cs, column{"seal", &seal})
		if _, err := tx.ExecContext(ctx, "UPDATE events SET "+assignments(cs)+" WHERE id = $"+number(len(cs)+1), append(values(cs), e.ID)...); err != nil {
			return 0, err
		}
	}
	return len(all), nil
}
