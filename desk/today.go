package desk

import (
	"context"
	"errors"
	"slices"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
	"facedesk/verify"
)

// Today implements session.Journal. Without a PIN a clerk sees his own entries
// of this business day, masked. He also sees every call that is not settled,
// whoever made it.
func (j Journal) Today(ctx context.Context, clerk string) session.RecordsLoaded {
	s, done := j.Current.use()
	defer done()
	begin := config.BusinessDay(s.Settings, j.Now())
	all, err := s.store.Entries(ctx, records.Filter{From: begin})
	code := s.codeOf(clerk)
	list := slices.DeleteFunc(slices.Clone(all), func(e records.Entry) bool { return code != "" && clerkOfEntry(e) != code })
	demo := false
	open, errOpen := s.store.Entries(ctx, records.Filter{Unsettled: true, Demo: &demo})
	known := map[string]bool{}
	var rows []session.Record
	for _, e := range append(list, open...) {
		if known[e.Mark().ID] {
			continue
		}
		known[e.Mark().ID] = true
		row := s.record(e)
		row.Earlier = row.At.Before(begin)
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b session.Record) int { return a.At.Compare(b.At) }) // the screen expects the oldest first
	slices.Reverse(all)                                                                      // now the oldest first
	count := countOf(slices.DeleteFunc(all, func(e records.Entry) bool { return demoOf(e) != s.demo() }), code)
	return session.RecordsLoaded{Rows: rows, Count: count, Err: AsIdentity(errors.Join(err, errOpen))}
}

func demoOf(e records.Entry) bool {
	if e.Attempt != nil {
		return e.Attempt.Demo
	}
	return e.Event.Demo
}

// record returns an entry of the records as the window shows it, at China's time as the
// business day goes.
func (in *Installation) record(e records.Entry) session.Record {
	if e.Event != nil {
		ev := *e.Event
		row := session.Record{At: ev.At.In(identity.China()), Attempt: ev.ID, Event: ev.Event, Name: ev.Name, Number: ev.Number, Demo: ev.Demo}
		if ev.Provider != "" {
			row.Service = in.serviceName(ev.Provider)
		}
		return row
	}
	r := *e.Attempt
	return session.Record{
		At: r.Started.In(identity.China()), Attempt: r.ID, Name: r.Name, Number: r.Number, Service: in.serviceName(r.Provider), Outcome: r.Outcome, Kind: r.Kind,
		Open: r.State == records.StateOpen, Lost: r.Lost(), Demo: r.Demo, Decision: session.Decision(r.Decision),
		Unsettled: r.Unsettled(), Order: r.Vendor.Order,
	}
}

// lodged returns the event for a decision without an attempt. If a guest was
// checked by eye, it holds the masked guest. It does not hold what the clerk
// thought of the photo.
func (s *Station) lodged(ctx context.Context, ev session.RecordDecision) records.Event {
	e := records.Event{Event: string(ev.Decision), Demo: ev.Demo, Reference: ev.Reference, Clerk: ev.Clerk}
	d := identity.Document{Type: ev.Guest.Type, Number: ev.Guest.Type.Number(ev.Guest.Number)}
	if ev.Guest.Name != "" {
		e.Name = identity.MaskName(ev.Guest.Name)
	}
	if d.Number == "" {
		return e
	}
	e.Number = identity.MaskNumber(d.Number)
	key, err := []byte(verify.DemoHashKey), error(nil)
	if !ev.Demo {
		key, err = s.hashKey(ctx)
	}
	if err != nil { // the decision is still recorded, but a search by number does not find it
		s.log.Error("a decision is kept without the key of the person", "kind", string(identity.KindOf(err)))
		return e
	}
	e.Person = records.PersonKey(key, d)
	return e
}
