package session

import (
	"slices"
	"time"
)

func (m Model) stepDay(days int) (Model, []Cmd) {
	day, err := time.Parse(time.DateOnly, m.ledger.query.Day)
	if err != nil { // nothing was read yet
		return m, nil
	}
	return m.goToDay(day.AddDate(0, 0, days).Format(time.DateOnly))
}

// goToDay shows another day, of the totals where they are shown.
func (m Model) goToDay(day string) (Model, []Cmd) {
	m.ledger.query.Day = day
	if m.ledger.mode == LedgerSums {
		return m.readTotals()
	}
	return m.anewLedger()
}

// stepRow chooses another row, on the next page where this one ends.
func (m Model) stepRow(by int) (Model, []Cmd) {
	l := m.ledger
	if l.mode != LedgerList {
		m.ledger.line = max(0, min(l.line+by, l.lines()-pageLines))
		return m, nil
	}
	switch to := l.at + by; {
	case to < 0 && len(l.pages) > 0:
		m, cmds := m.pageBack()
		m.ledger.at = LedgerRows // the last one, once the page is there
		return m, cmds
	case to >= len(l.rows) && l.more:
		return m.pageOn()
	default:
		m.ledger.at = max(0, min(to, len(l.rows)-1))
	}
	return m, nil
}

// LedgerRows is how many rows a page has at most.
const LedgerRows = 100

// pageLines is how many lines a page of details or totals has at least.
const pageLines = 6

// lines is how many lines the details or the totals have.
func (l ledger) lines() int {
	n := len(l.entry)
	for _, t := range l.totals {
		n += 1 + len(t.Rows) + len(t.Counts)
		if len(t.Counts) > 0 {
			n++ // their own heads
		}
	}
	return n
}

func (m Model) pageOn() (Model, []Cmd) {
	last := m.ledger.rows[len(m.ledger.rows)-1]
	m.ledger.pages = append(slices.Clone(m.ledger.pages), m.ledger.query.After)
	m.ledger.query.After, m.ledger.at = LedgerMark{last.At, last.Attempt}, 0
	return m.readLedger("")
}

func (m Model) pageBack() (Model, []Cmd) {
	before := len(m.ledger.pages) - 1
	m.ledger.query.After, m.ledger.pages, m.ledger.at = m.ledger.pages[before], m.ledger.pages[:before], 0
	return m.readLedger("")
}

// nextKind shows another kind of entry.
func nextKind(by int) func(Model) (Model, []Cmd) {
	return func(m Model) (Model, []Cmd) {
		kinds := LedgerKinds()
		at := slices.Index(kinds, m.ledger.query.Only)
		m.ledger.query.Only = kinds[(at+by+len(kinds))%len(kinds)]
		return m.anewLedger()
	}
}

// nextLedgerService shows another service's entries, or those of all.
func (m Model) nextLedgerService() (Model, []Cmd) {
	codes := []string{""}
	for _, s := range m.cfg.Services {
		codes = append(codes, s.Descriptor.Code)
	}
	m.ledger.query.Service = after(codes, m.ledger.query.Service)
	return m.anewLedger()
}

// nextClerk shows another clerk's entries of the day, or those of all.
func (m Model) nextClerk() (Model, []Cmd) {
	m.ledger.query.Clerk = after(append([]string{""}, m.ledger.clerks...), m.ledger.query.Clerk)
	return m.anewLedger()
}

// after is the one behind another in a list, the first behind the last.
func after(all []string, one string) string { return all[(slices.Index(all, one)+1)%len(all)] }
