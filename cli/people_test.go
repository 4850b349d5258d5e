package cli_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/config/keyringtest"
	"facedesk/identity"
	"facedesk/records"
)

// recordEntry is one object of the records as scripts see it.
type recordEntry struct {
	Attempt, ID, Event, Name, Number, Outcome, Kind, Decision, Reason, About, Notice, Clerk string
	ConsentBy                                                                               string `json:"consent_by"`
	Rows                                                                                    int
	Demo                                                                                    bool
}

func entries(t testing.TB, r result) (out []recordEntry) {
	t.Helper()
	if err := json.Unmarshal([]byte(r.out), &out); err != nil {
		t.Fatalf("exit %d, %v: %s%s", r.code, err, r.out, r.err)
	}
	return out
}

// kept writes events into the records of a desk.
func kept(t *testing.T, d desk, events ...records.Event) {
	t.Helper()
	s, err := records.Open(t.Context(), filepath.Join(d.home, "records.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, e := range events {
		if err := s.Note(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
}

var october = time.Date(2026, 10, 7, 12, 0, 0, 0, identity.China())

// A person is found by the number from standard input or by the name, is shown what
// is kept, and is erased; the money stays.
func TestFindAndErasePerson(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, append(env, "FACEDESK_LANG=en"))
	check := []string{"--demo", "--consent", "--provider", "wapi"}
	mine, _ := d.verify(t, append(check, "--name", "张三", "--number", "110101199001010015")...)
	other, _ := d.verify(t, append(check, "--name", "钱他人", "--number", "11010519491231002X")...)
	if mine.Attempt == "" || other.Attempt == "" {
		t.Fatalf("%+v, %+v", mine, other)
	}
	for typed, want := range map[string]string{
		"110101 19900101 0015\n": mine.Attempt, "11010519491231002x": other.Attempt, "张三\n": mine.Attempt, "钱**": other.Attempt, "\uFEFF钱他人": other.Attempt, "330106198001010037": "", "李四": "",
	} {
		got := ""
		for _, e := range entries(t, d.run(typed, "records", "search", "--json")) {
			got += e.Attempt
		}
		if got != want {
			t.Errorf("%q: %s, want %s", typed, got, want)
		}
	}
	for _, typed := range []string{"", "\n"} {
		if r := d.run(typed, "records", "search"); r.code != 31 {
			t.Errorf("%q: exit %d", typed, r.code)
		}
	}
	if r := d.run("", "records", "search", "110101199001010015"); r.code != 2 || strings.Contains(r.err, "110101") {
		t.Errorf("as an argument: exit %d, %s", r.code, r.err)
	}
	if got := entries(t, d.run("110101199001010015", "records", "person", "show")); len(got) != 1 || got[0].Name != "张*" {
		t.Errorf("%+v", got)
	}
	if r := d.run("110101199001010015", "records", "person", "erase"); r.code != 0 || !strings.Contains(r.out, "There are 1 records") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if r := d.run("110101199001010015", "records", "person", "erase", "--yes", "--by", "王"); r.code != 0 || !strings.Contains(r.out, "1 records held") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if got := entries(t, d.run("110101199001010015", "records", "person", "show")); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	got := entries(t, d.run("", "records", "show", mine.Attempt))
	if len(got) != 1 || got[0].Name+got[0].Number != "" || got[0].Outcome != mine.Outcome {
		t.Errorf("%+v", got)
	}
	erased := entries(t, d.run("", "records", "list", "--json", "--accesses", "--outcome", "person_erased"))
	if len(erased) != 1 || erased[0].Rows != 1 || erased[0].Clerk != "王" {
		t.Errorf("%+v", erased)
	}
	if r := d.run("张三", "records", "person", "erase", "--yes"); r.code != 31 {
		t.Errorf("by a name: exit %d", r.code)
	}
}

// Erasing says what it had to keep, and how to go on.
func TestErasingKeepsTheGuard(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, append(env, "FACEDESK_LANG=en"))
	lost, _ := d.verify(t, "--demo", "--consent", "--provider", "wapi", "--name", "钱他人", "--number", "11010519491231002X", "--fault", "cut")
	aside := filepath.Join(d.home, "records.db.damaged-20260101-000000")
	if err := os.WriteFile(aside, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	r := d.run("11010519491231002X", "records", "person", "erase", "--yes")
	if r.code != 0 || !strings.Contains(r.err, lost.Attempt) || !strings.Contains(r.err, "records settle") || !strings.Contains(r.err, filepath.Base(aside)) {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
}

// The list has attempts, and consents and decisions without one; details show what
// corrects a decision.
func TestListAndShow(t *testing.T) {
	d := newDesk(t, "FACEDESK_LANG=en")
	recorded(t, d, october, map[string]identity.Charged{"1": identity.ChargedYes})
	kept(t, d, records.Event{ID: "e", At: october.Add(time.Minute), Event: "by_eye", Name: "张*", Clerk: "王", Reference: "R-7"},
		records.Event{ID: "c", At: october.Add(2 * time.Minute), Event: records.EventCorrected, About: "e", Decision: "doubt", Reason: "wrong key", Clerk: "王"},
		records.Event{ID: "d", At: october, Event: records.EventDeclined, Provider: "slsj", Notice: "v1"})
	list := func(args ...string) string {
		var ids []string
		for _, e := range entries(t, d.run("", append([]string{"records", "list", "--json"}, args...)...)) {
			ids = append(ids, e.ID)
		}
		return strings.Join(ids, " ")
	}
	for args, want := range map[string]string{
		"": "c e d 1", "--from 2026-10-07 --to 2026-10-07": "c e d 1", "--from 2026-10-08": "", "--to 2026-10-06 --from 2026-10-01": "",
		"--service slsj": "d", "--clerk 王": "c e", "--outcome by_eye": "e", "--outcome identity_match": "1", "--limit 1": "c",
	} {
		if got := list(strings.Fields(args)...); got != want {
			t.Errorf("%s: %q, want %q", args, got, want)
		}
	}
	shown := entries(t, d.run("", "records", "show", "e"))
	if len(shown) != 2 || shown[1].Reason != "wrong key" || shown[1].Decision != "doubt" {
		t.Errorf("%+v", shown)
	}
	for code, args := range map[int][]string{31: {"show", "nobody"}, 2: {"list", "--from", "7.10.2026"}} {
		if r := d.run("", append([]string{"records"}, args...)...); r.code != code {
			t.Errorf("%v: exit %d", args, r.code)
		}
	}
}

func TestStats(t *testing.T) {
	d := newDesk(t, "FACEDESK_LANG=en", "FACEDESK_GUARD_DAY_START=06:00")
	recorded(t, d, october, map[string]identity.Charged{"1": identity.ChargedYes, "2": identity.ChargedYes, "3": identity.ChargedUnknown, "4": identity.ChargedNo})
	recorded(t, d, time.Date(2026, 10, 8, 5, 0, 0, 0, identity.China()), map[string]identity.Charged{"night": identity.ChargedYes})
	recorded(t, d, time.Date(2026, 10, 8, 7, 0, 0, 0, identity.China()), map[string]identity.Charged{"next": identity.ChargedYes})
	var got []map[string]any
	r := d.run("", "records", "stats", "--from", "2026-10-07", "--to", "2026-10-08", "--by", "service,day", "--json")
	if err := json.Unmarshal([]byte(r.out), &got); err != nil || len(got) != 2 || got[0]["day"] != "2026-10-07" || got[0]["calls"] != 5.0 || got[0]["fen"] != 48.0 || got[0]["unknown_fen"] != 16.0 || got[1]["calls"] != 1.0 {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	r = d.run("", "records", "stats", "--from", "2026-10-01", "--to", "2026-10-31", "--by", "clerk,outcome")
	if text := strings.Join(strings.Fields(r.out), " "); !strings.Contains(text, "total 6 4 0.64 1 0.16") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	r = d.run("", "records", "stats", "--from", "2026-10-01", "--to", "2026-10-31", "--by", "desk", "--csv")
	if r.out != "\uFEFFdesk,calls,charged,yuan,unknown,unknown_yuan\r\n'=front,6,4,0.64,1,0.16\r\n" {
		t.Errorf("%q", r.out)
	}
	for _, args := range [][]string{{"--by", "name"}, {"--from", "2026-10-08", "--to", "2026-10-07"}} {
		if r := d.run("", append([]string{"records", "stats"}, args...)...); r.code != 2 {
			t.Errorf("%v: exit %d", args, r.code)
		}
	}
}

// An export is harmless in a spreadsheet, holds neither hash nor score, and is
// recorded.
func TestExport(t *testing.T) {
	d := newDesk(t, "FACEDESK_LANG=en")
	recorded(t, d, october, map[string]identity.Charged{"1": identity.ChargedYes})
	kept(t, d, records.Event{ID: "e", At: october, Event: "by_eye", Person: "HASH", Reference: "=cmd|' /C calc'!A0", Clerk: "\t@SUM(1)", Reason: "12345678901234567890"})
	span := []string{"--from", "2026-10-07", "--to", "2026-10-07", "--by", "账房"}
	r := d.run("", append([]string{"records", "export", "--csv"}, span...)...)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(r.out, "\uFEFF"))).ReadAll()
	if r.code != 0 || err != nil || len(rows) != 3 || !strings.HasPrefix(r.out, "\uFEFF") {
		t.Fatalf("exit %d, %v: %s%s", r.code, err, r.out, r.err)
	}
	for _, row := range rows[1:] {
		for i, cell := range row {
			if strings.HasPrefix(strings.TrimSpace(cell), "=") || strings.HasPrefix(strings.TrimSpace(cell), "@") || cell == "12345678901234567890" {
				t.Errorf("%s: %q", rows[0][i], cell)
			}
		}
	}
	if strings.Contains(r.out, "HASH") || strings.Contains(r.out, "score") {
		t.Errorf("%s", r.out)
	}
	lines := d.run("", append([]string{"records", "export", "--json"}, span...)...).out
	if strings.Count(lines, "\n") != 2 || strings.Contains(lines, "HASH") || strings.Contains(lines, "score") {
		t.Errorf("%s", lines)
	}
	noted := entries(t, d.run("", "records", "list", "--json", "--accesses", "--outcome", "records_exported"))
	if len(noted) != 2 || noted[0].Rows != 2 || noted[0].Clerk != "账房" {
		t.Errorf("%+v", noted)
	}
	for _, bad := range [][]string{{}, {"--csv", "--json"}, {"--csv", "--from", "x"}} {
		if r := d.run("", append([]string{"records", "export"}, bad...)...); r.code != 2 {
			t.Errorf("%v: exit %d", bad, r.code)
		}
	}
	if out, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err == nil {
		defer out.Close()
		if r := d.runTo(out, append([]string{"records", "export", "--csv"}, span...)...); r.code == 0 {
			t.Error("a full disk went unnoticed")
		}
	}
}

// Whoever reads records at the command line is noted, with the count, before it is
// shown.
func TestReadingIsNoted(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	kept(t, d, records.Event{ID: "eye", At: october, Event: string(records.DecidedByEye), Name: "张*"})
	bill := filepath.Join(t.TempDir(), "bill.csv")
	if err := os.WriteFile(bill, []byte("order,amount\nN-1,1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	commands := [][]string{{"list"}, {"show", "eye"}, {"search"}, {"person", "show"}, {"person", "erase"}, {"stats"}, {"statement"}, {"spent"}, {"consents"},
		{"reconcile", bill, "--service", "wapi", "--from", "2026-10-01", "--to", "2026-10-31"}}
	for _, c := range commands {
		if r := d.run("110101199001010015", append([]string{"records"}, c...)...); r.code != 0 && r.code != 38 {
			t.Errorf("%s: exit %d: %s", c[0], r.code, r.err)
		}
	}
	for _, wrong := range [][]string{{"list", "--limit", "-1"}, {"list", "--days", "-3"}, {"search", "--limit", "-1"}} {
		if r := d.run("", append([]string{"records"}, wrong...)...); r.code != 2 || r.out != "" {
			t.Errorf("%v: exit %d: %s", wrong, r.code, r.out)
		}
	}
	noted := entries(t, d.run("", "records", "list", "--json", "--accesses", "--outcome", "records_read"))
	if len(noted) != len(commands) {
		t.Fatalf("%d accesses are noted, want %d", len(noted), len(commands))
	}
	if first := noted[len(noted)-1]; first.Rows != 1 || first.Clerk == "" {
		t.Errorf("%+v", first)
	}
}

// An auditor sees consents by version of the notice, and what was deleted, without a
// name; a consent on the command line counts too.
func TestConsentsAndPurge(t *testing.T) {
	d := newDesk(t, "FACEDESK_LANG=en")
	recorded(t, d, time.Now().AddDate(0, 0, -200), map[string]identity.Charged{"1": identity.ChargedYes, "2": identity.ChargedUnknown})
	recorded(t, d, time.Now(), map[string]identity.Charged{"3": identity.ChargedYes})
	kept(t, d, records.Event{ID: "d", At: october, Event: records.EventDeclined, Provider: "slsj", Notice: "v1", Face: true})
	if r := d.run("", "records", "clock", "--right"); r.code != 0 {
		t.Fatal(r.err)
	}
	if r := d.run("", "records", "purge", "--by", "IT"); r.code != 0 || !strings.Contains(r.out, "1 old records") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	r := d.run("", "records", "consents")
	text := strings.Join(strings.Fields(r.out), " ")
	for _, want := range []string{"consent_declined v1 slsj true 1 0", "records_deleted false 1 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("exit %d, lacks %s: %s%s", r.code, want, r.out, r.err)
		}
	}
	if _, code := d.verify(t, "--demo", "--consent", "--provider", "slsj", "--name", "陈大文", "--number", "110101199001010015", "--photo", photo(t)); code < 0 {
		t.Fatal(code)
	}
	got := entries(t, d.run("", "records", "list", "--json", "--outcome", "consent_given"))
	if len(got) != 1 || !got[0].Demo || !strings.HasPrefix(got[0].Notice, "zh-") || len(got[0].Notice) != 11 || got[0].ConsentBy != "self" {
		t.Errorf("%+v", got)
	}
}

// A wrong decision is corrected by an event with a reason; what was decided first
// stays.
func TestCorrectADecision(t *testing.T) {
	d := newDesk(t, "FACEDESK_LANG=en")
	recorded(t, d, october, map[string]identity.Charged{"1": identity.ChargedYes})
	kept(t, d, records.Event{ID: "e", At: october, Event: "by_eye", Demo: true}, records.Event{ID: "g", At: october, Event: records.EventGiven})
	if r := d.run("", "records", "correct", "e", "--decision", "doubt", "--reason", "wrong key", "--by", "王"); r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	shown := entries(t, d.run("", "records", "show", "e"))
	if len(shown) != 2 || shown[0].Event != "by_eye" || shown[1].Decision != "doubt" || shown[1].Reason != "wrong key" || shown[1].Clerk != "王" || !shown[1].Demo {
		t.Errorf("%+v", shown)
	}
	for _, c := range []struct {
		code int
		args []string
	}{
		{31, []string{"1", "--decision", "doubt", "--reason", "x"}}, {31, []string{"g", "--decision", "doubt", "--reason", "x"}}, {31, []string{"nobody", "--decision", "left", "--reason", "x"}},
		{2, []string{"e", "--decision", "match", "--reason", "x"}}, {2, []string{"e", "--decision", "left"}}, {2, []string{"e", "--decision", "left", "--reason", "a\nb"}},
	} {
		if r := d.run("", append([]string{"records", "correct"}, c.args...)...); r.code != c.code {
			t.Errorf("%v: exit %d, %s", c.args, r.code, r.err)
		}
	}
}
