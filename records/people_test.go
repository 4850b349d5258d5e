package records

import (
	"bytes"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
)

// guest writes a finished attempt of a person.
func guest(t *testing.T, s *SQLite, id, person, name string, after time.Duration) Attempt {
	t.Helper()
	a := row(id)
	a.Started, a.Person, a.Name, a.Number, a.Clerk, a.PriceFen = noon.Add(after), person, name, "**************002X", "王", 150
	a.Reference = "booking-" + id
	a.DocumentType, a.Consent = identity.ResidentID, identity.Consent{Recipient: "s", By: identity.ByGuardian, At: noon}
	begin(t, s, a, Guard{})
	a.State, a.Outcome, a.Charged, a.Finished = StateVerdict, identity.Match, identity.ChargedYes, a.Started
	a.Vendor = identity.Vendor{Order: "N-" + id, Message: "一致"}
	finish(t, s, a)
	return a
}

func note(t *testing.T, s *SQLite, e Event) {
	t.Helper()
	must(t, s.Note(t.Context(), e))
}

func ids(list []Entry) string {
	var out []string
	for _, e := range list {
		out = append(out, e.Mark().ID)
	}
	return strings.Join(out, " ")
}

// One list holds attempts, and consents and decisions without one, in the order of
// time, whatever is filtered and wherever it goes on.
func TestEntries(t *testing.T) {
	s := openAt(t, testPath(t))
	guest(t, s, "b", "p", "张*", 0)
	guest(t, s, "d", "q", "李*", 2*time.Minute)
	note(t, s, Event{ID: "a", At: noon, Event: EventGiven, Provider: "s", Clerk: "王"})
	note(t, s, Event{ID: "c", At: noon.Add(time.Minute), Event: string(DecidedByEye), Name: "张*", Person: "p", Clerk: "李", Reference: "R-7"})
	note(t, s, Event{ID: "z", At: noon, Event: EventExported, Rows: 3})
	genuine, demo := false, true
	for name, c := range map[string]struct {
		f    Filter
		want string
	}{
		"all":      {Filter{}, "d c b a"},
		"oldest":   {Filter{Oldest: true}, "a b c d"},
		"page":     {Filter{Limit: 2}, "d c"},
		"next":     {Filter{Limit: 2, After: Mark{noon.Add(time.Minute), "c"}}, "b a"},
		"onwards":  {Filter{Oldest: true, After: Mark{noon, "a"}}, "b c d"},
		"time":     {Filter{From: noon.Add(time.Second), To: noon.Add(2 * time.Minute)}, "c"},
		"name":     {Filter{Name: "张*"}, "c b"},
		"person":   {Filter{Persons: []string{"p", "other"}}, "c b"},
		"nobody":   {Filter{Persons: []string{""}}, ""},
		"clerk":    {Filter{Clerk: "王"}, "d b a"},
		"service":  {Filter{Provider: "s"}, "d b a"},
		"result":   {Filter{Result: "match"}, "d b"},
		"decision": {Filter{Result: "by_eye"}, "c"},
		"real":     {Filter{Demo: &genuine}, "d c b a"},
		"demo":     {Filter{Demo: &demo}, ""},
		"accesses": {Filter{Accesses: true, Result: EventExported}, "z"},
		"attempts": {Filter{State: StateVerdict}, "d b"},

		"calls":         {Filter{Only: OnlyCalls}, "d b"},
		"events":        {Filter{Only: OnlyEvents}, "c a"},
		"consents":      {Filter{Only: OnlyConsents}, "a"},
		"decisions":     {Filter{Only: OnlyDecisions}, "c"},
		"only accesses": {Filter{Only: OnlyAccesses}, "z"},
	} {
		got, err := s.Entries(t.Context(), c.f)
		if err != nil || ids(got) != c.want {
			t.Errorf("%s: %q, want %q (%v)", name, ids(got), c.want, err)
		}
	}
}

// Each goes through everything once, in pages.
func TestEachGoesThroughEverything(t *testing.T) {
	s := openAt(t, testPath(t))
	for i := range page + 3 {
		note(t, s, Event{ID: number(i), At: noon.Add(time.Duration(i/10) * time.Minute), Event: EventGiven})
	}
	seen := map[string]int{}
	last := Mark{}
	must(t, s.Each(t.Context(), Filter{}, func(e Entry) error {
		if seen[e.Event.ID]++; e.Mark().compare(last) < 0 {
			t.Errorf("%v after %v", e.Mark(), last)
		}
		last = e.Mark()
		return nil
	}))
	if len(seen) != page+3 {
		t.Errorf("%d of %d", len(seen), page+3)
	}
}

// Totals follow every change of a row, and agree with the rows.
func TestTallies(t *testing.T) {
	s := openAt(t, testPath(t))
	agree := func(step string) {
		t.Helper()
		if err := examineTallies(t.Context(), s.db); err != nil {
			t.Errorf("after %s: %v", step, err)
		}
	}
	made(t, s, "a", 0, identity.ChargedYes, 150)
	made(t, s, "b", time.Hour, identity.ChargedYes, 150)
	made(t, s, "c", 0, identity.ChargedUnknown, 150)
	made(t, s, "d", 0, identity.ChargedUnknown, 150)
	made(t, s, "later", 48*time.Hour, identity.ChargedYes, 150)
	demo := row("demo")
	demo.Demo = true
	begin(t, s, demo, Guard{Exempt: true})
	agree("writing")
	must(t, s.Settle(t.Context(), "d", Settlement{At: noon, Charged: identity.ChargedYes}))
	agree("settling")
	day := DayOf(noon)
	got, err := s.Tallies(t.Context(), TallyFilter{From: day, To: day}, ByOutcome, ByCharge)
	must(t, err)
	want := []Tally{
		{Result: "inconclusive", Bill: identity.ChargedYes, Calls: 2, Charged: 2, Fen: 300},
		{Result: "unknown_outcome", Bill: identity.ChargedUnknown, Calls: 1, Unknown: 1, UnknownFen: 150},
		{Result: "unknown_outcome", Bill: identity.ChargedYes, Calls: 1, Charged: 1, Fen: 150},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v, want\n%+v", got, want)
	}
	all, err := s.Tallies(t.Context(), TallyFilter{})
	if err != nil || len(all) != 1 || all[0].Calls != 5 || all[0].Fen != 600 {
		t.Errorf("all together: %+v, %v", all, err)
	}
	days, err := s.Tallies(t.Context(), TallyFilter{}, ByDay, ByService)
	if err != nil || len(days) != 2 || days[0].Day != day || days[1].Fen != 150 {
		t.Errorf("by day: %+v, %v", days, err)
	}
	if _, err := s.Tallies(t.Context(), TallyFilter{}, "name"); err == nil {
		t.Error("totals by name")
	}
	if _, err := s.Forget(t.Context(), noon.Add(time.Minute), Event{ID: "f"}); err != nil {
		t.Fatal(err)
	}
	agree("deleting")
}

// Wrong totals are damage: the file is set aside, and the totals are made anew of
// the calls.
func TestWrongTotalsAreFound(t *testing.T) {
	s := openAt(t, testPath(t))
	made(t, s, "a", 0, identity.ChargedYes, 150)
	if _, err := s.db.Exec("UPDATE tallies SET fen = fen + 1"); err != nil {
		t.Fatal(err)
	}
	must(t, s.Examine(t.Context()))
	if n := s.Notices(); len(n) != 1 || n[0].Reason != NoticeDamaged {
		t.Errorf("%+v", n)
	}
	must(t, s.write(t.Context(), s.abandon))
	if got, err := s.Tallies(t.Context(), TallyFilter{}); err != nil || len(got) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

// Erasing leaves the money without a name, and nothing of the person in the file.
// What guards against paying twice stays until it is settled.
func TestErase(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	guest(t, s, "a", "p-key", "张CANARY*", 0)
	kept := guest(t, s, "b", "q-key", "李*", 0)
	unknown := row("u")
	unknown.Person, unknown.Name = "p-key", "张*"
	begin(t, s, unknown, Guard{})
	unknown.State, unknown.Kind = StateUnknown, identity.UnknownOutcome
	finish(t, s, unknown)
	note(t, s, Event{ID: "e", At: noon, Event: string(DecidedByEye), Name: "张CANARY*", Number: "***002X", Person: "p-key", Reference: "CANARY-7"})
	got, err := s.Erase(t.Context(), []string{"p-key", "other"}, Event{ID: "x", At: noon, Clerk: "王"})
	if err != nil || got.Rows != 2 || !slices.Equal(got.Kept, []string{"u"}) {
		t.Fatalf("%+v, %v", got, err)
	}
	a := only(t, s, "a")
	if a.Name+a.Number+a.Person+a.Reference+a.Vendor.Message+string(a.DocumentType) != "" || a.Vendor.Order != "N-a" || a.PriceFen != 150 || a.Outcome != identity.Match {
		t.Errorf("%+v", a)
	}
	if b := only(t, s, "b"); !b.Started.Equal(kept.Started) || b.Name != "李*" || b.Reference != "booking-b" {
		t.Errorf("another person's: %+v", b)
	}
	noted, err := s.Entries(t.Context(), Filter{Accesses: true, Result: EventErased})
	if err != nil || len(noted) != 1 || noted[0].Event.Rows != 2 || noted[0].Event.Name+noted[0].Event.Person != "" {
		t.Errorf("%+v, %v", noted, err)
	}
	must(t, s.Examine(t.Context())) // the checksums are right
	if n := s.Notices(); len(n) != 0 {
		t.Errorf("%+v", n)
	}
	must(t, s.Settle(t.Context(), "u", Settlement{At: noon, By: "王"}))
	if got, err := s.Erase(t.Context(), []string{"p-key"}, Event{ID: "y"}); err != nil || got.Rows != 1 || len(got.Kept) != 0 {
		t.Errorf("once settled: %+v, %v", got, err)
	}
	if got, err := s.Erase(t.Context(), []string{"p-key"}, Event{ID: "z"}); err != nil || got.Rows != 0 {
		t.Errorf("again: %+v, %v", got, err)
	}
	must(t, s.Close())
	for _, file := range []string{path, path + "-wal"} {
		if data, _ := os.ReadFile(file); bytes.Contains(data, []byte("CANARY")) || bytes.Contains(data, []byte("booking-a")) || bytes.Contains(data, []byte("p-key")) {
			t.Errorf("%s still holds the person", file)
		}
	}
}

// A decision by eye keeps who was lodged as long as an attempt would.
func TestForgetStripsDecisions(t *testing.T) {
	s := openAt(t, testPath(t))
	note(t, s, Event{ID: "old", At: noon, Event: string(DecidedByEye), Name: "张*", Number: "***002X", Person: "p", Reference: "R"})
	note(t, s, Event{ID: "new", At: noon.Add(time.Hour), Event: string(DecidedByEye), Name: "李*"})
	n, err := s.Forget(t.Context(), noon.Add(time.Minute), Event{ID: "d", At: noon.Add(time.Hour)})
	if err != nil || n != 1 {
		t.Fatalf("%d, %v", n, err)
	}
	all, err := s.Events(t.Context(), noon, noon.Add(2*time.Hour))
	must(t, err)
	for _, e := range all {
		switch e.ID {
		case "old":
			if e.Name+e.Number+e.Person+e.Reference != "" || e.Event != string(DecidedByEye) {
				t.Errorf("%+v", e)
			}
		case "new":
			if e.Name != "李*" {
				t.Errorf("%+v", e)
			}
		case "d":
			if e.Event != EventDeleted || e.Rows != 1 {
				t.Errorf("%+v", e)
			}
		}
	}
	if n, err := s.Forget(t.Context(), noon.Add(time.Minute), Event{ID: "d2"}); err != nil || n != 0 || len(all) != 3 {
		t.Errorf("%d, %v, %d events", n, err, len(all))
	}
}

// A decision is corrected by an event and never overwritten.
func TestCorrect(t *testing.T) {
	s := openAt(t, testPath(t))
	guest(t, s, "a", "p", "张*", 0)
	must(t, s.Decide(t.Context(), "a", DecidedByEye, noon, ""))
	must(t, s.Decide(t.Context(), "a", DecidedByEye, noon, ""))
	if err := s.Decide(t.Context(), "a", DecidedDoubt, noon, ""); err == nil {
		t.Error("a decision was overwritten")
	}
	note(t, s, Event{ID: "e", At: noon, Event: string(DecidedLeft)})
	note(t, s, Event{ID: "given", At: noon, Event: EventGiven})
	for i, bad := range []Event{
		{About: "a", Reason: "wrong"}, {About: "a", Decision: DecidedDoubt}, {About: "nobody", Decision: DecidedDoubt, Reason: "wrong"},
		{About: "given", Decision: DecidedDoubt, Reason: "wrong"}, {About: "a", Decision: DecidedDoubt, Reason: "wrong", Demo: true},
	} {
		bad.ID = "bad" + number(i)
		if err := s.Correct(t.Context(), bad); err == nil {
			t.Errorf("%+v", bad)
		}
	}
	for i, about := range []string{"a", "e"} {
		must(t, s.Correct(t.Context(), Event{ID: "c" + number(i), At: noon.Add(time.Hour), About: about, Decision: DecidedDoubt, Reason: "pressed the wrong key", Clerk: "王"}))
	}
	if got := only(t, s, "a"); got.Decision != DecidedByEye {
		t.Errorf("%+v", got)
	}
	got, err := s.Entries(t.Context(), Filter{Result: EventCorrected})
	if err != nil || len(got) != 2 || got[1].Event.Decision != DecidedDoubt || got[1].Event.About != "a" {
		t.Errorf("%+v, %v", got, err)
	}
}

// An auditor sees consents by version of the notice and recipient, and deletions.
func TestAudit(t *testing.T) {
	s := openAt(t, testPath(t))
	for i, e := range []Event{
		{Event: EventGiven, Notice: "v1", Provider: "s", By: identity.BySelf, Face: true}, {Event: EventGiven, Notice: "v1", Provider: "s", By: identity.BySelf, Face: true},
		{Event: EventGiven, Notice: "v2", Provider: "s", By: identity.BySelf, Face: true}, {Event: EventDeclined, Notice: "v2", Provider: "s", Face: true},
		{Event: EventWithdrawn, Notice: "v2", Provider: "s", By: identity.BySelf}, {Event: EventDeleted, Rows: 200}, {Event: EventDeleted, Rows: 7}, {Event: string(DecidedLeft)},
	} {
		e.ID, e.At = number(i), noon
		note(t, s, e)
	}
	got, err := s.Audit(t.Context(), Filter{From: noon, To: noon.Add(time.Second)})
	must(t, err)
	want := []Audited{
		{Event: EventDeclined, Notice: "v2", Provider: "s", Face: true, Times: 1},
		{Event: EventGiven, Notice: "v1", Provider: "s", By: identity.BySelf, Face: true, Times: 2},
		{Event: EventGiven, Notice: "v2", Provider: "s", By: identity.BySelf, Face: true, Times: 1},
		{Event: EventWithdrawn, Notice: "v2", Provider: "s", By: identity.BySelf, Times: 1},
		{Event: EventDeleted, Times: 2, Rows: 207},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v, want\n%+v", got, want)
	}
}

// A person is found by the number alone, whatever the type of the document.
func TestPersonKeys(t *testing.T) {
	key := []byte("0123456789abcdef0123456789abcdef")
	d := identity.Document{Type: identity.ResidentID, Number: "11010519491231002X"}
	if got := PersonKeys(key, " 110105 19491231 002x "); !slices.Contains(got, PersonKey(key, d)) {
		t.Error("not found")
	}
	if got := PersonKeys(key, " "); len(got) != 0 {
		t.Errorf("%d keys of nobody", len(got))
	}
}
