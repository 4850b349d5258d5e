package session

import (
	"slices"

	"facedesk/identity"
)

// LedgerView is what the duty manager sees. Only this part of a View has other
// clerks' entries and sums.
type LedgerView struct {
	Mode    LedgerMode
	Day     string
	Only    TextKey
	Service identity.Text // "" for all
	Clerk   string        // "" for all
	Found   bool          // the list is what a search found
	AnyDay  bool          // the list is of no one day
	Loading bool
	Page    int // from 1
	More    bool
	Rows    []Record
	At      int // the chosen row
	Line    int // the first line of details or totals that is seen
	Entry   []Detail
	Month   bool
	Totals  []LedgerTotals
	From    string // of an export
	To      string
	CSV     bool
	Busy    bool
	Done    int // rows exported so far
	Note    Note
	Fault   identity.Text
}

// LedgerMode is what the manager's screen shows.
type LedgerMode string

// The modes.
const (
	LedgerList    LedgerMode = ""
	LedgerEntry   LedgerMode = "entry"   // one entry, with all that is recorded
	LedgerCorrect LedgerMode = "correct" // which decision holds instead
	LedgerSums    LedgerMode = "totals"
	LedgerExport  LedgerMode = "export"
	LedgerSheet   LedgerMode = "sheet"
)

// What keys and buttons do there.
const (
	ActLedger    Action = "ledger" // behind the duty manager's PIN
	ActDayBefore Action = "day_before"
	ActDayAfter  Action = "day_after"
	ActDay       Action = "day"
	ActRowUp     Action = "row_up"
	ActRowDown   Action = "row_down"
	ActPageUp    Action = "page_up"
	ActPageDown  Action = "page_down"
	ActEntry     Action = "entry"
	ActSearch    Action = "search"
	ActKind      Action = "kind"
	ActKindBack  Action = "kind_back"
	ActClerk     Action = "clerk"
	ActTotals    Action = "totals"
	ActCorrect   Action = "correct"
	ActExport    Action = "export"
	ActSheet     Action = "sheet"
	ActFrom      Action = "from"
	ActTo        Action = "to"
	ActFormat    Action = "format"
	ActWrite     Action = "write"
	ActWritePDF  Action = "write_pdf"
	ActPrint     Action = "print"
	ActReference Action = "reference"
)

// Detail is one field of an entry: its name, and a word of the catalogue or a value.
type Detail struct {
	Label TextKey
	Word  TextKey
	Value string
	Said  identity.Text // such as a service's name
	Head  bool          // it begins another entry
}

// LedgerTotals are totals by one thing.
type LedgerTotals struct {
	Heading TextKey
	Rows    []LedgerTotal
	Counts  []ShiftCount // of the day by clerk, in place of rows
}

// LedgerTotal is one line of them.
type LedgerTotal struct {
	Name                    identity.Text
	Word                    TextKey // instead of the name
	Calls, Charged, Unknown int
	Fen, UnknownFen         int64
	Sum                     bool // of all lines
}

func (m Model) ledgerView() LedgerView {
	l := m.ledger
	v := LedgerView{
		Mode: l.mode, Day: l.query.Day, Only: l.query.Only.key(), Clerk: l.query.Clerk, Found: !l.query.Found.empty(), AnyDay: !m.byDay(),
		Loading: l.loads, Page: len(l.pages) + 1, More: l.more, Rows: slices.Clone(l.rows), At: l.at, Line: l.line, Entry: l.entry, Month: l.month, Totals: l.totals,
		From: l.export.From, To: l.export.To, CSV: l.export.CSV, Busy: l.busy, Done: l.done, Note: l.note, Fault: l.fault,
	}
	if svc, ok := m.cfg.service(l.query.Service); ok {
		v.Service = svc.Descriptor.Name
	}
	for i := range v.Rows {
		v.Rows[i].Chosen = i == l.at
	}
	return v
}

// ledgerKeys are the texts that the manager's screen names.
func ledgerKeys() []TextKey {
	keys := []TextKey{"ledger.settled", "ledger.corrected", "ledger.exported", "ledger.printed", "ledger.saved"}
	keys = append(keys, "entry.yes", "entry.no", "entry.charged.yes", "entry.charged.no", "entry.charged.unknown", "entry.by.self", "entry.by.guardian",
		"entry.claim.typed", "entry.claim.card", "entry.claim.scan", "entry.claim.hand_off", "entry.claim.file",
		"entry.source.camera", "entry.source.virtual", "entry.source.file", "entry.source.demo")
	for _, o := range LedgerKinds() {
		keys = append(keys, o.key())
	}
	for _, q := range Prompts() {
		keys = append(keys, q.Title(), q.Body())
	}
	return keys
}
