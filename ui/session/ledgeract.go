package session

import (
	"strings"
	"time"

	"facedesk/identity"
)

// Prompt is what somebody is asked to type.
type Prompt string

// Prompts lists them. A text of the catalogue belongs to each.
func Prompts() []Prompt {
	return []Prompt{"search", "day", "from", "to", "reason", "evidence", "reference"}
}

// Title and Body are its words.
func (q Prompt) Title() TextKey { return TextKey("ask." + q + ".title") }

// Body is what the question explains.
func (q Prompt) Body() TextKey { return TextKey("ask." + q + ".body") }

// ask asks for a text, which comes as TextGiven.
func ask(q Prompt) func(Model) (Model, []Cmd) {
	return func(m Model) (Model, []Cmd) { return m, []Cmd{AskText{Visit: m.ledger.visit, Question: q}} }
}

func pickFolder(m Model) (Model, []Cmd) { return m, []Cmd{PickFolder{Visit: m.ledger.visit}} }

// textGiven takes what was typed. It goes on in a command and is kept nowhere.
func (m Model) textGiven(msg TextGiven) (Model, []Cmd) {
	text := strings.TrimSpace(msg.Text)
	if m.screen != Ledger || msg.Visit != m.ledger.visit || text == "" {
		return m, nil
	}
	switch msg.Question {
	case "search":
		m, _ = m.anewLedger()
		m.ledger.query.Found = Found{}
		return m.readLedger(text)
	case "day", "from", "to":
		return m.dayGiven(msg.Question, text)
	case "reason":
		return m, []Cmd{CorrectRecord{Visit: m.ledger.visit, Record: msg.Record, Decision: Decision(msg.About), Reason: text}}
	case "evidence":
		charged, _ := identity.ParseCharged(msg.About)
		return m, []Cmd{SettleRecord{Attempt: msg.Record, Charged: charged, Evidence: text}}
	}
	return m, nil
}

// dayGiven takes a day that was typed.
func (m Model) dayGiven(q Prompt, text string) (Model, []Cmd) {
	day, ok := m.parseDay(text)
	if !ok {
		m.ledger.fault = identity.Text{ZH: "这不是可查的日期。请输入如 2026-11-28 的日期，不晚于今天。", EN: "That is no day that can be shown. Type a day such as 2026-11-28, not after today."}
		return m, nil
	}
	m.ledger.fault = identity.Text{}
	switch q {
	case "from":
		m.ledger.export.From, m.ledger.export.To = day, max(m.ledger.export.To, day)
	case "to":
		m.ledger.export.To, m.ledger.export.From = day, min(m.ledger.export.From, day)
	default:
		m.ledger.query.Found = Found{}
		if m.ledger.query.Only == OnlyUnknown {
			m.ledger.query.Only = OnlyAll
		}
		return m.goToDay(day)
	}
	return m, nil
}

// parseDay reads a day in the ways that people write it. A day without a year is of
// the present year.
func (m Model) parseDay(text string) (string, bool) {
	text = strings.NewReplacer("年", "-", "月", "-", "日", "", "/", "-", ".", "-", " ", "").Replace(text)
	today := m.ledger.today
	if strings.Count(text, "-") == 1 && len(today) > 4 {
		text = today[:4] + "-" + text
	}
	for _, layout := range []string{"2006-1-2", "20060102"} {
		if day, err := time.Parse(layout, text); err == nil {
			out := day.Format(time.DateOnly)
			return out, out <= today && day.Year() >= 2000
		}
	}
	return "", false
}

// readEntry shows all that is recorded of the chosen entry.
func (m Model) readEntry() (Model, []Cmd) {
	m = m.showLedger(LedgerEntry)
	return m, []Cmd{ReadEntry{Visit: m.ledger.visit, Shown: m.ledger.shown, ID: m.row().Attempt}}
}

func (m Model) entryRead(msg EntryRead) Model {
	if msg.Visit != m.ledger.visit || msg.Shown != m.ledger.shown {
		return m
	}
	m.ledger.entry = msg.Details
	if msg.Err != nil {
		m.ledger.fault = msg.Err.Said().Text()
	}
	return m
}

// nextTotals goes from the list to the totals of the day, to those of 31 days, and
// back.
func (m Model) nextTotals() (Model, []Cmd) {
	switch {
	case m.ledger.mode != LedgerSums:
		m.ledger.month = false
	case m.ledger.month:
		return m.showLedger(LedgerList), nil
	default:
		m.ledger.month = true
	}
	return m.readTotals()
}

func (m Model) readTotals() (Model, []Cmd) {
	m = m.showLedger(LedgerSums)
	return m, []Cmd{ReadTotals{Visit: m.ledger.visit, Shown: m.ledger.shown, Day: m.ledger.query.Day, Month: m.ledger.month}}
}

func (m Model) totalsRead(msg TotalsRead) Model {
	if msg.Visit != m.ledger.visit || msg.Shown != m.ledger.shown {
		return m
	}
	m.ledger.totals = msg.Totals
	if msg.Err != nil {
		m.ledger.fault = msg.Err.Said().Text()
	}
	return m
}

// openExport proposes the day that is shown.
func (m Model) openExport() (Model, []Cmd) {
	day := m.ledger.query.Day
	if m = m.showLedger(LedgerExport); m.ledger.export.From == "" {
		m.ledger.export = ExportRecords{From: day, To: day, CSV: true}
	}
	return m, nil
}

func (m Model) otherFormat() (Model, []Cmd) {
	m.ledger.export.CSV = !m.ledger.export.CSV
	return m, nil
}

// folderGiven writes what the screen is about into a folder.
func (m Model) folderGiven(msg FolderGiven) (Model, []Cmd) {
	if m.screen != Ledger || msg.Visit != m.ledger.visit || msg.Path == "" || m.ledger.busy {
		return m, nil
	}
	switch m.ledger.mode {
	case LedgerExport:
		out := m.ledger.export
		out.Visit, out.Folder = m.ledger.visit, msg.Path
		return m.atWork(out)
	case LedgerSheet:
		return m.atWork(MakeSheet{Visit: m.ledger.visit, Day: m.ledger.query.Day, Folder: msg.Path, Language: m.language})
	}
	return m, nil
}

func (m Model) printSheet() (Model, []Cmd) {
	return m.atWork(MakeSheet{Visit: m.ledger.visit, Day: m.ledger.query.Day, Language: m.language})
}

func (m Model) atWork(c Cmd) (Model, []Cmd) {
	m.ledger.busy, m.ledger.note, m.ledger.fault = true, Note{}, identity.Text{}
	return m, []Cmd{c}
}

// unfit reports a text that is no booking reference: too long, or so many digits
// that it may be a guest's number.
func unfit(reference string) bool {
	digits := 0
	for _, r := range reference {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return len([]rune(reference)) > longestReference || digits >= 15 || strings.ContainsAny(reference, "\r\n\t\x00")
}

// longestReference is in characters.
const longestReference = 40
