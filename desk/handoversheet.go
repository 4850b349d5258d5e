package desk

import (
	"context"
	"time"

	"facedesk/config"
	"facedesk/desk/daysheet"
	"facedesk/records"
	"facedesk/ui/session"
)

// HandOverSheet gathers what a clerk hands over at the end of a shift. From and to are
// codes; to is "" where it is written by hand. Demos count where demo is set, and
// nothing else does then.
func (in *Installation) HandOverSheet(ctx context.Context, store records.Store, from, to string, demo bool, now time.Time) (daysheet.HandOver, error) {
	found, err := in.shiftOf(ctx, store, from, demo, now)
	if err != nil {
		return daysheet.HandOver{}, err
	}
	out := daysheet.HandOver{Company: in.Settings.String(config.KeyCompany), Desk: in.Settings.String(config.KeyDeskName),
		From: in.clerkText(from), To: in.clerkText(to), Since: found.since, Made: now, Demo: demo, Count: found.count, Name: in.serviceName}
	for _, e := range found.open {
		out.Open = append(out.Open, daysheet.Point{Line: sheetLine(e), Why: whyOpen(*e.Attempt)})
	}
	return out, nil
}

// clerkText is a clerk's code with the name that the desk knows.
func (in *Installation) clerkText(code string) string {
	if c, known := clerkOf(in, code); known {
		return code + " " + c.Name
	}
	return code
}

// whyOpen words why a call is handed over.
func whyOpen(a records.Attempt) session.TextKey {
	if a.Unsettled() {
		return "shift.unknown"
	}
	return "shift.undecided"
}
