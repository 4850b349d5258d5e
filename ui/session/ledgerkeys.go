package session

import (
	"slices"

	"facedesk/identity"
)

// ledgerBindings lists the keys of the manager's screen, those that nobody guesses
// first. What the screen shows decides which of them apply.
func ledgerBindings() []binding {
	return slices.Concat(ledgerDays(), ledgerOutputs(), ledgerDecisions(), ledgerFilters(), ledgerRows(), []binding{
		{keys: []Key{KeyEscape}, action: ActLeave, label: "key.back", do: Model.leaveLedger},
	})
}

func showing(modes ...LedgerMode) func(Model) bool {
	return func(m Model) bool { return slices.Contains(modes, m.ledger.mode) }
}

// some reports that the list has rows.
func some(m Model) bool { return len(m.ledger.rows) > 0 }

// ledgerDays are the keys for another day.
func ledgerDays() []binding {
	dated := showing(LedgerList, LedgerSums)
	step := func(days int) func(Model) (Model, []Cmd) {
		return func(m Model) (Model, []Cmd) { return m.stepDay(days) }
	}
	return []binding{
		{keys: []Key{KeyLeft}, action: ActDayBefore, label: "key.day_before", do: step(-1), applies: dated, ready: Model.byDay},
		{keys: []Key{KeyRight}, action: ActDayAfter, label: "key.day_after", do: step(1), applies: dated,
			ready: func(m Model) bool { return m.byDay() && m.ledger.query.Day < m.ledger.today }},
		{keys: []Key{KeyF2}, action: ActSearch, label: "key.search", do: ask("search"), applies: showing(LedgerList)},
		{keys: []Key{KeyF6}, action: ActTotals, label: "key.totals", do: Model.nextTotals, applies: dated},
	}
}

// ledgerFilters are the keys for some of the entries.
func ledgerFilters() []binding {
	list := showing(LedgerList)
	return []binding{
		{keys: []Key{KeyTab}, action: ActKind, label: "key.kind", do: nextKind(1), applies: list},
		{keys: []Key{KeyF4}, action: ActService, label: "key.ledger_service", do: Model.nextLedgerService, applies: list},
		{keys: []Key{KeyF5}, action: ActClerk, label: "key.clerk", do: Model.nextClerk, applies: list,
			ready: func(m Model) bool { return len(m.ledger.clerks) > 0 || m.ledger.query.Clerk != "" }},
		{keys: []Key{KeyF7}, action: ActDay, label: "key.day", do: ask("day"), applies: showing(LedgerList, LedgerSums)},
		{keys: []Key{KeyBackTab}, action: ActKindBack, label: "key.kind_back", do: nextKind(-1), applies: list},
	}
}

// ledgerRows are the keys that go through a list. They scroll what is no list.
func ledgerRows() []binding {
	long := showing(LedgerList, LedgerEntry, LedgerSums)
	row := func(by int) func(Model) (Model, []Cmd) {
		return func(m Model) (Model, []Cmd) { return m.stepRow(by) }
	}
	page := func(by int, turn func(Model) (Model, []Cmd)) func(Model) (Model, []Cmd) {
		return func(m Model) (Model, []Cmd) {
			if m.ledger.mode != LedgerList {
				return m.stepRow(by)
			}
			return turn(m)
		}
	}
	back := func(m Model) bool { return m.ledger.mode != LedgerList || len(m.ledger.pages) > 0 }
	on := func(m Model) bool { return m.ledger.mode != LedgerList || m.ledger.more && some(m) }
	rows := func(m Model) bool { return m.ledger.mode != LedgerList || some(m) }
	return []binding{
		{keys: []Key{KeyEnter}, action: ActEntry, label: "key.entry", do: Model.readEntry, applies: showing(LedgerList), ready: some},
		{keys: []Key{KeyUp}, action: ActRowUp, label: "key.row_up", do: row(-1), applies: long, ready: rows},
		{keys: []Key{KeyDown}, action: ActRowDown, label: "key.row_down", do: row(1), applies: long, ready: rows},
		{keys: []Key{KeyPageUp}, action: ActPageUp, label: "key.page_up", do: page(-pageLines, Model.pageBack), applies: long, ready: back},
		{keys: []Key{KeyPageDown}, action: ActPageDown, label: "key.page_down", do: page(pageLines, Model.pageOn), applies: long, ready: on},
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
