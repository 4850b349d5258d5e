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

// longestShift is how far back a shift may have begun.
const longestShift = 16 * time.Hour

// shift is what a clerk has done since he came on duty, and what is open.
type shift struct {
	since time.Time
	count session.ShiftCount
	// open are the calls whose outcome nobody knows, of any day and clerk, and the
	// checks of this shift that nobody has decided about; oldest first.
	open []records.Entry
}

// shiftOf reads the shift of a clerk. Demos count in a demo alone.
func (in *Installation) shiftOf(ctx context.Context, store records.Store, clerk string, demo bool, now time.Time) (out shift, err error) {
	if out.since, err = in.cameOnDuty(ctx, store, clerk, now); err != nil {
		return out, err
	}
	all, err := store.Entries(ctx, records.Filter{From: out.since.Add(-longestShift), Demo: &demo, Oldest: true})
	if err != nil {
		return out, err
	}
	corrected := corrections(all)
	earlier, all := begunBefore(all, out.since)
	unknown, err := store.Entries(ctx, records.Filter{Unsettled: true, Demo: &demo, Oldest: true})
	out.count = countOf(all, clerk)
	out.count.ByHand = byHand(append(decidedSince(earlier, out.since), all...), clerk, corrected)
	out.open = append(slices.DeleteFunc(unknown, func(e records.Entry) bool { return e.Attempt.State == records.StateOpen }), undecided(all, clerk)...)
	slices.SortFunc(out.open, func(a, b records.Entry) int { return a.Mark().At.Compare(b.Mark().At) })
	out.open = slices.CompactFunc(out.open, func(a, b records.Entry) bool { return a.Mark().ID == b.Mark().ID })
	return out, err
}

// cameOnDuty returns since when a clerk works: since the first time that he signed in
// after he had handed his last shift over, else since the business day began. A sheet
// that is printed twice tells the same. A sign-in of the future was dated by a wrong
// clock: the shift would have no calls until then.
func (in *Installation) cameOnDuty(ctx context.Context, store records.Store, clerk string, now time.Time) (time.Time, error) {
	list, err := store.Entries(ctx, records.Filter{From: now.Add(-longestShift), Clerk: clerk, Only: records.OnlyAccesses, Oldest: true})
	var since time.Time
	handed := false
	for _, e := range list {
		switch e.Event.Event {
		case records.EventHandedOver:
			handed = true
		case records.EventSignedIn:
			if (since.IsZero() || handed) && !e.Event.At.After(now) {
				since, handed = e.Event.At, false
			}
		}
	}
	if since.IsZero() {
		since = config.BusinessDay(in.Settings, now)
	}
	return since, err
}

// begunBefore divides a list, oldest first, at a time.
func begunBefore(list []records.Entry, at time.Time) (before, since []records.Entry) {
	i := slices.IndexFunc(list, func(e records.Entry) bool { return !e.Mark().At.Before(at) })
	if i < 0 {
		i = len(list)
	}
	return list[:i], list[i:]
}

// decidedSince are the calls that were decided about after a time: a clerk may decide
// about what another one has begun.
func decidedSince(list []records.Entry, at time.Time) (out []records.Entry) {
	for _, e := range list {
		if e.Attempt != nil && !e.Attempt.Decided.Before(at) {
			out = append(out, e)
		}
	}
	return out
}

// clerkOfEntry is the clerk who made the call or the event.
func clerkOfEntry(e records.Entry) string {
	if e.Attempt != nil {
		return e.Attempt.Clerk
	}
	return e.Event.Clerk
}

// deciderOf is the clerk who decided about a call, or who made the event.
func deciderOf(e records.Entry) string {
	if a := e.Attempt; a != nil {
		return cmp.Or(a.DecidedBy, a.Clerk)
	}
	return e.Event.Clerk
}

// corrections are the decisions that hold instead of the first ones, by id.
func corrections(list []records.Entry) map[string]records.Decision {
	out := map[string]records.Decision{}
	for _, e := range list {
		if ev := e.Event; ev != nil && ev.Event == records.EventCorrected {
			out[ev.About] = ev.Decision
		}
	}
	return out
}

// decisionOf is what was decided in the end.
func decisionOf(e records.Entry, corrected map[string]records.Decision) records.Decision {
	if e.Attempt != nil {
		return cmp.Or(corrected[e.Attempt.ID], e.Attempt.Decision)
	}
	if d := records.Decision(e.Event.Event); d == records.DecidedByEye || d == records.DecidedDoubt || d == records.DecidedLeft {
		return cmp.Or(corrected[e.Event.ID], d)
	}
	return records.DecidedNothing
}

// undecided are a clerk's calls without a match that nobody has decided about, unless
// the same guest has passed or was decided about later, whoever did it. The list is
// oldest first. A call that is under way is not among them.
func undecided(all []records.Entry, clerk string) (out []records.Entry) {
	ended := map[string]bool{} // guests
	for _, e := range slices.Backward(all) {
		a := e.Attempt
		if a == nil {
			if decisionOf(e, nil) != records.DecidedNothing && e.Event.Person != "" {
				ended[e.Event.Person] = true
			}
			continue
		}
		guest := cmp.Or(a.Person, a.ID) // whose name was deleted is nobody else
		if a.State == records.StateVerdict && a.Outcome == identity.Match || a.Decision != records.DecidedNothing {
			ended[guest] = true
		}
		if !ended[guest] && a.State != records.StateOpen && a.Clerk == clerk {
			out = append(out, e)
		}
	}
	slices.Reverse(out)
	return out
}

// Shift implements session.Journal.
func (j Journal) Shift(ctx context.Context, r session.ReadShift) session.ShiftRead {
	s, done := j.Current.use()
	defer done()
	out := session.ShiftRead{Visit: r.Visit}
	found, err := s.shiftOf(ctx, s.store, s.codeOf(r.Clerk), s.demo(), j.Now())
	if out.Err = AsIdentity(err); out.Err != nil {
		return out
	}
	out.Since, out.Count = found.since.In(identity.China()), found.count
	for _, e := range found.open {
		row := s.record(e)
		row.At, row.Clerk = row.At.In(identity.China()), e.Attempt.Clerk
		out.Open = append(out.Open, row)
	}
	return out
}

// codeOf is the clerk whose entries are meant: who is signed in, else that of the
// settings.
func (s *Station) codeOf(signedIn string) string {
	return cmp.Or(signedIn, s.Settings.String(config.KeyDeskClerk))
}

// demo reports whether the whole desk is a demo: its calls alone count there.
func (s *Station) demo() bool { return s.sandbox != nil || s.practises }

// HandOver implements session.Journal.
func (j Journal) HandOver(ctx context.Context, h session.MakeHandOver) session.LedgerDone {
	s, done := j.Current.use()
	defer done()
	note, err := s.handOver(ctx, j.Now(), h)
	return session.LedgerDone{Visit: h.Visit, Note: note, Err: AsIdentity(err)}
}

func (s *Station) handOver(ctx context.Context, now time.Time, h session.MakeHandOver) (session.Note, error) {
	from := s.codeOf(h.Clerk)
	sheet, err := s.HandOverSheet(ctx, s.store, from, h.To, s.demo(), now)
	if err != nil {
		return session.Note{}, err
	}
	sheet.By, sheet.Party = from, h.Party
	pdf, err := sheet.PDF(h.Language)
	if err != nil {
		return session.Note{}, err
	}
	return putOut(ctx, h.Folder, "facedesk-shift-"+now.In(identity.China()).Format("2006-01-02-1504")+".pdf", sheet.Title(), pdf, func() error {
		e := s.Event(now)
		e.Event, e.Clerk, e.About, e.Rows, e.Demo = records.EventHandedOver, from, h.To, sheet.Rows(), s.demo()
		return s.store.Note(ctx, e)
	})
}
