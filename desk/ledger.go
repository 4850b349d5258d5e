package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
)

// Ledger implements session.LedgerPort: the records for the duty manager. Lists,
// totals and files are noted before they are handed out; where that fails, none is. A
// printed sheet is noted after, and the details of a listed row are not noted again.
type Ledger struct {
	Current *Current
	Now     func() time.Time
	Post    func(session.Msg) // progress
}

// HasManager reports whether the duty manager has a PIN of his own. The
// administrator's, which stands in for it where money is lifted, opens no records, and
// neither does one that a variable brings.
func HasManager(o Outside) bool {
	in, err := o.Load()
	return err == nil && in.Sources.StoredPIN(config.KeyManagerPIN) != ""
}

// Read implements session.LedgerPort.
func (l Ledger) Read(ctx context.Context, r session.ReadLedger) session.LedgerRead {
	s, done := l.Current.use()
	defer done()
	out := session.LedgerRead{Visit: r.Visit, Asked: r.Asked}
	if err := s.ledgerPage(ctx, l.Now(), r, &out); err != nil {
		return session.LedgerRead{Visit: r.Visit, Asked: r.Asked, Err: AsIdentity(err)}
	}
	return out
}

func (s *Station) ledgerPage(ctx context.Context, now time.Time, r session.ReadLedger, out *session.LedgerRead) error {
	day, ok := s.Days(r.Query.Day, r.Query.Day, now)
	if !ok {
		day, _ = s.Days("", "", now)
	}
	today, _ := s.Days("", "", now)
	out.Day, out.Today, out.Found = day.First, today.First, r.Query.Found
	if r.Typed != "" {
		who, err := s.Search(ctx, s.outside, r.Typed)
		if err != nil {
			return err
		}
		out.Found = session.Found{Persons: who.Persons, Name: who.Name}
	}
	list, err := s.store.Entries(ctx, ledgerFilter(r.Query, out.Found, day))
	if err != nil {
		return err
	}
	if out.More = len(list) > session.LedgerRows; out.More {
		list = list[:session.LedgerRows]
	}
	if err := s.noteAccess(ctx, now, r.Clerk, records.EventRead, len(list)); err != nil {
		return err
	}
	for _, e := range list {
		out.Rows = append(out.Rows, s.managed(e))
	}
	out.Clerks, err = s.clerks(ctx, day)
	return err
}

// ledgerFilter puts a query into the words of the records. A search and the unknown
// outcomes are of any day.
func ledgerFilter(q session.LedgerQuery, found session.Found, day Days) records.Filter {
	f := records.Filter{Provider: q.Service, Clerk: q.Clerk, Persons: found.Persons, Name: found.Name, Limit: session.LedgerRows + 1,
		After: records.Mark{At: q.After.At, ID: q.After.ID}}
	switch q.Only {
	case session.OnlyAll:
	case session.OnlyUnknown:
		genuine := false
		f.Unsettled, f.Demo = true, &genuine
	case session.OnlyCalls, session.OnlyConsents, session.OnlyDecisions, session.OnlyEvents, session.OnlyAccesses:
		f.Only = records.Only(q.Only)
	default:
		f.Result = string(q.Only)
	}
	if len(f.Persons) == 0 && f.Name == "" && !f.Unsettled {
		f.From, f.To = day.From, day.To
	}
	return f
}

// managed returns an entry as the duty manager sees it.
func (s *Station) managed(e records.Entry) session.Record {
	row := s.record(e)
	if e.Event != nil {
		row.Clerk = e.Event.Clerk
		if e.Event.Event == records.EventCorrected {
			row.Decision = session.Decision(e.Event.Decision)
		}
		return row
	}
	row.Clerk = e.Attempt.Clerk
	return row
}

// clerks returns who made calls on a day.
func (s *Station) clerks(ctx context.Context, day Days) (out []string, err error) {
	all, err := s.store.Tallies(ctx, records.TallyFilter{From: day.First, To: day.Last}, records.ByClerk)
	for _, t := range all {
		out = append(out, t.Clerk)
	}
	out = append(out, s.Settings.String(config.KeyDeskClerk))
	out = slices.DeleteFunc(out, func(clerk string) bool { return clerk == "" })
	slices.Sort(out)
	return slices.Compact(out), err
}

// noteAccess notes that the duty manager has read, exported or printed rows.
func (s *Station) noteAccess(ctx context.Context, now time.Time, clerk, event string, rows int) error {
	e := s.Event(now)
	e.Event, e.Clerk, e.Rows = event, s.manager(clerk), rows
	return s.store.Note(ctx, e)
}

// manager names who has given the PIN, as far as the program knows: the clerk who is
// signed in and the desk, or one of them.
func (in *Installation) manager(signedIn string) string {
	if desk := in.Settings.String(config.KeyDeskName); signedIn != "" && desk != "" {
		return signedIn + " · " + desk + " (PIN)"
	}
	return cmp.Or(signedIn, in.Settings.String(config.KeyDeskClerk), in.Settings.String(config.KeyDeskName), "window") + " (PIN)"
}

// Totals implements session.LedgerPort.
func (l Ledger) Totals(ctx context.Context, r session.ReadTotals) session.TotalsRead {
	s, done := l.Current.use()
	defer done()
	totals, err := s.ledgerTotals(ctx, l.Now(), r)
	if err != nil {
		totals = nil
	}
	return session.TotalsRead{Visit: r.Visit, Shown: r.Shown, Totals: totals, Err: AsIdentity(err)}
}

// monthDays is how many days the longer totals have.
const monthDays = 31

func (s *Station) ledgerTotals(ctx context.Context, now time.Time, r session.ReadTotals) (out []session.LedgerTotals, err error) {
	day, ok := s.Days(r.Day, r.Day, now)
	if !ok {
		day, _ = s.Days("", "", now)
	}
	f := records.TallyFilter{From: day.First, To: day.Last}
	if r.Month {
		f.From = records.DayOf(day.From.AddDate(0, 0, 1-monthDays))
	}
	calls := 0
	for _, part := range []struct {
		by      records.Dimension
		heading session.TextKey
	}{{records.ByService, "sheet.by_service"}, {records.ByClerk, "sheet.by_clerk"}, {records.ByOutcome, "sheet.by_outcome"}} {
		all, err := s.store.Tallies(ctx, f, part.by)
		if err != nil {
			return nil, err
		}
		t := session.LedgerTotals{Heading: part.heading, Rows: s.totalRows(all, part.by)}
		calls, out = sumOf(all).Calls, append(out, t)
	}
	if !r.Month {
		demo := s.demo()
		list, err := s.store.Entries(ctx, records.Filter{From: day.From, To: day.To, Demo: &demo, Oldest: true})
		if err != nil {
			return nil, err
		}
		out = append(out, session.LedgerTotals{Heading: "shift.by_clerk", Counts: countsByClerk(list)})
	}
	return out, s.noteAccess(ctx, now, r.Clerk, records.EventRead, calls)
}

func sumOf(all []records.Tally) (sum records.Tally) {
	for _, t := range all {
		sum.Add(t)
	}
	return sum
}

func (s *Station) totalRows(all []records.Tally, by records.Dimension) (out []session.LedgerTotal) {
	for _, t := range all {
		row := total(t)
		switch by {
		case records.ByService:
			row.Name = s.serviceName(t.Provider)
		case records.ByOutcome:
			row.Word = outcomeWord(t.Result)
		default:
			name := cmp.Or(t.Clerk, "-")
			row.Name = identity.Text{ZH: name, EN: name}
		}
		out = append(out, row)
	}
	if len(all) > 1 {
		row := total(sumOf(all))
		row.Word, row.Sum = "totals.sum", true
		out = append(out, row)
	}
	return out
}

func total(t records.Tally) session.LedgerTotal {
	return session.LedgerTotal{Calls: t.Calls, Charged: t.Charged, Unknown: t.Unknown, Fen: t.Fen, UnknownFen: t.UnknownFen}
}
