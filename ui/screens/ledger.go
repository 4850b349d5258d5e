package screens

import (
	"facedesk/identity"
	"facedesk/ui/session"
)

// The columns of the manager's tables.
var (
	ledgerColumns = shares{0.11, 0.22, 0.18, 0.22, 0.15, 0.12}
	entryColumns  = shares{0.27, 0.73}
	datedColumns  = shares{0.15, 0.21, 0.17, 0.2, 0.15, 0.12}
	totalColumns  = shares{0.34, 0.11, 0.11, 0.14, 0.15, 0.15}
)

// ledger words the duty manager's records: one table, whatever it shows.
type ledger struct{ *env }

func ledgerPage() page {
	return page{
		screen: session.Ledger, build: func(s *Screens) part { return newListing(s.env, ledger{s.env}.listed) },
		buttons: []session.Action{session.ActLeave},
	}
}

func (l ledger) listed(v session.View) listed {
	k := v.Ledger
	head, lines := l.tableOf(k)
	out := listed{title: l.t(titleOf(k)), about: l.aboutOf(k), note: l.noteOf(k), body: l.bodyOf(k), empty: l.nothing(k), fault: l.say(k.Fault),
		head: head, lines: lines, mode: string(k.Mode), at: k.At}
	if k.Mode != session.LedgerList {
		out.at, out.top = k.Line, true
	}
	return out
}

func titleOf(k session.LedgerView) session.TextKey {
	switch k.Mode {
	case session.LedgerEntry:
		return "ledger.entry"
	case session.LedgerCorrect:
		return "ledger.correct"
	case session.LedgerSums:
		return "ledger.totals"
	case session.LedgerExport:
		return "ledger.export"
	case session.LedgerSheet:
		return "ledger.sheet"
	}
	return "title.ledger"
}

// aboutOf says what is shown: the day and the filters.
func (l ledger) aboutOf(k session.LedgerView) string {
	day := k.Day
	switch {
	case k.Mode == session.LedgerSums && k.Month:
		return l.t("ledger.month", "day", k.Day)
	case k.Mode == session.LedgerSums, k.Mode == session.LedgerSheet:
		return day
	case k.Mode != session.LedgerList:
		return ""
	case k.Found:
		day = l.t("ledger.found")
	case k.AnyDay:
		day = l.t("ledger.any_day")
	}
	service, clerk := l.t("ledger.all_services"), l.t("ledger.all_clerks")
	if k.Service != (identity.Text{}) {
		service = l.say(k.Service)
	}
	if k.Clerk != "" {
		clerk = k.Clerk
	}
	out := day + "  ·  " + l.t(k.Only) + "  ·  " + service + "  ·  " + clerk
	if k.Page > 1 || k.More {
		out += "  ·  " + l.t("ledger.page", "page", k.Page)
	}
	return out
}

func (l ledger) noteOf(k session.LedgerView) string {
	switch {
	case k.Busy && k.Done > 0:
		return l.t("ledger.done", "rows", k.Done)
	case k.Busy:
		return l.t("ledger.busy")
	}
	return l.t(k.Note.Key, "rows", k.Note.Rows, "file", k.Note.File)
}

func (l ledger) bodyOf(k session.LedgerView) string {
	switch k.Mode {
	case session.LedgerCorrect:
		return l.t("ledger.correct.body")
	case session.LedgerExport:
		return l.t("ledger.export.body")
	case session.LedgerSheet:
		return l.t("ledger.sheet.body")
	}
	return ""
}

func (l ledger) nothing(k session.LedgerView) string {
	switch {
	case k.Fault != identity.Text{}:
	case k.Mode == session.LedgerList && k.Loading:
		return l.t("ledger.loading")
	case k.Mode == session.LedgerList && len(k.Rows) == 0:
		return l.t("ledger.empty")
	}
	return ""
}

// tableOf returns head and lines of the table.
func (l ledger) tableOf(k session.LedgerView) (head tableContent, lines []tableContent) {
	switch k.Mode {
	case session.LedgerEntry:
		return tableContent{}, l.entryLines(k.Entry)
	case session.LedgerCorrect:
		for _, r := range k.Rows {
			if r.Chosen {
				lines = append(lines, l.ledgerRow(r, true))
			}
		}
		return l.ledgerHead(true), lines
	case session.LedgerSums:
		return l.totalsHead(), l.totalLines(k.Totals)
	case session.LedgerExport:
		return tableContent{}, l.exportLines(k)
	case session.LedgerSheet:
		return tableContent{}, nil
	}
	for _, r := range k.Rows {
		lines = append(lines, l.ledgerRow(r, k.AnyDay))
	}
	return l.ledgerHead(k.AnyDay), lines
}
