package shared

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

// Every column of a row goes into a table of the database, and only those into
// several that are needed there.
func TestEveryColumnIsSent(t *testing.T) {
	sent := map[string]int{}
	for _, table := range attemptTables {
		for _, c := range table.columns {
			sent[c]++
		}
	}
	for c := range attempt(t, "a", "p").Cells() {
		if want := map[string]int{"id": 4, "price_fen": 2, "provider": 3, "started": 3}[c]; sent[c] != max(want, 1) {
			t.Errorf("column %s of attempts is in %d tables", c, sent[c])
		}
	}
	for c := range (records.Event{}).Cells() {
		if !slices.Contains(eventTable.columns, c) {
			t.Errorf("column %s of events is not sent", c)
		}
	}
}

// A whole call, its decision and its settlement are there once, however often its
// rows come.
func TestRowsArriveOnce(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	a := d.call(t, "a1", "p")
	if n := d.send(t); n != 1 {
		t.Errorf("%d rows sent", n)
	}
	must(t, d.file.Decide(t.Context(), a.ID, records.DecidedByEye, noon, ""))
	must(t, d.file.Note(t.Context(), records.Event{ID: "e1", At: noon, Event: records.EventGiven, Provider: "slsj"}))
	d.send(t)
	must(t, d.file.Renew(t.Context())) // everything comes again
	if n := d.send(t); n != 2 {
		t.Errorf("%d rows sent again", n)
	}
	for table, want := range map[string]int64{"attempts": 1, "events": 1, "attempts_started": 1, "attempts_completed": 1, "attempts_decided": 1} {
		if n := b.count(t, "SELECT COUNT(*) FROM facedesk."+table); n != want {
			t.Errorf("%s has %d rows, want %d", table, n, want)
		}
	}
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE state = 'verdict' AND outcome = 'match' AND decision = 'by_eye' AND vendor_order = 'N-a1' AND score = 0.9"); n != 1 {
		t.Error("the row is not what was written")
	}
	if o := d.outbox(t); o.Waiting != 0 {
		t.Errorf("%+v", o)
	}
}

// The row of a call that is under way is there before its outcome; a text that
// PostgreSQL cannot store holds nothing up.
func TestOpenRowsAndOddTexts(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	a := attempt(t, "a1", "p")
	a.Clerk = "a\x00b\xff"
	must(t, d.file.Begin(t.Context(), a, records.Guard{Exempt: true}))
	d.send(t)
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE state = 'open' AND charged = 'unknown' AND price_fen = 150"); n != 1 {
		t.Error("the open row is not there")
	}
	must(t, d.file.Finish(t.Context(), answered(a)))
	d.send(t)
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE state = 'verdict'"); n != 1 {
		t.Error("the outcome is not there")
	}
}

// A settlement in two steps, sent in any order, holds as it does in the file.
func TestSettlementsInAnyOrder(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	a := attempt(t, "a1", "p")
	must(t, d.file.Begin(t.Context(), a, records.Guard{Exempt: true}))
	a.State, a.Kind, a.Finished = records.StateUnknown, identity.UnknownOutcome, noon.Add(time.Second)
	must(t, d.file.Finish(t.Context(), a))
	must(t, d.file.Settle(t.Context(), a.ID, records.Settlement{At: noon.Add(time.Hour), By: "IT"}))
	d.send(t)
	must(t, d.file.Settle(t.Context(), a.ID, records.Settlement{At: noon.Add(time.Minute), By: "会计", Charged: identity.ChargedYes, Evidence: "账单"}))
	d.send(t)
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE settled_charged = 'yes' AND settled_by = '会计'"); n != 1 {
		t.Error("the charge that was found out does not hold")
	}
}

// What was erased or deleted stays so, though its rows are sent again.
func TestNothingIsRevived(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	d.call(t, "erased", "p1")
	d.call(t, "gone", "p2")
	must(t, d.file.Note(t.Context(), records.Event{ID: "eye", At: noon, Event: string(records.DecidedByEye), Name: "张*", Person: "p1"}))
	d.send(t)
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE id = 'erased' AND reference = 'R-erased'"); n != 1 {
		t.Error("the booking's reference has not come")
	}
	b.exec(t, "CREATE TABLE kept AS SELECT * FROM facedesk.attempts_started")
	_, err := d.file.Erase(t.Context(), []string{"p1"}, records.Event{ID: "noted", At: noon})
	must(t, err)
	d.send(t)
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE id = 'erased' AND name = '' AND person = '' AND reference = '' AND score IS NULL AND price_fen = 150"); n != 1 {
		t.Error("the person is still there, or the money is not")
	}
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.events WHERE person <> '' OR name <> ''"); n != 0 {
		t.Error("the event still holds its guest")
	}
	_, err = d.file.Forget(t.Context(), noon.Add(time.Hour), records.Event{ID: "deleted", At: noon})
	must(t, err)
	d.send(t)
	must(t, d.file.Renew(t.Context()))
	d.send(t)
	b.exec(t, "INSERT INTO facedesk.attempts_started SELECT * FROM kept ON CONFLICT DO NOTHING") // an older copy comes back
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts"); n != 0 {
		t.Errorf("%d rows are there again", n)
	}
}

// The file of a desk that was restored from its own backup sends all it has, under
// numbers that were given before.
func TestRestoredFileSendsAnew(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	for i := range 5 {
		d.call(t, fmt.Sprint("a", i), "p")
	}
	d.send(t)
	was := d.outbox(t)
	must(t, d.file.Sent(t.Context(), was.Generation, 1)) // as a backup says it
	d.call(t, "new", "p")
	d.send(t)
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts"); n != 6 {
		t.Errorf("%d rows", n)
	}
	if d.outbox(t).Generation == was.Generation {
		t.Error("the numbers of the restored file are believed")
	}
}
