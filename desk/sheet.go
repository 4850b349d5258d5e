package desk

import (
	"context"

	"facedesk/config"
	"facedesk/desk/daysheet"
	"facedesk/records"
)

// DaySheet gathers what the sheet of a business day says, without demos. Yuan says
// that the manager's PIN was given.
func (in *Installation) DaySheet(ctx context.Context, store records.Store, day Days, yuan bool) (daysheet.Sheet, error) {
	s := daysheet.Sheet{Company: in.Settings.String(config.KeyCompany), Desk: in.Settings.String(config.KeyDeskName), Day: day.First, Yuan: yuan, Name: in.serviceName}
	for _, part := range []struct {
		by records.Dimension
		to *[]records.Tally
	}{{records.ByService, &s.Services}, {records.ByOutcome, &s.Outcomes}, {records.ByClerk, &s.Clerks}} {
		all, err := store.Tallies(ctx, records.TallyFilter{From: day.First, To: day.Last}, part.by)
		if err != nil {
			return s, err
		}
		*part.to = all
	}
	genuine := false
	f := records.Filter{From: day.From, To: day.To, Demo: &genuine}
	audited, err := store.Audit(ctx, f)
	if err != nil {
		return s, err
	}
	for _, a := range audited {
		if !(records.Event{Event: a.Event}).Access() {
			s.Consents = append(s.Consents, a)
		}
	}
	f.Only, f.Oldest = records.OnlyDecisions, true
	if s.Decisions, err = sheetLines(ctx, store, f); err != nil {
		return s, err
	}
	s.Open, err = sheetLines(ctx, store, records.Filter{Unsettled: true, Demo: &genuine, Oldest: true})
	return s, err
}

func sheetLines(ctx context.Context, store records.Store, f records.Filter) (out []daysheet.Line, err error) {
	list, err := store.Entries(ctx, f)
	for _, e := range list {
		out = append(out, sheetLine(e))
	}
	return out, err
}

func sheetLine(e records.Entry) daysheet.Line {
	if a := e.Attempt; a != nil {
		return daysheet.Line{At: a.Started, Service: a.Provider, Name: a.Name, Number: a.Number, Order: a.Vendor.Order, Decision: string(a.Decision), Clerk: a.Clerk}
	}
	ev := e.Event
	line := daysheet.Line{At: ev.At, Service: ev.Provider, Name: ev.Name, Number: ev.Number, Reference: ev.Reference, Decision: ev.Event, Clerk: ev.Clerk}
	if ev.Event == records.EventCorrected {
		line.Decision, line.Reason, line.Number = string(ev.Decision), ev.Reason, shortID(ev.About)
	}
	return line
}

// shortID is enough of an id to find it in a list.
func shortID(id string) string { return id[:min(len(id), 8)] }
