package session

import (
	"time"

	"facedesk/identity"
)

// LedgerOnly is the kind of entries that the duty manager looks at.
type LedgerOnly string

// The kinds beside outcomes and kinds of failures, which stand for themselves.
const (
	OnlyAll       LedgerOnly = ""
	OnlyCalls     LedgerOnly = "calls"
	OnlyUnknown   LedgerOnly = "unknown" // unknown outcomes of any day that nobody has settled
	OnlyConsents  LedgerOnly = "consents"
	OnlyDecisions LedgerOnly = "decisions"
	OnlyEvents    LedgerOnly = "events"
	OnlyAccesses  LedgerOnly = "accesses"
)

// LedgerKinds lists the kinds in the order of the key.
func LedgerKinds() []LedgerOnly {
	out := []LedgerOnly{OnlyAll, OnlyUnknown, OnlyCalls}
	for _, o := range []identity.Outcome{identity.Match, identity.IdentityMatch, identity.FaceMismatch, identity.IdentityMismatch, identity.NoReference, identity.Inconclusive} {
		out = append(out, LedgerOnly(o.String()))
	}
	return append(out, LedgerOnly(identity.NotSent), OnlyConsents, OnlyDecisions, OnlyEvents, OnlyAccesses)
}

func (o LedgerOnly) key() TextKey {
	if o == OnlyAll {
		return "only.all"
	}
	return TextKey("only." + o)
}

// LedgerQuery is what of the records is read. What was typed for a search is in
// the command alone: the answer brings the keys of the persons instead.
type LedgerQuery struct {
	Day     string // business day, such as 2026-11-28; "": the present one
	Only    LedgerOnly
	Service string // code
	Clerk   string
	Found   Found      // who was searched for, on any day
	After   LedgerMark // where the page begins
}

// Found is whom a search found: keyed hashes, or a masked name.
type Found struct {
	Persons []string
	Name    string
}

func (f Found) empty() bool { return len(f.Persons) == 0 && f.Name == "" }

// LedgerMark is a place in the list.
type LedgerMark struct {
	At time.Time
	ID string
}

// ledger is what the duty manager looks at. It is dropped whenever its screen is
// left, and the PIN with it.
type ledger struct {
	visit  uint64 // answers to another visit are dropped
	asked  uint64 // answers to an earlier question for the list are dropped
	shown  uint64 // answers for what was shown before are dropped
	again  bool   // the list is read once more after a fault, which is still said
	loads  bool   // the list is on its way; none is shown that belongs to another day
	today  string
	query  LedgerQuery
	pages  []LedgerMark // where this page and those before it begin
	rows   []Record
	more   bool // there is another page
	at     int  // the chosen row
	line   int  // the first line of details or totals that is seen
	clerks []string
	mode   LedgerMode
	entry  []Detail
	month  bool // totals of 31 days
	totals []LedgerTotals
	export ExportRecords
	done   int // rows exported so far
	busy   bool
	note   Note
	fault  identity.Text
}

// Note says what was done.
type Note struct {
	Key  TextKey
	Rows int
	File string
}

func ledgerPage() page {
	return page{
		screen: Ledger, bindings: ledgerBindings, idles: always, lock: Model.editClaim,
		view: func(m Model, v View) View { v.Ledger = m.ledgerView(); return v },
	}
}

// openLedger shows the present day. The window has asked for the duty manager's PIN.
func (m Model) openLedger() (Model, []Cmd) {
	m.visits++
	m = m.goTo(Ledger)
	m.ledger = ledger{visit: m.visits}
	return m.readLedger("")
}

// leaveLedger goes back to the clerk's own list.
func (m Model) leaveLedger() (Model, []Cmd) {
	if l := m.ledger; l.mode != LedgerList {
		return m.showLedger(LedgerList), nil
	} else if !l.query.Found.empty() {
		m.ledger.query.Found = Found{}
		return m.anewLedger()
	}
	return m.openRecords()
}

// showLedger changes what the screen shows.
func (m Model) showLedger(mode LedgerMode) Model {
	m.ledger.mode, m.ledger.note, m.ledger.fault = mode, Note{}, identity.Text{}
	m.ledger.shown++
	m.ledger.line, m.ledger.entry, m.ledger.totals, m.ledger.again = 0, nil, nil, false
	return m
}

// anewLedger reads the list from its begin.
func (m Model) anewLedger() (Model, []Cmd) {
	m = m.showLedger(LedgerList)
	m.ledger.pages, m.ledger.at, m.ledger.query.After = nil, 0, LedgerMark{}
	return m.readLedger("")
}

// readLedger reads a page. Typed is what is searched for.
func (m Model) readLedger(typed string) (Model, []Cmd) {
	m.ledger.asked++
	m.ledger.rows, m.ledger.loads = nil, true
	return m, []Cmd{ReadLedger{Visit: m.ledger.visit, Asked: m.ledger.asked, Query: m.ledger.query, Typed: typed}}
}

// ledgerMsg handles what comes for the present visit. An answer to an earlier one
// is dropped.
func (m Model) ledgerMsg(msg Msg) (Model, []Cmd) {
	if m.screen != Ledger {
		return m, nil
	}
	switch msg := msg.(type) {
	case LedgerRead:
		return m.ledgerRead(msg)
	case EntryRead:
		return m.entryRead(msg), nil
	case TotalsRead:
		return m.totalsRead(msg), nil
	case ExportGoesOn:
		if msg.Visit == m.ledger.visit && m.ledger.busy {
			m.ledger.done, m.lastActivity, m.clerkAt = msg.Rows, m.clocks.elapsed, m.clocks.elapsed
		}
	case LedgerDone:
		return m.ledgerDone(msg)
	case TextGiven:
		return m.textGiven(msg)
	case FolderGiven:
		return m.folderGiven(msg)
	case Settled:
		return m.ledgerDone(LedgerDone{Visit: m.ledger.visit, Note: Note{Key: "ledger.settled"}, Err: msg.Err, Again: true})
	}
	return m, nil
}

func (m Model) ledgerRead(msg LedgerRead) (Model, []Cmd) {
	l := &m.ledger
	if msg.Visit != l.visit || msg.Asked != l.asked {
		return m, nil
	}
	l.loads = false
	if msg.Err != nil {
		l.fault = msg.Err.Said().Text()
		if l.again = !l.again; l.again { // such as after a search that was not possible
			return m.readLedger("")
		}
		return m, nil
	}
	if !l.again {
		l.fault = identity.Text{}
	}
	l.again = false
	l.today, l.query.Day, l.query.Found = msg.Today, msg.Day, msg.Found
	l.rows, l.more, l.clerks = msg.Rows, msg.More, msg.Clerks
	l.at = max(0, min(l.at, len(l.rows)-1))
	return m, nil
}

// ledgerDone ends a correction, a settlement, an export or a print.
func (m Model) ledgerDone(msg LedgerDone) (Model, []Cmd) {
	if msg.Visit != m.ledger.visit {
		return m, nil
	}
	m.ledger.busy, m.ledger.done, m.ledger.fault, m.ledger.note = false, 0, identity.Text{}, msg.Note
	if msg.Err != nil {
		m.ledger.note, m.ledger.fault = Note{}, msg.Err.Said().Text()
		return m, nil
	}
	if !msg.Again {
		return m, nil
	}
	m.ledger.mode = LedgerList
	return m.readLedger("")
}
