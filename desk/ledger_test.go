package desk

import (
	"context"
	"crypto/rand"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
)

var evening = time.Date(2026, 3, 3, 20, 0, 0, 0, identity.China())

// ledgered is a desk with calls and events of two clerks on two days.
func ledgered(t *testing.T) (Ledger, *Station) {
	t.Helper()
	o, _ := installation(t, "desk.clerk = \"王\"\ndesk.name = \"前台\"\n")
	c := opened(t, o)
	s := c.get()
	for i, clerk := range []string{"王", "李", "李"} {
		a := records.Attempt{ID: "call" + string(rune('a'+i)), Started: evening.Add(-time.Duration(i) * 22 * time.Hour), Clerk: clerk, Provider: "wapi", Name: "欧*", Number: "***002X", Person: "hash", PriceFen: 150}
		must(t, s.store.Begin(t.Context(), a, records.Guard{Exempt: true}))
		a.State, a.Outcome, a.Charged, a.Finished, a.Vendor.Message = records.StateVerdict, identity.Match, identity.ChargedYes, a.Started, "一致"
		must(t, s.store.Finish(t.Context(), a))
	}
	lost := records.Attempt{ID: "lost", Started: evening.AddDate(0, 0, -9), Provider: "wapi", Clerk: "李", Number: "***0015"}
	must(t, s.store.Begin(t.Context(), lost, records.Guard{Exempt: true}))
	lost.State, lost.Kind, lost.Finished = records.StateUnknown, identity.UnknownOutcome, lost.Started
	must(t, s.store.Finish(t.Context(), lost))
	must(t, s.store.Note(t.Context(), records.Event{ID: "eye", At: evening, Clerk: "李", Event: "by_eye", Name: "诸**", Reference: "R-1"}))
	must(t, s.store.Note(t.Context(), records.Event{ID: "yes", At: evening, Clerk: "王", Event: records.EventGiven, Provider: "wapi"}))
	return Ledger{Current: c, Now: func() time.Time { return evening.Add(time.Minute) }, Post: func(session.Msg) {}}, s
}

func shown(rows []session.Record) string {
	var out []string
	for _, r := range rows {
		out = append(out, r.Attempt)
	}
	return strings.Join(out, " ")
}

// accessed returns the accesses that are noted, oldest first, such as
// "records_read:3".
func accessed(t *testing.T, s *Station) (out []string) {
	t.Helper()
	list, err := s.store.Entries(t.Context(), records.Filter{Only: records.OnlyAccesses, Oldest: true})
	must(t, err)
	for _, e := range list {
		if e.Event.Clerk != "王 (PIN)" || e.Event.Desk != "前台" {
			t.Errorf("%+v", *e.Event)
		}
		out = append(out, fmt.Sprintf("%s:%d", e.Event.Event, e.Event.Rows))
	}
	slices.Sort(out)
	return out
}

// The manager sees every clerk's entries of a day, by any filter, and each look is
// noted with its rows.
func TestLedgerList(t *testing.T) {
	l, s := ledgered(t)
	for _, c := range []struct {
		q    session.LedgerQuery
		want string
	}{
		{session.LedgerQuery{}, "yes eye calla"},
		{session.LedgerQuery{Day: "2026-03-02"}, "callb callc"},
		{session.LedgerQuery{Day: "2026-03-03", Only: session.OnlyCalls}, "calla"},
		{session.LedgerQuery{Only: session.OnlyConsents}, "yes"},
		{session.LedgerQuery{Only: session.OnlyDecisions}, "eye"},
		{session.LedgerQuery{Only: session.OnlyEvents}, "yes eye"},
		{session.LedgerQuery{Only: session.OnlyUnknown}, "lost"},
		{session.LedgerQuery{Only: "match"}, "calla"},
		{session.LedgerQuery{Only: "face_mismatch"}, ""},
		{session.LedgerQuery{Clerk: "李"}, "eye"},
		{session.LedgerQuery{Service: "wapi"}, "yes calla"},
		{session.LedgerQuery{Found: session.Found{Persons: []string{"hash"}}}, "calla callb callc"},
		{session.LedgerQuery{Found: session.Found{Name: "诸**"}}, "eye"},
		{session.LedgerQuery{Day: "no day"}, "yes eye calla"},
	} {
		got := l.Read(t.Context(), session.ReadLedger{Visit: 3, Asked: 4, Query: c.q})
		if got.Err != nil || shown(got.Rows) != c.want || got.Visit != 3 || got.Asked != 4 || got.Today != "2026-03-03" {
			t.Errorf("%+v: %q (%v)", c.q, shown(got.Rows), got.Err)
		}
		if !slices.Equal(got.Clerks, []string{"王"}) && c.q.Day == "" {
			t.Errorf("clerks %v", got.Clerks)
		}
	}
	if got := accessed(t, s); len(got) != 14 || !slices.Contains(got, "records_read:3") || !slices.Contains(got, "records_read:0") {
		t.Errorf("%v", got)
	}
}

// What was typed comes back as keys, never as itself; nothing typed is refused.
func TestLedgerSearch(t *testing.T) {
	l, _ := ledgered(t)
	got := l.Read(t.Context(), session.ReadLedger{Typed: "诸葛亮"})
	if got.Err != nil || shown(got.Rows) != "eye" || got.Found.Name != "诸**" {
		t.Errorf("%+v", got)
	}
	if strings.Contains(fmt.Sprintf("%+v", got), "诸葛") {
		t.Error("the answer holds the name")
	}
	if got := l.Read(t.Context(), session.ReadLedger{Typed: "  "}); got.Err == nil {
		t.Errorf("%+v", got)
	}
}

// Pages follow each other without a gap or a double.
func TestLedgerPages(t *testing.T) {
	l, s := ledgered(t)
	for i := range 2*session.LedgerRows + 5 {
		must(t, s.store.Note(t.Context(), records.Event{ID: fmt.Sprintf("n%03d", i), At: evening.Add(-time.Duration(i/7) * time.Second), Event: records.EventGiven}))
	}
	seen, q := map[string]bool{}, session.LedgerQuery{Only: session.OnlyConsents}
	for page := 1; ; page++ {
		got := l.Read(t.Context(), session.ReadLedger{Query: q})
		for _, r := range got.Rows {
			if seen[r.Attempt] {
				t.Errorf("%s twice", r.Attempt)
			}
			seen[r.Attempt] = true
		}
		if !got.More {
			if page != 3 {
				t.Errorf("%d pages", page)
			}
			break
		}
		last := got.Rows[len(got.Rows)-1]
		q.After = session.LedgerMark{At: last.At, ID: last.Attempt}
	}
	if len(seen) != 2*session.LedgerRows+6 {
		t.Errorf("%d rows", len(seen))
	}
}

// The details have all but the hash, and corrections behind what they correct.
func TestLedgerEntry(t *testing.T) {
	l, s := ledgered(t)
	if done := l.Correct(t.Context(), session.CorrectRecord{Record: "eye", Decision: "doubt", Reason: "按错\n了键"}); done.Err != nil || !done.Again {
		t.Errorf("%+v", done)
	}
	for _, wrong := range []session.CorrectRecord{{Record: "yes", Decision: "doubt", Reason: "x"}, {Record: "none", Decision: "doubt", Reason: "x"}, {Record: "eye", Decision: "doubt"}} {
		if done := l.Correct(t.Context(), wrong); done.Err == nil {
			t.Errorf("%+v is corrected", wrong)
		}
	}
	got := fmt.Sprintf("%+v", l.Entry(t.Context(), session.ReadEntry{ID: "eye"}))
	for _, want := range []string{"R-1", "诸**", "event.decision_corrected", "decision.doubt", "按错 了键", "王 (PIN)"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	got = fmt.Sprintf("%+v", l.Entry(t.Context(), session.ReadEntry{ID: "calla"}))
	if strings.Contains(got, "hash") || !strings.Contains(got, "1.50") || !strings.Contains(got, "一致") || !strings.Contains(got, "result.match") {
		t.Error(got)
	}
	if first, _ := s.store.Entries(t.Context(), records.Filter{ID: "eye"}); first[0].Event.Event != "by_eye" {
		t.Error("the decision is overwritten")
	}
}

// Totals of a day and of 31 days agree with the calls.
func TestLedgerTotals(t *testing.T) {
	l, s := ledgered(t)
	for month, want := range map[bool]int{false: 1, true: 4} {
		got := l.Totals(t.Context(), session.ReadTotals{Day: "2026-03-03", Month: month})
		if got.Err != nil || len(got.Totals) != map[bool]int{false: 4, true: 3}[month] {
			t.Fatalf("%+v", got)
		}
		if !month { // the counters by clerk are of a day
			if counts := got.Totals[3].Counts; len(counts) != 2 || counts[0] != (session.ShiftCount{Clerk: "李", ByHand: 1}) || counts[1] != (session.ShiftCount{Clerk: "王", Calls: 1, Passed: 1}) {
				t.Errorf("%+v", counts)
			}
			got.Totals = got.Totals[:3]
		}
		for _, part := range got.Totals {
			if last := part.Rows[len(part.Rows)-1]; last.Calls != want {
				t.Errorf("month %v: %+v", month, part)
			}
		}
	}
	if got := accessed(t, s); !slices.Equal(got, []string{"records_read:1", "records_read:4"}) {
		t.Errorf("%v", got)
	}
}

// An export replaces no file, is noted, and leaves nothing where it fails.
func TestLedgerExport(t *testing.T) {
	l, s := ledgered(t)
	dir := t.TempDir()
	ask := session.ExportRecords{From: "2026-03-02", To: "2026-03-03", CSV: true, Folder: dir}
	for _, name := range []string{"facedesk-2026-03-02_2026-03-03.csv", "facedesk-2026-03-02_2026-03-03-2.csv"} {
		if done := l.Export(t.Context(), ask); done.Err != nil || done.Note.File != filepath.Join(dir, name) || done.Note.Rows != 5 {
			t.Errorf("%+v", done)
		}
	}
	data, _ := os.ReadFile(filepath.Join(dir, "facedesk-2026-03-02_2026-03-03.csv"))
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil || len(rows) != 6 || strings.Contains(string(data), "hash") || !strings.HasPrefix(string(data), "\uFEFF") {
		t.Errorf("%v, %s", err, data)
	}
	for _, folder := range []string{filepath.Join(dir, "none"), "/proc"} {
		ask.Folder = folder
		if done := l.Export(t.Context(), ask); done.Err == nil || !strings.Contains(done.Err.Said().Text().EN, "Nothing was left") {
			t.Errorf("%+v", done)
		}
	}
	ask.Folder, ask.From = dir, "2026-03-09"
	if done := l.Export(t.Context(), ask); done.Err == nil {
		t.Error("days that end before they begin")
	}
	if got := accessed(t, s); !slices.Equal(got, []string{"records_exported:5", "records_exported:5"}) {
		t.Errorf("%v", got)
	}
}

// Where an access cannot be noted, nothing is shown, and no file stays.
func TestLedgerShowsNothingUnnoted(t *testing.T) {
	l, s := ledgered(t)
	s.store = unnoted{s.store}
	dir := t.TempDir()
	if got := l.Read(t.Context(), session.ReadLedger{}); got.Err == nil || len(got.Rows) != 0 {
		t.Errorf("%+v", got)
	}
	if got := l.Totals(t.Context(), session.ReadTotals{}); got.Err == nil || len(got.Totals) != 0 {
		t.Errorf("%+v", got)
	}
	if got := l.Export(t.Context(), session.ExportRecords{From: "2026-03-03", To: "2026-03-03", Folder: dir}); got.Err == nil {
		t.Errorf("%+v", got)
	}
	if got := l.Sheet(t.Context(), session.MakeSheet{Folder: dir}); got.Err == nil {
		t.Errorf("%+v", got)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("%v", left)
	}
}

// unnoted is a store that takes no event.
type unnoted struct{ records.Store }

func (unnoted) Note(context.Context, records.Event) error { return errors.New("full") }

// The sheet goes to the printer on standard input, or into a folder; with sums.
func TestLedgerSheet(t *testing.T) {
	l, s := ledgered(t)
	bin := t.TempDir()
	must(t, os.WriteFile(filepath.Join(bin, "lp"), []byte("#!/bin/sh\ncat >"+bin+"/paper\n"), 0o700))
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	if done := l.Sheet(t.Context(), session.MakeSheet{Day: "2026-03-03", Language: identity.English}); done.Err != nil || done.Note.Key != "ledger.printed" {
		t.Errorf("%+v", done)
	}
	said, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", bin+"/paper", "-").Output()
	if err != nil || !strings.Contains(string(said), "1.50") || !strings.Contains(string(said), "诸**") || !strings.Contains(string(said), "***0015") {
		t.Errorf("%v: %s", err, said)
	}
	done := l.Sheet(t.Context(), session.MakeSheet{Day: "2026-03-03", Folder: bin})
	if done.Err != nil || done.Note.File != filepath.Join(bin, "facedesk-2026-03-03.pdf") {
		t.Errorf("%+v", done)
	}
	must(t, os.WriteFile(filepath.Join(bin, "lp"), []byte("#!/bin/sh\nexit 1\n"), 0o700))
	if done := l.Sheet(t.Context(), session.MakeSheet{}); done.Err == nil || !strings.Contains(done.Err.Said().Text().EN, "Nothing was printed") {
		t.Errorf("%+v", done)
	}
	if got := accessed(t, s); !slices.Equal(got, []string{"records_printed:4", "records_printed:4"}) {
		t.Errorf("%v", got)
	}
}

// The administrator's PIN, which lifts money where there is no other, opens no
// records.
func TestHasManager(t *testing.T) {
	hash, err := config.HashPIN("4821", rand.Reader)
	must(t, err)
	for toml, want := range map[string]bool{"": false, "ui.pin_hash = \"" + hash + "\"\n": false, "guard.manager_pin_hash = \"" + hash + "\"\n": true} {
		o, _ := installation(t, toml)
		if HasManager(o) != want {
			t.Errorf("%q", toml)
		}
	}
}

// No variable brings a PIN that opens the manager's door: neither where the files
// set one, nor where they set none.
func TestVariablesBringNoManager(t *testing.T) {
	hash := func(pin string) string {
		out, err := config.HashPIN(pin, constant{})
		must(t, err)
		return out
	}
	for system, has := range map[string]bool{"": false, "ui.pin_hash = '" + hash("7733") + "'\n": false, "guard.manager_pin_hash = '" + hash("7733") + "'\n": true} {
		for _, key := range []string{config.KeyManagerPIN, config.KeyPINHash} {
			o, _ := underSystem(t, system)
			o.Env = append(o.Env, config.Variable(key)+"="+hash("4821"))
			if HasManager(o) != has {
				t.Errorf("%s, %q: a manager: %v", key, system, !has)
			}
			if right, _ := NewManagerDoor(o).Check("4821"); right {
				t.Errorf("%s, %q: the variable's PIN opens", key, system)
			}
			o.Home = t.TempDir() // where no wrong try is counted
			if right, _ := NewManagerDoor(o).Check("7733"); right != (system != "") {
				t.Errorf("%s, %q: the stored PIN: %v", key, system, right)
			}
		}
	}
}

// Where clerks sign in, what the manager does names the clerk at whose desk he does it,
// and the desk.
func TestLedgerNamesTheClerk(t *testing.T) {
	l, s := ledgered(t)
	const by = "0012 · 前台 (PIN)"
	if got := l.Read(t.Context(), session.ReadLedger{Clerk: "0012"}); got.Err != nil {
		t.Fatal(got.Err)
	}
	if got := l.Totals(t.Context(), session.ReadTotals{Clerk: "0012"}); got.Err != nil {
		t.Fatal(got.Err)
	}
	if got := l.Export(t.Context(), session.ExportRecords{From: "2026-03-03", To: "2026-03-03", Folder: t.TempDir(), Clerk: "0012"}); got.Err != nil {
		t.Fatal(got.Err)
	}
	if got := l.Sheet(t.Context(), session.MakeSheet{Folder: t.TempDir(), Clerk: "0012"}); got.Err != nil {
		t.Fatal(got.Err)
	}
	if got := l.Correct(t.Context(), session.CorrectRecord{Record: "eye", Decision: session.DecisionDoubt, Reason: "x", Clerk: "0012"}); got.Err != nil {
		t.Fatal(got.Err)
	}
	if err := (Journal{Current: l.Current, Now: l.Now}).Settle(t.Context(), session.SettleRecord{Attempt: "lost", Charged: identity.ChargedNo, Evidence: "x", Clerk: "0012"}); err != nil {
		t.Fatal(err)
	}
	list, err := s.store.Entries(t.Context(), records.Filter{Clerk: by, Accesses: true})
	must(t, err)
	lost, err := s.store.List(t.Context(), records.Filter{ID: "lost"})
	must(t, err)
	if len(list) != 5 || lost[0].SettledBy != by {
		t.Errorf("%d events, settled by %s", len(list), lost[0].SettledBy)
	}
}
