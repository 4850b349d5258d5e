package session

import (
	"slices"
	"time"

	"facedesk/identity"
)

// ledgerBindings lists the keys of the manager's screen. What it shows decides
// which of them apply.
func ledgerBindings() []binding {
	return slices.Concat(ledgerWays(), ledgerDecisions(), ledgerOutputs(), []binding{
		{keys: []Key{KeyEscape}, action: ActLeave, label: "key.back", do: Model.leaveLedger},
	})
}

func showing(modes ...LedgerMode) func(Model) bool {
	return func(m Model) bool { return slices.Contains(modes, m.ledger.mode) }
}

// ledgerWays are the keys of the list and of the totals.
func ledgerWays() []binding {
	list, dated := showing(LedgerList), showing(LedgerList, LedgerSums)
	step := func(days int) func(Model) (Model, []Cmd) {
		return func(m Model) (Model, []Cmd) { return m.stepDay(days) }
	}
	row := func(by int) func(Model) (Model, []Cmd) {
		return func(m Model) (Model, []Cmd) { return m.stepRow(by) }
	}
	some := func(m Model) bool { return len(m.ledger.rows) > 0 }
	return []binding{
		{keys: []Key{KeyLeft}, action: ActDayBefore, label: "key.day_before", do: step(-1), applies: dated, ready: Model.byDay},
		{keys: []Key{KeyRight}, action: ActDayAfter, label: "key.day_after", do: step(1), applies: dated,
			ready: func(m Model) bool { return m.byDay() && m.ledger.query.Day < m.ledger.today }},
		{keys: []Key{KeyF7}, action: ActDay, label: "key.day", do: ask("day"), applies: dated},
		{keys: []Key{KeyUp}, action: ActRowUp, label: "key.row_up", do: row(-1), applies: list, ready: some},
		{keys: []Key{KeyDown}, action: ActRowDown, label: "key.row_down", do: row(1), applies: list, ready: some},
		{keys: []Key{KeyPageUp}, action: ActPageUp, label: "key.page_up", do: Model.pageBack, applies: list,
			ready: func(m Model) bool { return len(m.ledger.pages) > 0 }},
		{keys: []Key{KeyPageDown}, action: ActPageDown, label: "key.page_down", do: Model.pageOn, applies: list,
			ready: func(m Model) bool { return m.ledger.more && some(m) }},
		{keys: []Key{KeyEnter}, action: ActEntry, label: "key.entry", do: Model.readEntry, applies: list, ready: some},
		{keys: []Key{KeyF2}, action: ActSearch, label: "key.search", do: ask("search"), applies: list},
		{keys: []Key{KeyTab}, action: ActKind, label: "key.kind", do: nextKind(1), applies: list},
		{keys: []Key{KeyBackTab}, action: ActKindBack, label: "key.kind_back", do: nextKind(-1), applies: list},
		{keys: []Key{KeyF4}, action: ActService, label: "key.ledger_service", do: Model.nextLedgerService, applies: list},
		{keys: []Key{KeyF5}, action: ActClerk, label: "key.clerk", do: Model.nextClerk, applies: list,
			ready: func(m Model) bool { return len(m.ledger.clerks) > 0 || m.ledger.query.Clerk != "" }},
		{keys: []Key{KeyF6}, action: ActTotals, label: "key.totals", do: Model.nextTotals, applies: dated},
	}
}

// ledgerDecisions are the keys about one entry.
func ledgerDecisions() []binding {
	one, which := showing(LedgerList, LedgerEntry), showing(LedgerCorrect)
	hold := func(d Decision) func(Model) (Model, []Cmd) {
		return func(m Model) (Model, []Cmd) {
			m.ledger.note = Note{}
			return m, []Cmd{AskText{Visit: m.ledger.visit, Question: "reason", About: string(d), Record: m.row().Attempt}}
		}
	}
	charged := func(c identity.Charged) func(Model) (Model, []Cmd) {
		return func(m Model) (Model, []Cmd) {
			return m, []Cmd{AskText{Visit: m.ledger.visit, Question: "evidence", About: c.String(), Record: m.row().Attempt}}
		}
	}
	open := func(m Model) bool { return one(m) && m.row().Unsettled && !m.row().Demo }
	return []binding{
		{keys: []Key{KeyF3}, action: ActCorrect, label: "key.correct",
			do:      func(m Model) (Model, []Cmd) { return m.showLedger(LedgerCorrect), nil },
			applies: one, ready: func(m Model) bool { return m.row().decided() }},
		{keys: []Key{KeyF8}, action: ActCharged, label: "key.charged", do: charged(identity.ChargedYes), applies: open},
		{keys: []Key{KeyF9}, action: ActNotCharged, label: "key.not_charged", do: charged(identity.ChargedNo), applies: open},
		{keys: []Key{KeyF8}, action: ActFits, label: "key.fits", do: hold(DecisionByEye), applies: which},
		{keys: []Key{KeyF9}, action: ActDoubt, label: "key.doubt", do: hold(DecisionDoubt), applies: which},
		{keys: []Key{KeyF10}, action: ActLeft, label: "key.left", do: hold(DecisionLeft), applies: which},
	}
}

// ledgerOutputs are the keys of the export and the day sheet.
func ledgerOutputs() []binding {
	dated, export, sheet := showing(LedgerList, LedgerSums), showing(LedgerExport), showing(LedgerSheet)
	idle := func(m Model) bool { return !m.ledger.busy }
	return []binding{
		{keys: []Key{KeyF10}, action: ActExport, label: "key.export", do: Model.openExport, applies: dated, ready: idle},
		{keys: []Key{KeyF12}, action: ActSheet, label: "key.sheet", applies: dated, ready: idle,
			do: func(m Model) (Model, []Cmd) { return m.showLedger(LedgerSheet), nil }},
		{keys: []Key{KeyF2}, action: ActFrom, label: "key.from", do: ask("from"), applies: export, ready: idle},
		{keys: []Key{KeyF3}, action: ActTo, label: "key.to", do: ask("to"), applies: export, ready: idle},
		{keys: []Key{KeyF4}, action: ActFormat, label: "key.format", do: Model.otherFormat, applies: export, ready: idle},
		{keys: []Key{KeyF8}, action: ActWrite, label: "key.write", do: pickFolder, applies: export, ready: idle},
		{keys: []Key{KeyF8}, action: ActPrint, label: "key.print", do: Model.printSheet, applies: sheet, ready: idle},
		{keys: []Key{KeyF9}, action: ActWritePDF, label: "key.write_pdf", do: pickFolder, applies: sheet, ready: idle},
	}
}

// byDay reports whether the list is of a day: a search and the unknown outcomes
// are of any.
func (m Model) byDay() bool {
	return m.ledger.query.Found.empty() && m.ledger.query.Only != OnlyUnknown
}

// row is the chosen one.
func (m Model) row() Record {
	if l := m.ledger; l.at < len(l.rows) {
		return l.rows[l.at]
	}
	return Record{}
}

// decided reports whether an entry holds a decision that can be corrected.
func (r Record) decided() bool {
	d := r.Decision
	if r.Event != "" {
		d = Decision(r.Event)
	}
	return slices.Contains([]Decision{DecisionByEye, DecisionDoubt, DecisionLeft}, d)
}

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
