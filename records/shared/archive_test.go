package shared

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

func (b base) archive(t testing.TB, group string) *Archive {
	t.Helper()
	a, err := OpenArchive(t.Context(), Options{Address: b.Address(b.role(t, group), b.name)})
	must(t, err)
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// The database answers the questions of the records as the desk's own file does.
func TestArchiveReadsAsTheFileDoes(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	for i := range 7 {
		a := attempt(t, fmt.Sprintf("a%d", i), fmt.Sprint("p", i%3))
		a.Started, a.Clerk = noon.Add(time.Duration(i/2)*time.Minute), []string{"李", "王"}[i%2]
		must(t, d.file.Begin(t.Context(), a, records.Guard{Exempt: true}))
		if i < 6 {
			must(t, d.file.Finish(t.Context(), answered(a)))
		}
		must(t, d.file.Note(t.Context(), records.Event{ID: fmt.Sprint("e", i), At: a.Started, Clerk: a.Clerk, Event: records.EventGiven,
			Provider: "slsj", By: identity.BySelf, Face: true, Notice: "abcd"}))
	}
	must(t, d.file.Decide(t.Context(), "a1", records.DecidedDoubt, noon, ""))
	must(t, d.file.Note(t.Context(), records.Event{ID: "eye", At: noon, Event: string(records.DecidedByEye), Name: "张*", Person: "p0", Reference: "R1"}))
	must(t, d.file.Correct(t.Context(), records.Event{ID: "corr", At: noon, About: "a1", Decision: records.DecidedByEye, Reason: "看错"}))
	d.send(t)
	shared := b.archive(t, "facedesk_reader")
	no := false
	for i, f := range []records.Filter{
		{}, {Limit: 3}, {Oldest: true}, {Name: "张*"}, {Persons: []string{"p0", "p1"}}, {ID: "a1"}, {About: "a1"}, {Clerk: "王"}, {Result: "match"},
		{Result: "open"}, {State: records.StateVerdict}, {From: noon.Add(time.Minute), To: noon.Add(2 * time.Minute)}, {Demo: &no, Accesses: true},
		{Unsettled: true}, {Changed: true}, {After: records.Mark{At: noon.Add(time.Minute), ID: "a3"}}, {Oldest: true, After: records.Mark{At: noon, ID: "a1"}},
	} {
		want, err := d.file.Entries(t.Context(), f)
		must(t, err)
		got, err := shared.Entries(t.Context(), f)
		must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("filter %d: %d entries, want %d", i, len(got), len(want))
		}
	}
	wantT, err := d.file.Tallies(t.Context(), records.TallyFilter{From: "2026-11-01", To: "2026-11-30"}, records.Dimensions()...)
	must(t, err)
	gotT, err := shared.Tallies(t.Context(), records.TallyFilter{From: "2026-11-01", To: "2026-11-30"}, records.Dimensions()...)
	must(t, err)
	if !reflect.DeepEqual(gotT, wantT) || len(gotT) == 0 {
		t.Errorf("tallies: %+v, want %+v", gotT, wantT)
	}
	wantA, err := d.file.Audit(t.Context(), records.Filter{Demo: &no})
	must(t, err)
	gotA, err := shared.Audit(t.Context(), records.Filter{Demo: &no})
	must(t, err)
	if !reflect.DeepEqual(gotA, wantA) || len(gotA) == 0 {
		t.Errorf("audit: %+v, want %+v", gotA, wantA)
	}
	n := 0
	must(t, shared.Each(t.Context(), records.Filter{}, func(records.Entry) error { n++; return nil }))
	if n != 16 {
		t.Errorf("%d entries one by one", n)
	}
}

// A reader notes its exports and can change nothing.
func TestReaderOnlyNotes(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	d.call(t, "a1", "p")
	d.send(t)
	reader := b.archive(t, "facedesk_reader")
	must(t, reader.Note(t.Context(), records.Event{ID: "x", At: noon, Event: records.EventExported, Rows: 3}))
	for name, do := range map[string]func() error{
		"decision": func() error {
			return reader.Note(t.Context(), records.Event{ID: "y", Event: string(records.DecidedByEye)})
		},
		"settle": func() error { return reader.Settle(t.Context(), "a1", records.Settlement{}) },
		"begin":  func() error { return reader.Begin(t.Context(), records.Attempt{}, records.Guard{}) },
		"forget": func() error {
			_, err := reader.Forget(t.Context(), noon.Add(time.Hour), records.Event{ID: "z"})
			return err
		},
		"erase":    func() error { _, err := reader.Erase(t.Context(), []string{"p"}, records.Event{ID: "z"}); return err },
		"directly": func() error { _, err := reader.db.ExecContext(t.Context(), "DELETE FROM attempts_started"); return err },
		"attempts": func() error {
			_, err := reader.db.ExecContext(t.Context(), "SELECT name FROM attempts_started")
			return err
		},
		"the guard": func() error {
			_, err := reader.db.ExecContext(t.Context(), "SELECT facedesk.release('a1')")
			return err
		},
	} {
		if do() == nil {
			t.Errorf("a reader may: %s", name)
		}
	}
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE name <> ''") + b.count(t, "SELECT COUNT(*) FROM facedesk.events WHERE row_count = 3"); n != 2 {
		t.Errorf("%d rows", n)
	}
}

// What IT erases in the database goes from the desk's file too, and from the
// database's own tables.
func TestITErasesEverywhere(t *testing.T) {
	b := newBase(t)
	one, two := newDesk(t, b), newDesk(t, b)
	one.call(t, "a1", "p")
	two.call(t, "b1", "p")
	two.call(t, "b2", "somebody else")
	open := attempt(t, "b3", "p")
	must(t, two.file.Begin(t.Context(), open, records.Guard{Exempt: true}))
	must(t, one.file.Note(t.Context(), records.Event{ID: "eye", At: noon, Event: string(records.DecidedByEye), Name: "张*", Person: "p"}))
	one.send(t)
	two.send(t)
	it := b.archive(t, "facedesk_it")
	done, err := it.Erase(t.Context(), []string{"p"}, records.Event{ID: "noted", At: noon, Clerk: "IT"})
	must(t, err)
	if done.Rows != 3 || len(done.Kept) != 1 || done.Kept[0] != "b3" {
		t.Errorf("%+v", done)
	}
	for i, d := range []*desk{one, two} {
		d.send(t)
		got, err := d.file.List(t.Context(), records.Filter{Person: "p"})
		must(t, err)
		if len(got) != i { // the one under way stays
			t.Errorf("desk %d still has %d rows of the person", i, len(got))
		}
	}
	events, err := one.file.Events(t.Context(), noon.Add(-time.Hour), noon.Add(time.Hour))
	must(t, err)
	if len(events) != 1 || events[0].Person != "" {
		t.Errorf("%+v", events)
	}
	for n := 1; n > 0; {
		n, err = it.Forget(t.Context(), noon.Add(-days(180)), records.Event{ID: fmt.Sprint("d", n), At: noon})
		must(t, err)
	}
	if n := b.count(t, `SELECT (SELECT COUNT(*) FROM facedesk.attempts_started WHERE person = 'p' OR reference = 'R-a1') + (SELECT COUNT(*) FROM facedesk.events_added WHERE person = 'p')
		+ (SELECT COUNT(*) FROM facedesk.attempts_completed WHERE id IN ('a1', 'b1') AND (score IS NOT NULL OR vendor_message <> ''))`); n != 1 {
		t.Errorf("the tables still hold %d rows of the person", n)
	}
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE id IN ('a1', 'b1') AND price_fen = 150"); n != 2 {
		t.Error("the money is gone")
	}
}

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

// IT's retention removes old rows for good: those that come later are not shown,
// and the next purge removes them too. What nobody has settled stays.
func TestITsRetention(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	d.call(t, "old", "p")
	unknown := attempt(t, "unknown", "q")
	must(t, d.file.Begin(t.Context(), unknown, records.Guard{Exempt: true}))
	unknown.State, unknown.Kind = records.StateUnknown, identity.UnknownOutcome
	must(t, d.file.Finish(t.Context(), unknown))
	d.send(t)
	it := b.archive(t, "facedesk_it")
	purge := func() (all int) {
		for i := 0; ; i++ {
			n, err := it.Forget(t.Context(), noon.Add(time.Minute), records.Event{ID: fmt.Sprint(t.Name(), time.Now().UnixNano()), At: noon.Add(time.Hour)})
			must(t, err)
			if all += n; n == 0 {
				return all
			}
		}
	}
	if n := purge(); n != 1 {
		t.Errorf("%d rows deleted", n)
	}
	d.call(t, "late", "p")
	must(t, d.file.Renew(t.Context()))
	d.send(t)
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts"); n != 1 {
		t.Errorf("%d rows are shown", n)
	}
	purge()
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts_started WHERE id <> 'unknown'"); n != 0 {
		t.Errorf("%d rows are there", n)
	}
}

// A clock that disagrees with the server's deletes nothing.
func TestArchiveDoubtsTheClock(t *testing.T) {
	it := newBase(t).archive(t, "facedesk_it")
	must(t, it.Doubt(t.Context(), records.Clock{Now: time.Now()}))
	if err := it.Doubt(t.Context(), records.Clock{Now: time.Now().Add(time.Hour)}); identity.KindOf(err) != identity.Clock {
		t.Errorf("%v", err)
	}
}
