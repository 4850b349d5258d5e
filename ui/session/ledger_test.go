package session

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
)

// last returns the last command of a type.
func last[C Cmd](w *world) (c C) {
	w.t.Helper()
	for i := len(w.cmds) - 1; i >= 0; i-- {
		if found, ok := w.cmds[i].(C); ok {
			return found
		}
	}
	w.t.Fatalf("no %T in %+v", c, w.cmds)
	return c
}

func (w *world) steps(lines ...string) {
	for _, l := range lines {
		w.step(l)
	}
}

// rows answers the last ReadLedger.
func (w *world) rows(n int, more bool) {
	w.t.Helper()
	ask := last[ReadLedger](w)
	out := LedgerRead{Visit: ask.Visit, Asked: ask.Asked, Day: ask.Query.Day, Today: "2025-06-15", Found: ask.Query.Found, More: more, Clerks: []string{"李", "王"}}
	if out.Day == "" {
		out.Day = out.Today
	}
	for i := range n {
		out.Rows = append(out.Rows, Record{Attempt: fmt.Sprintf("%s-%d", out.Day, i), At: morning.Add(-time.Duration(i) * time.Minute), Name: "欧*", Clerk: "李"})
	}
	w.do(out)
}

// managed is a world on the manager's screen, with rows.
func managed(t *testing.T) *world {
	w := newWorld(t)
	w.steps("start", "F6", "F5")
	w.rows(3, false)
	if w.m.screen != Ledger || len(w.m.View().Ledger.Rows) != 3 {
		t.Fatalf("on %s: %+v", w.m.screen, w.m.View().Ledger)
	}
	return w
}

// Other people's entries are on the manager's screen alone, and are gone when it is
// left, whatever leaves it. Coming back begins anew.
func TestLedgerIsForgotten(t *testing.T) {
	for name, leave := range map[string]func(*world){
		"Esc":   func(w *world) { w.step("Esc") },
		"idle":  func(w *world) { w.wait(2 * time.Minute) },
		"sleep": func(w *world) { w.step("lid") },
		"quit":  func(w *world) { w.do(Closing{}) },
	} {
		w := managed(t)
		asked := last[ReadLedger](w)
		leave(w)
		if w.m.screen == Ledger || !reflect.DeepEqual(w.m.ledger, ledger{}) || !reflect.DeepEqual(w.m.View().Ledger, LedgerView{}) {
			t.Errorf("%s: on %s, %+v", name, w.m.screen, w.m.ledger)
		}
		w.do(LedgerRead{Visit: asked.Visit, Asked: asked.Asked, Rows: []Record{{Name: "欧*"}}})
		if strings.Contains(fmt.Sprintf("%+v", w.m), "欧") {
			t.Errorf("%s: a late answer is kept", name)
		}
	}
}

// A claim on the desk is there after a visit. A check that waits for its decision is
// decided before anything else.
func TestLedgerLosesNoCustomer(t *testing.T) {
	w := newWorld(t)
	w.steps("start", "name 张三", "number 11010519491231002X", "F6", "F5")
	w.rows(1, false)
	w.steps("Esc", "Esc")
	if c := w.m.customer.claim; w.m.screen != Desk || c.name != "张三" || c.number != "11010519491231002X" {
		t.Errorf("on %s: %+v", w.m.screen, c)
	}
	w = newWorld(t)
	w.steps("start", "claim", "portrait", "Enter", "answer face_mismatch", "wait 1s", "F3", "F6", "F5")
	if w.m.screen != Ledger || !w.m.customer.undecided {
		t.Fatalf("on %s", w.m.screen)
	}
	w.wait(2 * time.Minute)
	if w.m.screen != ByEye || !w.m.customer.undecided {
		t.Errorf("on %s, undecided %v", w.m.screen, w.m.customer.undecided)
	}
}

// Rows are never shown under the name of another day: none are there until the
// answer to the last question comes.
func TestLedgerShowsNoOtherDay(t *testing.T) {
	w := managed(t)
	first := last[ReadLedger](w)
	w.step("Left")
	if v := w.m.View().Ledger; v.Day != "2025-06-14" || len(v.Rows) != 0 || !v.Loading {
		t.Errorf("%+v", v)
	}
	w.do(LedgerRead{Visit: first.Visit, Asked: first.Asked, Day: "2025-06-15", Today: "2025-06-15", Rows: make([]Record, 3)})
	if v := w.m.View().Ledger; v.Day != "2025-06-14" || len(v.Rows) != 0 {
		t.Errorf("%+v", v)
	}
	w.step("F10") // while it is read
	w.rows(2, false)
	w.step("Esc")
	if v := w.m.View().Ledger; v.Mode != LedgerList || v.Day != "2025-06-14" || len(v.Rows) != 2 {
		t.Errorf("%+v", v)
	}
	w.steps("Right", "Right") // not into the future
	if v := w.m.View().Ledger; v.Day != "2025-06-15" {
		t.Errorf("%+v", v)
	}
}

// What is searched for is in the command and nowhere else.
func TestLedgerSearchKeepsNothing(t *testing.T) {
	w := managed(t)
	w.step("F2")
	ask := last[AskText](w)
	w.do(TextGiven{AskText: ask, Text: " 330106198001010037 "})
	if got := last[ReadLedger](w); got.Typed != "330106198001010037" || !got.Query.Found.empty() {
		t.Errorf("%+v", got)
	}
	if strings.Contains(fmt.Sprintf("%+v", w.m), "330106198001010037") {
		t.Error("the model keeps the number")
	}
	read := last[ReadLedger](w)
	w.do(LedgerRead{Visit: read.Visit, Asked: read.Asked, Day: "2025-06-15", Today: "2025-06-15", Found: Found{Persons: []string{"hash"}}, Rows: []Record{{Attempt: "a"}}})
	if v := w.m.View().Ledger; !v.Found || len(v.Rows) != 1 {
		t.Errorf("%+v", v)
	}
	w.step("Tab") // the filter stays with whom was found
	if got := last[ReadLedger](w).Query; got.Only != OnlyUnknown || len(got.Found.Persons) != 1 {
		t.Errorf("%+v", got)
	}
	w.rows(0, false)
	w.step("Esc") // the first one ends the search alone
	if got := last[ReadLedger](w); w.m.screen != Ledger || !got.Query.Found.empty() {
		t.Errorf("on %s, %+v", w.m.screen, got)
	}
	w.do(TextGiven{AskText: AskText{Visit: ask.Visit - 1, Question: "search"}, Text: "李四"})
	if got := last[ReadLedger](w); got.Typed != "" {
		t.Errorf("an answer to an earlier visit searches: %+v", got)
	}
}

func TestLedgerDays(t *testing.T) {
	for typed, want := range map[string]string{
		"2025-06-01": "2025-06-01", "20250601": "2025-06-01", "2025/6/1": "2025-06-01", "2025年6月1日": "2025-06-01", "6-1": "2025-06-01", "6月1日": "2025-06-01",
		"2025-06-16": "", "2025-02-30": "", "yesterday": "", "0001-01-01": "", "12-31": "",
	} {
		w := managed(t)
		w.step("F7")
		w.do(TextGiven{AskText: last[AskText](w), Text: typed})
		v := w.m.View().Ledger
		if want == "" && (v.Day != "2025-06-15" || v.Fault == identity.Text{}) || want != "" && v.Day != want {
			t.Errorf("%q: %s, %v", typed, v.Day, v.Fault)
		}
	}
}

// Rows and pages by the arrows; the filters; the details.
func TestLedgerKeys(t *testing.T) {
	w := managed(t)
	w.steps("Down", "Down", "Down", "Up")
	if v := w.m.View().Ledger; v.At != 1 || !v.Rows[1].Chosen || v.Rows[0].Chosen {
		t.Errorf("%+v", v)
	}
	w.step("Enter")
	if got := last[ReadEntry](w); got.ID != "2025-06-15-1" || w.m.View().Ledger.Mode != LedgerEntry {
		t.Errorf("%+v", got)
	}
	w.do(EntryRead{Visit: w.m.ledger.visit, Shown: w.m.ledger.shown, Details: []Detail{{Label: "entry.id", Value: "x"}}})
	if len(w.m.View().Ledger.Entry) != 1 {
		t.Error("no details")
	}
	w.steps("Esc", "F4", "F5")
	if q := last[ReadLedger](w).Query; q.Service != "face" || q.Clerk != "李" || q.Day != "2025-06-15" {
		t.Errorf("%+v", q)
	}
	w.rows(2, true)
	w.steps("Down", "Down") // on to the next page
	if q := last[ReadLedger](w).Query; q.After.ID != "2025-06-15-1" || w.m.View().Ledger.Page != 2 {
		t.Errorf("%+v", q)
	}
	w.rows(2, false)
	w.step("Up") // and back
	if q := last[ReadLedger](w).Query; q.After.ID != "" {
		t.Errorf("%+v", q)
	}
	w.rows(2, true)
	if v := w.m.View().Ledger; v.At != 1 || v.Page != 1 {
		t.Errorf("%+v", v)
	}
	seen := map[LedgerOnly]bool{}
	for range LedgerKinds() {
		w.step("Tab")
		seen[last[ReadLedger](w).Query.Only] = true
	}
	w.step("Shift+Tab")
	if len(seen) != len(LedgerKinds()) || last[ReadLedger](w).Query.Only != OnlyAccesses {
		t.Errorf("%v", seen)
	}
}

// Totals go from the day to 31 days and back; the day can be changed meanwhile.
func TestLedgerTotals(t *testing.T) {
	w := managed(t)
	w.step("F6")
	day := last[ReadTotals](w)
	w.step("F6")
	month := last[ReadTotals](w)
	if day.Month || !month.Month || day.Day != "2025-06-15" {
		t.Errorf("%+v, %+v", day, month)
	}
	w.do(TotalsRead{Visit: day.Visit, Shown: day.Shown, Totals: []LedgerTotals{{}}})
	if len(w.m.View().Ledger.Totals) != 0 {
		t.Error("the day's totals are shown as the month's")
	}
	w.do(TotalsRead{Visit: month.Visit, Shown: month.Shown, Totals: []LedgerTotals{{}}})
	if len(w.m.View().Ledger.Totals) != 1 {
		t.Error("no totals")
	}
	w.step("Left")
	if got := last[ReadTotals](w); got.Day != "2025-06-14" || !got.Month {
		t.Errorf("%+v", got)
	}
	w.step("Esc")
	w.step("Left")
	if got := last[ReadLedger](w).Query.Day; got != "2025-06-13" {
		t.Errorf("%s", got)
	}
}

// A decision is corrected with a reason, a charge settled with its evidence, each of
// the row that was asked about.
func TestLedgerCorrectsAndSettles(t *testing.T) {
	w := managed(t)
	w.step("F3")
	if w.m.View().Ledger.Mode != LedgerList {
		t.Error("a row without a decision can be corrected")
	}
	w.m.ledger.rows = []Record{{Attempt: "eye", Event: "by_eye"}, {Attempt: "lost", Unsettled: true}}
	w.steps("F3", "F9")
	w.do(TextGiven{AskText: last[AskText](w), Text: "按错了键"})
	if got := last[CorrectRecord](w); got.Record != "eye" || got.Decision != DecisionDoubt || got.Reason != "按错了键" {
		t.Errorf("%+v", got)
	}
	w.do(LedgerDone{Visit: w.m.ledger.visit, Note: Note{Key: "ledger.corrected"}, Again: true})
	w.rows(0, false)
	if v := w.m.View().Ledger; v.Mode != LedgerList || v.Note.Key != "ledger.corrected" {
		t.Errorf("%+v", v)
	}
	w.m.ledger.rows = []Record{{Attempt: "eye", Event: "by_eye"}, {Attempt: "lost", Unsettled: true}}
	w.steps("Down", "F9")
	w.do(TextGiven{AskText: last[AskText](w)}) // given up
	w.step("F9")
	w.do(TextGiven{AskText: last[AskText](w), Text: "账单第 7 行"})
	if got := last[SettleRecord](w); got.Attempt != "lost" || got.Charged != identity.ChargedNo || got.Evidence != "账单第 7 行" {
		t.Errorf("%+v", got)
	}
	w.do(Settled{Err: identity.Bad("", identity.Say("不行", "no"))})
	if v := w.m.View().Ledger; v.Fault.ZH != "不行" || v.Note != (Note{}) {
		t.Errorf("%+v", v)
	}
	w.do(Settled{})
	if w.m.View().Ledger.Note.Key != "ledger.settled" {
		t.Error("not said")
	}
}

// An export asks for its days and its folder, says how far it is, and keeps the
// visit alive meanwhile. The sheet is printed or saved.
func TestLedgerPutsOut(t *testing.T) {
	w := managed(t)
	w.step("F10")
	w.step("F2")
	w.do(TextGiven{AskText: last[AskText](w), Text: "2025-06-01"})
	w.steps("F4", "F8")
	w.do(FolderGiven{Visit: last[PickFolder](w).Visit, Path: "/media/usb"})
	if got := last[ExportRecords](w); got.From != "2025-06-01" || got.To != "2025-06-15" || got.CSV || got.Folder != "/media/usb" {
		t.Errorf("%+v", got)
	}
	for range 10 {
		w.wait(30 * time.Second)
		w.do(ExportGoesOn{Visit: w.m.ledger.visit, Rows: 10000})
	}
	if v := w.m.View().Ledger; w.m.screen != Ledger || !v.Busy || v.Done != 10000 {
		t.Errorf("on %s, %+v", w.m.screen, v)
	}
	exports := len(w.cmds)
	w.step("F8") // one at a time
	if len(w.cmds) != exports {
		t.Errorf("%+v", w.cmds[exports:])
	}
	w.do(LedgerDone{Visit: w.m.ledger.visit, Note: Note{Key: "ledger.exported", Rows: 7, File: "x"}})
	if v := w.m.View().Ledger; v.Busy || v.Note.Rows != 7 {
		t.Errorf("%+v", v)
	}
	w.steps("Esc", "F12", "F8")
	if got := last[MakeSheet](w); got.Day != "2025-06-15" || got.Folder != "" || got.Language != identity.Chinese {
		t.Errorf("%+v", got)
	}
	w.do(LedgerDone{Visit: w.m.ledger.visit, Err: identity.Bad("", identity.Say("没有打印机", "no printer"))})
	w.step("F9")
	w.do(FolderGiven{Visit: last[PickFolder](w).Visit, Path: "/tmp"})
	if got := last[MakeSheet](w); got.Folder != "/tmp" {
		t.Errorf("%+v", got)
	}
}

// Where no manager's PIN is set, the clerk's list says so and nothing else happens.
func TestNoManager(t *testing.T) {
	w := newWorld(t)
	w.steps("start", "F6")
	w.do(NoManager{})
	if v := w.m.View(); v.Screen != Records || !v.Records.NoManager {
		t.Errorf("%+v", v.Records)
	}
	w.steps("Esc", "F6")
	if w.m.View().Records.NoManager {
		t.Error("it is said for ever")
	}
}

// A booking reference goes with a decision by eye alone, and no document number is
// taken for one.
func TestReference(t *testing.T) {
	w := newWorld(t)
	w.steps("start", "name 张三", "number 11010519491231002X", "F7", "wait 1s", "F2")
	ask := last[AskText](w)
	for _, typed := range []string{"11010519491231002X", strings.Repeat("长", 41)} {
		w.do(TextGiven{AskText: ask, Text: typed})
		if v := w.m.View().ByEye; v.Reference != "" || v.Unfit == "" {
			t.Errorf("%q: %+v", typed, v)
		}
	}
	w.do(TextGiven{AskText: ask, Text: " R-2025-88 "})
	if v := w.m.View().ByEye; v.Reference != "R-2025-88" || v.Unfit != "" {
		t.Errorf("%+v", v)
	}
	w.step("F8")
	if got := last[RecordDecision](w); got.Reference != "R-2025-88" || got.Guest.Name != "张三" {
		t.Errorf("%+v", got)
	}
	w.steps("name 李四", "number 440524188001010014", "F7", "wait 1s")
	w.do(TextGiven{AskText: ask, Text: "R-of-another"})
	w.step("F8")
	if got := last[RecordDecision](w); got.Reference != "" {
		t.Errorf("another guest's reference: %+v", got)
	}
}

// Details and totals that are longer than the screen are read by keyboard too.
func TestLedgerScrolls(t *testing.T) {
	w := managed(t)
	w.step("Enter")
	w.do(EntryRead{Visit: w.m.ledger.visit, Shown: w.m.ledger.shown, Details: make([]Detail, 30)})
	w.steps("Down", "PgDn", "Up")
	if got := w.m.View().Ledger.Line; got != pageLines {
		t.Errorf("line %d", got)
	}
	for range 30 {
		w.step("PgDn")
	}
	if got := w.m.View().Ledger.Line; got != 30-pageLines {
		t.Errorf("line %d", got)
	}
	w.steps("Esc", "Enter")
	if got := w.m.View().Ledger.Line; got != 0 {
		t.Errorf("line %d of another entry", got)
	}
}

// After a search that was not possible the list is there again, with the sentence.
func TestLedgerFault(t *testing.T) {
	w := managed(t)
	w.step("F2")
	w.do(TextGiven{AskText: last[AskText](w), Text: "330106198001010037"})
	fail := func() {
		ask := last[ReadLedger](w)
		w.do(LedgerRead{Visit: ask.Visit, Asked: ask.Asked, Err: identity.Bad("", identity.Say("没有密钥环", "no keyring"))})
	}
	fail()
	if got := last[ReadLedger](w); got.Typed != "" {
		t.Errorf("%+v", got)
	}
	w.rows(3, false)
	if v := w.m.View().Ledger; len(v.Rows) != 3 || v.Fault.ZH != "没有密钥环" {
		t.Errorf("%+v", v)
	}
	w.step("F4")
	asked := len(w.cmds)
	fail()
	fail()
	if len(w.cmds) != asked+1 || !strings.Contains(w.m.View().Ledger.Fault.ZH, "密钥环") {
		t.Errorf("%d more", len(w.cmds)-asked)
	}
	w.step("F4")
	w.rows(1, false)
	if v := w.m.View().Ledger; v.Fault != (identity.Text{}) {
		t.Errorf("%+v", v)
	}
}
