package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
)

// Journal implements session.Journal with the records of the current station.
type Journal struct {
	Current *Current
	Now     func() time.Time
}

// Consent implements session.Journal.
func (j Journal) Consent(ctx context.Context, ev session.RecordConsent) error {
	s, done := j.Current.use()
	notice := s.NoticeVersion(ev.Consent.Recipient, ev.Language)
	done()
	return j.note(ctx, records.Event{
		Event: "consent_" + string(ev.Event), Provider: ev.Consent.Recipient, By: ev.Consent.By, Face: ev.Face, Demo: ev.Demo, Notice: notice, Clerk: ev.Clerk, Reason: string(ev.Channel),
	})
}

// Decision implements session.Journal.
func (j Journal) Decision(ctx context.Context, ev session.RecordDecision) error {
	s, done := j.Current.use()
	defer done()
	if len(ev.Attempts) == 0 {
		return s.note(ctx, j.Now(), s.lodged(ctx, ev))
	}
	var all error
	for _, id := range ev.Attempts {
		if err := s.store.Decide(ctx, id, records.Decision(ev.Decision), ev.At, ev.Clerk); err != nil {
			s.log.Error("a decision could not be recorded", "attempt", id, "kind", string(identity.KindOf(err)))
			all = errors.Join(all, err)
		}
	}
	return all
}

// AcceptPhoto implements session.Journal.
func (j Journal) AcceptPhoto(ctx context.Context, ev session.RecordAccepted) error {
	s, done := j.Current.use()
	defer done()
	return s.NoteAccepted(ctx, j.Now(), ev)
}

// NoteAccepted keeps an event for each thing that somebody said will do.
func (s *Station) NoteAccepted(ctx context.Context, now time.Time, ev session.RecordAccepted) error {
	var all error
	for _, event := range acceptEvents(ev) {
		all = errors.Join(all, s.note(ctx, now, records.Event{Event: event, Face: true, Demo: ev.Demo, Clerk: ev.Clerk}))
	}
	return all
}

// acceptEvents words them for the records. What covered the face is not kept: it
// may tell of a faith or an illness.
func acceptEvents(ev session.RecordAccepted) []string {
	events := map[session.Hint]string{
		session.HintManyFaces: records.EventOtherPicture, session.HintTurnedAway: records.EventTurnLifted, session.HintOffCentre: records.EventPlaceLifted,
	}
	var out []string
	if ev.Chosen {
		out = append(out, records.EventFaceChosen)
	}
	for _, h := range ev.Stops {
		event := cmp.Or(events[h], records.EventCoverLifted)
		if !slices.Contains(out, event) {
			out = append(out, event)
		}
	}
	return out
}

func (j Journal) note(ctx context.Context, e records.Event) error {
	s, done := j.Current.use()
	defer done()
	return s.note(ctx, j.Now(), e)
}

func (s *Station) note(ctx context.Context, now time.Time, e records.Event) error {
	by := s.Event(now)
	e.ID, e.At, e.Desk, e.Clerk = by.ID, by.At, by.Desk, cmp.Or(e.Clerk, by.Clerk)
	err := s.store.Note(ctx, e)
	if err != nil {
		s.log.Error("an event could not be recorded", "event", e.Event, "kind", string(identity.KindOf(err)))
	}
	return err
}

// Event returns an event of this desk and clerk, without what happened.
func (in *Installation) Event(at time.Time) records.Event {
	return records.Event{ID: uuid.NewString(), At: at, Desk: in.Settings.String(config.KeyDeskName), Clerk: in.Settings.String(config.KeyDeskClerk)}
}

// Lift implements session.Journal.
func (j Journal) Lift(ctx context.Context, l session.LiftLimit) error {
	return j.note(ctx, records.Event{Event: records.EventLimitLifted, Provider: l.Service, Clerk: l.Clerk})
}

// Clerk implements session.Journal.
func (j Journal) Clerk(ctx context.Context, c session.RecordClerk) error {
	return j.note(ctx, records.Event{Event: string(c.Event), Clerk: c.Clerk, About: c.About, Demo: c.Demo})
}

// Duties implements session.Journal.
func (j Journal) Duties(ctx context.Context, d session.RecordDuties) error {
	codes := make([]string, len(d.Codes))
	for i, c := range d.Codes {
		codes[i] = string(c)
	}
	return j.note(ctx, records.Event{Event: records.EventMinor, About: d.Attempt, Reason: strings.Join(codes, ","), Demo: d.Demo, Clerk: d.Clerk})
}

// Settle implements session.Journal.
func (j Journal) Settle(ctx context.Context, c session.SettleRecord) *identity.Error {
	s, done := j.Current.use()
	defer done()
	err := s.store.Settle(ctx, c.Attempt, records.Settlement{At: j.Now(), By: s.manager(c.Clerk), Charged: c.Charged, Evidence: oneLine(c.Evidence)})
	if err != nil {
		s.log.Error("a settlement could not be recorded", "attempt", c.Attempt, "kind", string(identity.KindOf(err)))
	}
	return AsIdentity(err)
}

// longestEvidence is in characters.
const longestEvidence = 200

func firstRunes(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n])
	}
	return text
}

// serviceName returns the name of a service. A service that no longer exists is
// named by its code.
func (in *Installation) serviceName(code string) identity.Text {
	if e, err := in.Entry(code); err == nil {
		return e.Descriptor.Name
	}
	return identity.Text{ZH: code, EN: code}
}
