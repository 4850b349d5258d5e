package session

import (
	"slices"
	"strconv"
	"time"

	"facedesk/identity"
)

// ShiftCount is what a clerk has done in a day or a shift.
type ShiftCount struct {
	Clerk  string // code, "" where the settings name nobody
	Calls  int
	Passed int
	ByHand int // the document fits, as the clerk found
	// Open are calls whose outcome nobody knows, and checks that nobody has decided
	// about.
	Open int
}

// shift is what a clerk hands over. It is dropped whenever its screen is left.
type shift struct {
	visit uint64 // answers to another visit are dropped
	loads bool
	since time.Time
	count ShiftCount
	open  []Record
	to    string // code of who takes over, "" while it is not said
	line  int    // the first row that is seen
	busy  bool
	note  Note
	fault identity.Text
}

const (
	// ActShift shows what is handed over at the end of a shift.
	ActShift Action = "shift"
	// ActTakesOver goes through the clerks who may take over.
	ActTakesOver Action = "takes_over"
)

func shiftPage() page {
	return page{screen: Shift, bindings: shiftBindings, idles: always, lock: Model.editClaim,
		view: func(m Model, v View) View { v.Shift = m.shiftView(); return v }}
}

func shiftBindings() []binding {
	ready := func(m Model) bool { return !m.shift.busy && !m.shift.loads && !m.shift.since.IsZero() }
	step := func(by int) func(Model) (Model, []Cmd) {
		return func(m Model) (Model, []Cmd) {
			m.shift.line = max(0, min(m.shift.line+by, len(m.shift.open)-1))
			return m, nil
		}
	}
	return []binding{
		{keys: []Key{KeyF8}, action: ActPrint, label: "key.print", do: func(m Model) (Model, []Cmd) { return m.handOver("") }, ready: ready, primary: true},
		{keys: []Key{KeyF9}, action: ActWritePDF, label: "key.write_pdf", ready: ready,
			do: func(m Model) (Model, []Cmd) { return m, []Cmd{PickFolder{Visit: m.shift.visit}} }},
		{keys: []Key{KeyF5}, action: ActTakesOver, label: "key.takes_over", do: Model.nextToTakeOver, ready: func(m Model) bool { return len(m.successors()) > 1 }},
		lockBinding(),
		{keys: []Key{KeyUp}, action: ActRowUp, label: "key.row_up", do: step(-1)},
		{keys: []Key{KeyDown}, action: ActRowDown, label: "key.row_down", do: step(1)},
		{keys: []Key{KeyEscape}, action: ActLeave, label: "key.back", do: Model.openRecords},
	}
}

// openShift reads the clerk's own shift.
func (m Model) openShift() (Model, []Cmd) {
	m.visits++
	m = m.goTo(Shift)
	m.shift = shift{visit: m.visits, loads: true}
	return m, []Cmd{ReadShift{Visit: m.shift.visit, Clerk: m.signedIn()}}
}

// successors are the codes of who may take over, "" first: it may be said by hand.
func (m Model) successors() []string {
	out := []string{""}
	for _, c := range m.cfg.Clerks {
		if c.Code != m.door.clerk {
			out = append(out, c.Code)
		}
	}
	return out
}

func (m Model) nextToTakeOver() (Model, []Cmd) {
	m.shift.to = after(m.successors(), m.shift.to)
	return m, nil
}

// handOver prints the sheet, or writes it into a folder.
func (m Model) handOver(folder string) (Model, []Cmd) {
	m.shift.busy, m.shift.note, m.shift.fault = true, Note{}, identity.Text{}
	return m, []Cmd{MakeHandOver{Visit: m.shift.visit, Clerk: m.signedIn(), To: m.shift.to, Party: m.party.openText(), Folder: folder, Language: m.language}}
}

// openText is a party that is not whole, as paper shows it.
func (p party) openText() string {
	if p.size == 0 || p.done() {
		return ""
	}
	out := strconv.Itoa(len(p.members)) + " / " + strconv.Itoa(p.size)
	if p.reference != "" {
		out += " · " + p.reference
	}
	return out
}

// shiftMsg handles what comes for the present visit.
func (m Model) shiftMsg(msg Msg) (Model, []Cmd) {
	if m.screen != Shift {
		return m, nil
	}
	switch msg := msg.(type) {
	case ShiftRead:
		if msg.Visit != m.shift.visit {
			return m, nil
		}
		m.shift.loads, m.shift.since, m.shift.count, m.shift.open = false, msg.Since, msg.Count, msg.Open
		if msg.Err != nil {
			m.shift.fault = msg.Err.Said().Text()
		}
	case FolderGiven:
		if msg.Visit == m.shift.visit && msg.Path != "" && !m.shift.busy {
			return m.handOver(msg.Path)
		}
	case LedgerDone:
		if msg.Visit != m.shift.visit {
			return m, nil
		}
		m.shift.busy, m.shift.note = false, msg.Note
		if msg.Err != nil {
			m.shift.note, m.shift.fault = Note{}, msg.Err.Said().Text()
		}
	}
	return m, nil
}

// ShiftView is what a clerk hands over.
type ShiftView struct {
	Since    time.Time
	Count    ShiftCount
	Name     string // the clerk's
	To       string // who takes over, code and name; "" while it is not said
	Party    string
	Open     []Record
	At       int // the first row that is seen
	Loading  bool
	Busy     bool
	Note     Note
	Fault    identity.Text
	Complete bool // it was read
}

func (m Model) shiftView() ShiftView {
	s := m.shift
	v := ShiftView{Since: s.since, Count: s.count, Name: m.clerk().Name, Party: m.party.openText(), Open: slices.Clone(s.open), At: s.line,
		Loading: s.loads, Busy: s.busy, Note: s.note, Fault: s.fault, Complete: !s.since.IsZero()}
	if s.to != "" {
		v.To = s.to + " " + m.named(s.to)
	}
	return v
}
