package screens

import (
	"strconv"

	"facedesk/ui/session"
)

// countColumns are those of clerks and their counters.
var countColumns = shares{0.34, 0.16, 0.16, 0.17, 0.17, 0}

func (e *env) countsHead() tableContent {
	return tableContent{head: true, shares: &countColumns, cells: [6]string{"", e.t("shift.calls"), e.t("shift.passed"), e.t("shift.by_hand"), e.t("shift.open")}}
}

func (e *env) countsLine(c session.ShiftCount) tableContent {
	clerk := c.Clerk
	if clerk == "" {
		clerk = "-"
	}
	return tableContent{shares: &countColumns, cells: [6]string{clerk, strconv.Itoa(c.Calls), strconv.Itoa(c.Passed), strconv.Itoa(c.ByHand), strconv.Itoa(c.Open)}}
}

// counted words a clerk's counters in one line.
func (e *env) counted(c session.ShiftCount) string {
	return e.t("shift.count", "calls", c.Calls, "passed", c.Passed, "by_hand", c.ByHand, "open", c.Open)
}

// shift words what a clerk hands over.
type shift struct{ *env }

func shiftPage() page {
	return page{screen: session.Shift, build: func(s *Screens) part { return newListing(s.env, shift{s.env}.listed) },
		buttons: []session.Action{session.ActLeave}}
}

func (h shift) listed(v session.View) listed {
	k := v.Shift
	out := listed{title: h.t(v.Title), note: h.noteOf(k), fault: h.say(k.Fault), at: k.At, top: true}
	if !k.Complete {
		if k.Loading {
			out.empty = h.t("ledger.loading")
		}
		return out
	}
	out.about = k.Count.Clerk + " " + k.Name + "  ·  " + h.t("shift.since", "since", k.Since.Format("01-02 15:04")) + "  ·  " + h.counted(k.Count)
	out.body = h.t("shift.body", "to", k.To, "party", k.Party)
	for _, r := range k.Open {
		out.lines = append(out.lines, h.ledgerRow(r, true))
	}
	if len(out.lines) == 0 {
		out.empty = h.t("shift.nothing")
		return out
	}
	out.head = h.ledgerHead(true)
	return out
}

func (h shift) noteOf(k session.ShiftView) string {
	if k.Busy {
		return h.t("ledger.busy")
	}
	if k.Note.Key == "" {
		return ""
	}
	return h.t(k.Note.Key, "rows", k.Note.Rows, "file", k.Note.File) + " " + h.t("shift.sign")
}
