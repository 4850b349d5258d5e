package records

import (
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"facedesk/identity"
)

// made is a complete attempt of a service, with its charge and price.
func made(t *testing.T, s *SQLite, id string, at time.Duration, charged identity.Charged, fen int64) Attempt {
	t.Helper()
	a := step{at: at, state: StateVerdict, charged: charged}.attempt(id)
	a.Person, a.PriceFen, a.Vendor.Order = id, fen, "order-"+id
	if charged == identity.ChargedUnknown {
		a.State, a.Kind = StateUnknown, identity.UnknownOutcome
	}
	begin(t, s, a, Guard{})
	finish(t, s, a)
	return a
}

// The guard names the earlier call by what the service can find it again, and says
// what is known of its charge.
func TestTheGuardNamesTheEarlierCall(t *testing.T) {
	service := identity.Text{ZH: "某服务", EN: "some service"}
	for order, want := range map[string]string{"N-17": "order number N-17", "": "gave no order number, ours is old"} {
		s := openAt(t, testPath(t))
		old := step{state: StateUnknown, kind: identity.UnknownOutcome}.attempt("old")
		old.Vendor.Order = order
		begin(t, s, old, Guard{})
		finish(t, s, old)
		err := s.Begin(t.Context(), row("next"), Guard{Service: service})
		for _, piece := range []string{"some service", want, "nobody knows yet", noon.In(row("next").Started.Location()).Format("01-02 15:04")} {
			if !strings.Contains(err.Error(), piece) {
				t.Errorf("%q lacks %q", err, piece)
			}
		}
		if b, ok := errors.AsType[*Blocked](err); !ok || b.Earlier.ID != "old" {
			t.Errorf("%+v", b)
		}
	}
}

// Settling keeps who, when, the charge and the evidence, once.
func TestSettleKeepsTheEvidence(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	made(t, s, "a", 0, identity.ChargedUnknown, 150)
	f := Settlement{At: noon.Add(time.Hour), By: "王", Charged: identity.ChargedNo, Evidence: "ticket 7"}
	must(t, s.Settle(t.Context(), "a", f))
	got := only(t, s, "a")
	if got.SettledBy != "王" || got.SettledEvidence != "ticket 7" || got.Bill() != identity.ChargedNo || got.Charged != identity.ChargedUnknown || !got.Settled.Equal(f.At) {
		t.Errorf("%+v", got)
	}
	if err := s.Settle(t.Context(), "a", Settlement{At: noon, Charged: identity.ChargedYes}); identity.KindOf(err) != identity.BadInput {
		t.Errorf("settled twice: %v", err)
	}
	made(t, s, "sure", 0, identity.ChargedYes, 150)
	if err := s.Settle(t.Context(), "sure", f); identity.KindOf(err) != identity.BadInput {
		t.Errorf("what is known was settled: %v", err)
	}
	must(t, s.Examine(t.Context()))
	must(t, s.Close())
	if got := only(t, openAt(t, path), "a"); got.Bill() != identity.ChargedNo {
		t.Error("lost when it was opened again")
	}
}

// The limit of a day counts what may be billed, of that service, since the day
// began; a manager's lift holds until the next begins, and a repeat lifts nothing.
func TestBudget(t *testing.T) {
	s := openAt(t, testPath(t))
	made(t, s, "yesterday", -25*time.Hour, identity.ChargedYes, 10_000)
	made(t, s, "yes", 0, identity.ChargedYes, 150)
	made(t, s, "free", 0, identity.ChargedNo, 150)
	made(t, s, "perhaps", 0, identity.ChargedUnknown, 150)
	day := Guard{Budget: Budget{From: noon.Add(-12 * time.Hour), Fen: 450}}
	press := func(id string, repeat bool) error {
		a := row(id)
		a.Person, a.PriceFen, a.Repeat = id, 150, repeat
		a.Started = noon.Add(time.Hour)
		return s.Begin(t.Context(), a, day)
	}
	must(t, press("fits", false))
	for _, repeat := range []bool{false, true} {
		err := press("over", repeat)
		b, ok := errors.AsType[*Blocked](err)
		if !ok || b.Reason != BlockedBudget || b.Confirmable() || identity.KindOf(err) != identity.Quota || len(list(t, s, Filter{ID: "over"})) != 0 {
			t.Fatalf("%v", err)
		}
	}
	if got, err := s.Spent(t.Context(), row("").Provider, day.Budget.From); err != nil || got != (Spent{Calls: 3, Fen: 450}) {
		t.Errorf("%+v, %v", got, err)
	}
	must(t, s.Settle(t.Context(), "perhaps", Settlement{At: noon, Charged: identity.ChargedNo}))
	must(t, press("freed", false))
	must(t, s.Note(t.Context(), Event{ID: "other", At: noon, Event: EventLimitLifted, Provider: "another"}))
	must(t, s.Note(t.Context(), Event{ID: "ahead", At: day.Budget.From.Add(48 * time.Hour), Event: EventLimitLifted, Provider: row("").Provider})) // by a clock that was wrong
	if press("over", false) == nil {
		t.Error("lifted by another service's lift")
	}
	must(t, s.Note(t.Context(), Event{ID: "lift", At: noon.Add(time.Hour), Event: EventLimitLifted, Provider: row("").Provider, Clerk: "经理"}))
	must(t, press("lifted", false))
	day.Budget.From = noon.Add(12 * time.Hour)
	a := row("tomorrow")
	a.Person, a.PriceFen = "tomorrow", 500
	if err := s.Begin(t.Context(), a, day); err == nil {
		t.Error("the lift holds on the next day")
	}
	if err := s.Begin(t.Context(), a, Guard{}); err != nil {
		t.Errorf("without a limit: %v", err)
	}
}

// Two desks press at once: the limit holds for both together.
func TestBudgetIsShared(t *testing.T) {
	path := testPath(t)
	one, two := openAt(t, path), openAt(t, path)
	day := Guard{Budget: Budget{From: noon.Add(-time.Hour), Fen: 1000}}
	done := make(chan int)
	for i, s := range []*SQLite{one, two} {
		go func() {
			n := 0
			for j := range 20 {
				a := row(string(rune('a'+i)) + number(j))
				a.Person, a.PriceFen = a.ID, 100
				if s.Begin(background, a, day) == nil {
					n++
				}
			}
			done <- n
		}()
	}
	if n := <-done + <-done; n != 10 {
		t.Errorf("%d calls of 1 yuan within 10 yuan", n)
	}
}

// Bills come as Chinese offices make them.
func TestParseBill(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("序号,订单号,金额（元）\n1,N-1,1.50\n合计,,1.50\n")
	must(t, err)
	for name, text := range map[string]string{
		"gbk": gbk, "mark": "\uFEFForder,amount\r\nN-1,1.50\r\n", "tabs": "订单号\t金额\n\tN-1\t\n", "spreadsheet": "OrderNo;fee\n=\"N-1\";¥1.50\n", "quoted": "serial,price\n\"'N-1\",\"1.50\"\n",
	} {
		if name == "tabs" {
			text = "订单号\t金额\n`N-1\t1.5\n"
		}
		got, err := ParseBill([]byte(text), "", "")
		if err != nil || len(got) != 1 || got[0].Order != "N-1" || got[0].Fen != 150 || !got[0].Priced || got[0].Row != 2 {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	for _, text := range []string{"", "a,b\n1,2\n", "order,amount\nN-1,much\n", "\xff\xfe\xff"} {
		if _, err := ParseBill([]byte(text), "", ""); identity.KindOf(err) != identity.BadInput {
			t.Errorf("%q: %v", text, err)
		}
	}
	if got, err := ParseBill([]byte("mine,x\nN-1,2\n"), "mine", "x"); err != nil || got[0].Order != "N-1" || got[0].Fen != 200 {
		t.Errorf("named columns: %+v, %v", got, err)
	}
}

// utf16Of returns a text as UTF-16 with its mark.
func utf16Of(t *testing.T, order unicode.Endianness, text string) []byte {
	t.Helper()
	out, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().Bytes([]byte(text))
	must(t, err)
	return out
}

// Bills as vendors' back offices and spreadsheets export them: titles above the
// names of the columns, a named separator, other encodings, numbers kept whole.
func TestBillsAsTheyAreExported(t *testing.T) {
	const plain = "序号,订单号,金额\n1,N-1,1.50\n"
	for name, c := range map[string]struct {
		data []byte
		row  int
	}{
		"titles":             {[]byte("拇指云 2026年11月 订单号账单\n客户,示例酒店\n\n" + plain), 5},
		"titles with commas": {[]byte("账单,2026-11,示例酒店,共 1 笔\n" + plain), 3},
		"a separator":        {[]byte("sep=;\n序号;订单号;金额\n1;N-1;1.50\n"), 3},
		"a quoted separator": {[]byte("\"sep=\t\"\r\n序号\t订单号\t金额\r\n1\tN-1\t1.50\r\n"), 3},
		"UTF-16 LE":          {utf16Of(t, unicode.LittleEndian, plain), 2},
		"UTF-16 BE":          {utf16Of(t, unicode.BigEndian, strings.ReplaceAll(plain, ",", "\t")), 2},
		"bars":               {[]byte("序号|订单号|金额\n1|N-1|1.50\n"), 2},
		"semicolons":         {[]byte("序号;订单编号;\"金额\"\n1;N-1;1.50\n"), 2},
		"commas in a title":  {[]byte("a;b;c;d;e;f\n序号,订单号,金额\n1,N-1,1.50\n"), 3},
		"a formula":          {[]byte("序号,订单号,金额\n1,\"=\"\"N-1\"\"\",1.50\n"), 2},
		"an apostrophe":      {[]byte("序号,交易流水号,金额\n1,'N-1,1.50\n"), 2},
		"an empty line":      {[]byte("序号,订单号,金额\n\n1,N-1,1.50\n"), 3},
		"one column":         {[]byte("订单号\nN-1\n"), 2},
	} {
		got, err := ParseBill(c.data, "", "")
		if err != nil || len(got) != 1 || got[0].Order != "N-1" || got[0].Row != c.row || got[0].Fen != 150 && name != "one column" {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// Several columns of order numbers are named, and the person chooses.
func TestSeveralColumnsOfOrderNumbers(t *testing.T) {
	const bill = "平台订单号,商户订单号,金额\nP-1,M-1,1.50\n"
	_, err := ParseBill([]byte(bill), "", "")
	var e *identity.Error
	if !errors.As(err, &e) || !strings.Contains(e.What.EN, "平台订单号 (column 1), 商户订单号 (column 2)") || !strings.Contains(e.Next.EN, "--column") {
		t.Fatalf("%v", err)
	}
	for column, want := range map[string]string{"商户订单号": "M-1", "平台订单号": "P-1", "1": "P-1", "2": "M-1"} {
		if got, err := ParseBill([]byte(bill), column, ""); err != nil || len(got) != 1 || got[0].Order != want {
			t.Errorf("%s: %+v, %v", column, got, err)
		}
	}
	if got, err := ParseBill([]byte("编码,钱\nX-1,2\n"), "1", "2"); err != nil || len(got) != 1 || got[0].Order != "X-1" || got[0].Fen != 200 {
		t.Errorf("by number alone: %+v, %v", got, err)
	}
	for _, column := range []string{"3x", "9", "0", "另一列"} {
		if _, err := ParseBill([]byte(bill), column, ""); identity.KindOf(err) != identity.BadInput {
			t.Errorf("%s: %v", column, err)
		}
	}
}

// Numbers that a spreadsheet has rounded are refused: they would match no call, or
// another one.
func TestRoundedOrderNumbers(t *testing.T) {
	for bill, lost := range map[string]bool{
		"order,amount\n1.23457E+18,1\n": true, "order,amount\n1E+20,1\n": true, "order,amount\n\"1,23457E+18\",1\n": true,
		"order,amount\n1234567890123450000,1\n1234567890123460000,1\n": true,
		"order,amount\n1234567890123450000,1\n1234567890123456789,1\n": false,
		"order,amount\n1234567890123450000,1\n":                        false,
		"order,amount\n12E5,1\n":                                       false,
	} {
		_, err := ParseBill([]byte(bill), "", "")
		if lost != (err != nil && strings.Contains(err.Error(), "rounded")) {
			t.Errorf("%q: %v", bill, err)
		}
	}
}

// Each kind of difference is told, and nothing else.
func TestReconcile(t *testing.T) {
	at := func(id string, charged identity.Charged) Attempt {
		return Attempt{ID: id, Vendor: identity.Vendor{Order: "order-" + id}, State: StateVerdict, Charged: charged, PriceFen: 150}
	}
	yes, no, unknown := identity.ChargedYes, identity.ChargedNo, identity.ChargedUnknown
	settled := at("settled", unknown)
	settled.SettledCharged = yes
	attempts := []Attempt{at("a", yes), at("b", yes), at("c", no), at("d", unknown), at("e", yes), at("f", unknown), at("g", no), at("h", yes), settled}
	bill := []BillLine{
		{Row: 2, Order: "order-a", Fen: 150, Priced: true}, {Row: 3, Order: "order-b", Fen: 151, Priced: true}, {Row: 4, Order: "order-c"}, {Row: 5, Order: "order-d"},
		{Row: 6, Order: "order-h"}, {Row: 7, Order: "h"}, {Row: 8, Order: "strange"}, {Row: 9, Order: "order-settled"},
	}
	differ, agree := Reconcile(bill, attempts)
	got := map[Finding]string{}
	for _, d := range differ {
		got[d.Finding] += d.Attempt.ID + d.Line.Order + " "
	}
	want := map[Finding]string{
		BilledOther: "border-b ", BilledNotCharged: "corder-c ", BilledUnknown: "dorder-d ", BilledTwice: "hh ", BilledNotOurs: "strange ",
		NotBilled: "e ", NotBilledUnknown: "f ",
	}
	for f, text := range want {
		if got[f] != text {
			t.Errorf("%s: %q, want %q", f, got[f], text)
		}
	}
	if agree != 3 || len(got) != len(want) {
		t.Errorf("%d agree, %v", agree, got)
	}
}

// A bill is read strictly: what could be two amounts is none, and a stray quotation
// mark hides no line.
func TestHostileBills(t *testing.T) {
	for _, text := range []string{
		"order;amount\nN-1;0,50\n", "order,amount\nN-1,NaN\n", "order,amount\nN-1,0x10\n", "order,amount\nN-1,1e3\n",
		"order,amount\n\"X1,0.5\nN-1,0.50\n", "order,amount,remark\nX1,0.5,\"late\nN-1,0.50,\n", "order,amount\nN-1" + strings.Repeat(",", maxBillLine) + "\n",
	} {
		if got, err := ParseBill([]byte(text), "", ""); identity.KindOf(err) != identity.BadInput {
			t.Errorf("%.40q: %+v, %v", text, got, err)
		}
	}
	got, err := ParseBill([]byte("order,amount\n\x1b[2J\u202eN\u200b-1,\"１,234.50元\"\nN-2,-1.00\n"), "", "")
	if err != nil || got[0].Order != "[2JN-1" || got[0].Fen != 123450 || got[1].Fen != -100 {
		t.Errorf("%+v, %v", got, err)
	}
}

// A bill of any shape is refused or read with little more memory than it has itself.
func TestBillsOfAnyShapeTakeLittleMemory(t *testing.T) {
	const size = 16 << 20
	wide := strings.Repeat(";", maxBillLine-1) + "\n"
	for name, line := range map[string]string{
		"columns": wide, "rows": "a;1\n", "empty rows": "\n", "one line": "x", "marks": "\"\n", "cells": strings.Repeat("1,", 400) + "\n",
	} {
		bill := []byte("order;amount\n" + strings.Repeat(line, size/len(line)))
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got, err := ParseBill(bill, "", "")
		runtime.ReadMemStats(&after)
		if took := after.HeapSys - min(before.HeapSys, after.HeapSys); took > 4*size {
			t.Errorf("%s: %d MB", name, took>>20)
		}
		if err != nil && identity.KindOf(err) != identity.BadInput {
			t.Errorf("%s: %d lines, %v", name, len(got), err)
		}
	}
}

// A call whose answer was lost is on the bill by our number as it was sent: without
// hyphens. A refund is no second charge.
func TestOrderNumbersAsTheyAreSent(t *testing.T) {
	lost := Attempt{ID: "210af519-be7c-431a-923b-9fee68d3b584", State: StateUnknown, PriceFen: 100}
	differ, agree := Reconcile([]BillLine{
		{Row: 2, Order: "210AF519be7c431a923b9fee68d3b584", Fen: 100, Priced: true}, {Row: 3, Order: "210af519be7c431a923b9fee68d3b584", Fen: -100, Priced: true},
	}, []Attempt{lost})
	if len(differ) != 2 || differ[0].Finding != BilledUnknown || differ[1].Finding != Refunded || agree != 0 {
		t.Errorf("%+v, %d", differ, agree)
	}
}

// A charge can be noted once, also of a call that an answered repeat has settled.
func TestChargeIsNotedLater(t *testing.T) {
	s := openAt(t, testPath(t))
	a := row("lost")
	must(t, s.Begin(background, a, Guard{}))
	a.State, a.Kind = StateUnknown, identity.UnknownOutcome
	must(t, s.Finish(background, a))
	must(t, s.Settle(background, a.ID, Settlement{At: noon, By: "a repeat"}))
	must(t, s.Settle(background, a.ID, Settlement{At: noon, By: "the bill", Charged: identity.ChargedYes}))
	if err := s.Settle(background, a.ID, Settlement{At: noon, By: "a second bill", Charged: identity.ChargedNo}); err == nil {
		t.Error("what is known is changed")
	}
}
