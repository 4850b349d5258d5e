package screens

import (
	"time"

	"facedesk/identity"
	"facedesk/ui/session"
)

// managed is the duty manager's list of a busy day.
func managed(s story, rows int) story {
	s = s.press(session.ActRecords, session.ActLedger)
	return s.reads(managedRows(rows), rows > 20)
}

func (s story) reads(rows []session.Record, more bool) story {
	day := s.read.Query.Day
	if day == "" {
		day = "2025-06-15"
	}
	return s.then(session.LedgerRead{Visit: s.read.Visit, Asked: s.read.Asked, Day: day, Today: "2025-06-15", Found: s.read.Query.Found, Rows: rows, More: more, Clerks: []string{"早班 李", "晚班 王"}})
}

// managedRows are entries of several kinds and clerks, the newest first.
func managedRows(n int) (out []session.Record) {
	kinds := recordsView(n).Records.Rows
	for i := range n {
		k := kinds[n-1-i]
		k.Attempt, k.Clerk = string(rune('a'+i)), []string{"早班 李", "晚班 王", "PATRICIA NOVAK (PIN)"}[i%3]
		out = append(out, k)
	}
	if n > 4 {
		out[1] = session.Record{At: out[1].At, Attempt: "e1", Event: "by_eye", Name: "欧阳**", Number: "**************002X", Clerk: "早班 李"}
		out[2] = session.Record{At: out[2].At, Attempt: "e2", Event: "decision_corrected", Decision: session.DecisionDoubt, Clerk: "前台 2 (PIN)"}
		out[3] = session.Record{At: out[3].At, Attempt: "e3", Event: "consent_withdrawn", Service: services()[0].Name, Clerk: "晚班 王"}
		out[4] = session.Record{At: out[4].At, Attempt: "e4", Event: "records_exported", Clerk: "前台 2 (PIN)"}
	}
	return out
}

func entryOf() []session.Detail {
	return []session.Detail{
		{Label: "records.at", Value: "2025-06-15 10:31:07", Head: true}, {Label: "records.result", Word: "result.face_mismatch"},
		{Label: "sheet.name", Value: "欧***"}, {Label: "sheet.number", Value: "**************002X"}, {Label: "entry.type", Said: identity.ResidentID.Short()},
		{Label: "records.service", Said: services()[0].Name}, {Label: "sheet.order", Value: "20250615104233-7f3a"}, {Label: "entry.charged", Word: "entry.charged.unknown"},
		{Label: "entry.price", Value: "1.50"}, {Label: "entry.consent", Word: "entry.by.guardian"}, {Label: "records.decision", Word: "decision.by_eye"},
		{Label: "records.at", Value: "2025-06-15 11:02:44", Head: true}, {Label: "records.result", Word: "event.decision_corrected"}, {Label: "records.decision", Word: "decision.doubt"},
		{Label: "entry.reason", Value: "按错了键，客人的照片与本人明显不同，已请值班经理到场处理，详见交班本第 14 页"},
	}
}

func totalsOf() []session.LedgerTotals {
	sum := session.LedgerTotal{Word: "totals.sum", Sum: true, Calls: 2718, Charged: 2650, Unknown: 3, Fen: 397500, UnknownFen: 450}
	one := session.LedgerTotal{Name: services()[0].Name, Calls: 2600, Charged: 2540, Unknown: 3, Fen: 381000, UnknownFen: 450}
	two := session.LedgerTotal{Name: services()[2].Name, Calls: 118, Charged: 110, Fen: 16500}
	clerk := func(name string, calls int) session.LedgerTotal {
		return session.LedgerTotal{Name: identity.Text{ZH: name, EN: name}, Calls: calls, Charged: calls - 3, Fen: int64(150 * (calls - 3))}
	}
	return []session.LedgerTotals{
		{Heading: "sheet.by_service", Rows: []session.LedgerTotal{one, two, sum}},
		{Heading: "sheet.by_clerk", Rows: []session.LedgerTotal{clerk("早班 李", 1400), clerk("晚班 王", 1318), sum}},
		{Heading: "sheet.by_outcome", Rows: []session.LedgerTotal{{Word: "result.match", Calls: 2500, Charged: 2500, Fen: 375000}, sum}},
	}
}

// ledgerTales are of the duty manager's records.
func ledgerTales() []told {
	desk := opened(nil)
	list := managed(desk, 30)
	open := managedRows(3)
	open[0].Unsettled, open[0].Kind, open[0].Earlier = true, identity.UnknownOutcome, true
	unknown := list.press(session.ActKind).reads(open, false)
	entry := list.press(session.ActEntry)
	entry = entry.then(session.EntryRead{Visit: entry.read.Visit, Shown: entry.shown, Details: entryOf()})
	sums := list.press(session.ActTotals, session.ActTotals)
	sums = sums.then(session.TotalsRead{Visit: sums.read.Visit, Shown: sums.shown, Totals: totalsOf()})
	exported := list.press(session.ActExport, session.ActWrite).then(session.FolderGiven{Visit: list.read.Visit, Path: "/media/usb"})
	noPrinter := list.press(session.ActSheet).then(session.LedgerDone{Visit: list.read.Visit, Err: &identity.Error{Kind: identity.BadInput,
		What: identity.Text{ZH: "本机没有可用的默认打印机，没有打印。", EN: "This machine has no default printer that works. Nothing was printed."},
		Next: identity.Text{ZH: "请存为 PDF，或请 IT 设置打印机。", EN: "Save it as a PDF, or have IT set up a printer."}}})
	picking := func(s *Screens) {
		s.AskFolder(func(string) {}, func(string) {})
		s.SetFolder(Folder{Path: "/media/frontdesk", Entries: []FileEntry{{"KINGSTON", true}, {"日报", true}, {"a.jpg", false}}})
	}
	asking := func(s *Screens) { s.AskText("ask.search.title", "ask.search.body", func(string, bool) {}) }
	eye := desk.claims(guest, number).press(session.ActByEye, session.ActReference)
	eye = eye.then(session.TextGiven{AskText: session.AskText{Visit: eye.model.Generation(), Question: "reference"}, Text: "R-2025-0088"})
	return []told{
		{"records-no-manager", session.Records, desk.recorded(4, nil).then(session.NoManager{}), nil},
		{"ledger", session.Ledger, list.press(session.ActRowDown, session.ActRowDown), nil},
		{"ledger-unknown", session.Ledger, unknown, nil},
		{"ledger-search", session.Ledger, list, asking},
		{"ledger-entry", session.Ledger, entry, nil},
		{"ledger-correct", session.Ledger, list.press(session.ActRowDown, session.ActCorrect), nil},
		{"ledger-totals", session.Ledger, sums, nil},
		{"ledger-export", session.Ledger, exported.then(session.ExportGoesOn{Visit: list.read.Visit, Rows: 40000}), nil},
		{"ledger-folder", session.Ledger, list.press(session.ActExport), picking},
		{"ledger-sheet", session.Ledger, noPrinter, nil},
		{"ledger-idle", session.Ledger, list.idle(9, func(s story) story { return s.wait(100 * time.Millisecond) }), nil},
		{"by-eye-reference", session.ByEye, eye, nil},
	}
}
