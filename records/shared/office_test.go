package shared

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"facedesk/identity"
	"facedesk/records"
)

// unknown makes a call whose outcome nobody knows.
func (d *desk) unknown(t testing.TB, id, person string) {
	t.Helper()
	a := attempt(t, id, person)
	must(t, d.file.Begin(t.Context(), a, exempt))
	a.State, a.Kind, a.Finished = records.StateUnknown, identity.UnknownOutcome, noon.Add(time.Second)
	must(t, d.file.Finish(t.Context(), a))
}

var found = records.Settlement{At: noon.Add(time.Hour), By: "IT", Charged: identity.ChargedNo, Evidence: "工单 1207"}

// What the desk of a call cannot say any more IT can: the call then guards nobody and
// costs nothing, at every desk. A desk that lives takes it over.
func TestITSettlesTheCallsOfALostDesk(t *testing.T) {
	b := newBase(t)
	lost, other := newDesk(t, b), newDesk(t, b)
	lost.unknown(t, "a1", "p")
	must(t, lost.file.Begin(t.Context(), attempt(t, "a2", "q"), exempt))
	lost.send(t)
	it, reader := b.archive(t, "facedesk_it"), b.archive(t, "facedesk_reader")
	if err := reader.Settle(t.Context(), "a1", found); err == nil || records.NothingToChange(err) {
		t.Errorf("a reader settles: %v", err)
	}
	for _, id := range []string{"a2", "nobody's"} { // a2 is under way
		if err := it.Settle(t.Context(), id, found); !records.NothingToChange(err) {
			t.Errorf("%s: %v", id, err)
		}
	}
	for _, table := range []string{"attempts_started", "attempts_now"} {
		b.exec(t, "UPDATE facedesk."+table+" SET received = received - INTERVAL '6 minutes'")
	}
	money := records.Guard{Exempt: true, Budget: records.Budget{From: noon.Add(-time.Hour), Fen: 300}}
	for _, person := range []string{"p", "q"} {
		if blocked := other.press(t, attempt(t, "b-"+person, person), perDay); blocked == nil || blocked.Reason != records.BlockedUnknown {
			t.Fatalf("%s: %+v", person, blocked)
		}
	}
	if blocked := other.press(t, attempt(t, "b1", "x"), money); blocked == nil {
		t.Error("what may cost something does not count")
	}
	for _, id := range []string{"a1", "a2"} {
		must(t, it.Settle(t.Context(), id, found))
		if err := it.Settle(t.Context(), id, found); !records.NothingToChange(err) {
			t.Errorf("settled twice: %v", err)
		}
	}
	for _, person := range []string{"p", "q", "x"} {
		if blocked := other.press(t, attempt(t, "c-"+person, person), records.Guard{PerDay: 2, Budget: money.Budget}); blocked != nil {
			t.Errorf("%s is still kept away: %+v", person, blocked)
		}
		other.link.release(t.Context(), "c-"+person)
		must(t, other.file.Finish(t.Context(), records.Attempt{ID: "c-" + person, State: records.StateError, Kind: identity.NotSent, Charged: identity.ChargedNo}))
	}
	got, err := reader.List(t.Context(), records.Filter{Result: string(identity.UnknownOutcome)})
	must(t, err)
	if len(got) != 2 || got[0].SettledBy != "IT" || got[0].Bill() != identity.ChargedNo || got[0].SettledEvidence != found.Evidence {
		t.Errorf("%+v", got)
	}
	lost.send(t)
	if a := lost.row(t, "a1"); a.SettledBy != "IT" || a.Bill() != identity.ChargedNo {
		t.Errorf("the desk does not know: %+v", a)
	}
	must(t, lost.file.Finish(t.Context(), answered(attempt(t, "a2", "q")))) // it was not lost after all
	lost.send(t)
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE id = 'a2' AND state = 'verdict' AND settled = 0 AND charged = 'yes'"); n != 1 {
		t.Error("what the desk knows itself does not hold")
	}
	if n := b.count(t, "SELECT COALESCE(SUM(fen), 0) FROM facedesk.costs WHERE id LIKE 'a%'"); n != 150 {
		t.Errorf("the calls cost %d", n)
	}
}

// Calls that IT has settled are deleted and erased as others are.
func TestSettledCallsCanGo(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	d.unknown(t, "a1", "p")
	d.unknown(t, "a2", "q")
	d.send(t)
	it := b.archive(t, "facedesk_it")
	must(t, it.Settle(t.Context(), "a1", records.Settlement{At: noon, By: "IT"}))
	must(t, it.Settle(t.Context(), "a1", found)) // the charge was found out later
	done, err := it.Erase(t.Context(), []string{"p", "q"}, records.Event{ID: "noted", At: noon})
	must(t, err)
	if done.Rows != 1 || len(done.Kept) != 1 || done.Kept[0] != "a2" {
		t.Errorf("%+v", done)
	}
	n, err := it.Forget(t.Context(), noon.Add(time.Minute), records.Event{ID: "deleted", At: noon})
	must(t, err)
	if left := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts_started") + b.count(t, "SELECT COUNT(*) FROM facedesk.settlements"); left != 1 || n == 0 {
		t.Errorf("%d rows are left, %d were deleted", left, n)
	}
}

// IT corrects a decision as a desk does: by an event, and only where there is one.
func TestITCorrectsDecisions(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	d.call(t, "a1", "p")
	d.call(t, "a2", "p")
	must(t, d.file.Decide(t.Context(), "a1", records.DecidedDoubt, noon, ""))
	must(t, d.file.Note(t.Context(), records.Event{ID: "eye", At: noon, Event: string(records.DecidedByEye)}))
	d.send(t)
	it := b.archive(t, "facedesk_it")
	for about, ok := range map[string]bool{"a1": true, "eye": true, "a2": false, "nothing": false} {
		err := it.Correct(t.Context(), records.Event{ID: "c-" + about, At: noon, Clerk: "IT", About: about, Decision: records.DecidedLeft, Reason: "按错"})
		if ok != (err == nil) || err != nil && !records.NothingToChange(err) {
			t.Errorf("%s: %v", about, err)
		}
	}
	got, err := it.Entries(t.Context(), records.Filter{About: "a1"})
	must(t, err)
	if len(got) != 1 || got[0].Event.Event != records.EventCorrected || got[0].Event.Decision != records.DecidedLeft {
		t.Errorf("%+v", got)
	}
}

// Whatever comes in whatever order, the totals are those of the calls, before they
// are added up anew and after.
func TestTotalsAreThoseOfTheCalls(t *testing.T) {
	b := newBase(t)
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	desks := []*desk{newDesk(t, b), newDesk(t, b)}
	it := b.archive(t, "facedesk_it")
	n := 0
	id := func() string { n++; return fmt.Sprint("n", n) }
	old := func() string { return fmt.Sprint("n", 1+random.IntN(n+1)) }
	for step := range 30 {
		d := desks[random.IntN(len(desks))]
		var err error
		switch random.IntN(9) {
		case 0, 1:
			a := attempt(t, id(), fmt.Sprint("p", random.IntN(5)))
			a.Started = noon.Add(-days(random.IntN(3)))
			must(t, d.file.Begin(t.Context(), a, exempt))
			must(t, d.file.Finish(t.Context(), answered(a)))
		case 2:
			d.unknown(t, id(), fmt.Sprint("p", random.IntN(5)))
		case 3:
			err = d.file.Settle(t.Context(), old(), found)
		case 4:
			err = it.Settle(t.Context(), old(), records.Settlement{At: noon, By: "IT", Charged: identity.ChargedYes})
		case 5:
			_, err = d.file.Erase(t.Context(), []string{fmt.Sprint("p", random.IntN(5))}, records.Event{ID: id(), At: noon})
		case 6:
			_, err = it.Erase(t.Context(), []string{fmt.Sprint("p", random.IntN(5))}, records.Event{ID: id(), At: noon})
		case 7:
			_, err = it.Forget(t.Context(), noon.Add(-days(random.IntN(3)+1)), records.Event{ID: id(), At: noon})
		case 8:
			b.exec(t, "SELECT facedesk.add_up()")
		}
		if err != nil && !records.NothingToChange(err) {
			t.Fatalf("%v: %v", err, cause(err))
		}
		d.send(t)
		for range 2 {
			const of = `SELECT day, desk, clerk, provider, demo, result, bill, COUNT(*), SUM(price_fen) FROM facedesk.results GROUP BY 1, 2, 3, 4, 5, 6, 7`
			const kept = "SELECT day, desk, clerk, provider, demo, result, bill, calls, fen FROM facedesk.tallies"
			if wrong := b.count(t, "SELECT COUNT(*) FROM ((("+of+") EXCEPT "+kept+") UNION ALL ("+kept+" EXCEPT ("+of+"))) x"); wrong != 0 {
				t.Fatalf("step %d: %d totals are wrong", step, wrong)
			}
			if random.IntN(2) == 0 {
				break
			}
			b.exec(t, "SELECT facedesk.add_up()")
		}
	}
}

// A database of the last version is brought up to date with its rows, and programs of
// both versions go on sending.
func TestUpgradeOfAFullDatabase(t *testing.T) {
	name, err := server.Database(t.Context(), "template1")
	must(t, err)
	b := base{server, name}
	db, err := open(Options{Address: b.Address("postgres", name)})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	must(t, createSchema(t.Context(), db))
	up, err := versions(db)
	must(t, err)
	_, err = up.UpTo(t.Context(), 3)
	must(t, err)
	d := newDesk(t, b)
	d.call(t, "a1", "p")
	d.unknown(t, "a2", "q")
	o := d.outbox(t)
	changes, err := d.file.Changes(t.Context(), 0, atOnce)
	must(t, err)
	must(t, d.link.deliver(t.Context(), changes, place{o.Generation, o.Last})) // as the older program does
	if _, err := d.link.Send(t.Context()); err == nil {
		t.Error("a newer program writes to the old tables")
	}
	stop := b.keepsWriting(t)
	n, err := Setup(t.Context(), Options{Address: b.Address("postgres", name)})
	must(t, err)
	if written := stop(); n != schema-3 || written == 0 {
		t.Errorf("%d steps, %d rows meanwhile", n, written)
	}
	if n, err := b.unlike(); err != nil || n != 0 {
		t.Errorf("%d rows of before and meanwhile are not shown as they are: %v", n, err)
	}
	must(t, d.link.deliver(t.Context(), changes, place{o.Generation, o.Last}))
	d.call(t, "a3", "r")
	d.send(t)
	whole := records.Guard{PerDay: 9, Budget: records.Budget{From: noon.Add(-time.Hour), Fen: 599}}
	if blocked := newDesk(t, b).press(t, attempt(t, "b1", "s"), whole); blocked == nil || blocked.Reason != records.BlockedBudget || blocked.Count != 3 {
		t.Errorf("what the calls of the old tables cost is not known: %+v", blocked)
	}
	got, err := b.archive(t, "facedesk_reader").Tallies(t.Context(), records.TallyFilter{}, records.ByCharge)
	must(t, err)
	if len(got) != 2 || got[0].Calls+got[1].Calls != 3 {
		t.Errorf("%+v", got)
	}
}

// keepsWriting adds calls and events, as desks do, until stop is called. It returns how
// many transactions there were.
func (b base) keepsWriting(t *testing.T) (stop func() int) {
	t.Helper()
	done, written := make(chan struct{}), make(chan int)
	address := b.Address("postgres", b.name)
	c, err := pgx.Connect(t.Context(), address)
	must(t, err)
	one := func(n int) error {
		_, err := c.Exec(t.Context(), fmt.Sprintf(`BEGIN; INSERT INTO facedesk.attempts_started (id, started, demo) VALUES ('w%[1]d', 1, 1);
			INSERT INTO facedesk.attempts_completed (id, finished, state) VALUES ('w%[1]d', 2, 'verdict'); INSERT INTO facedesk.events_added (id, at) VALUES ('we%[1]d', 1); COMMIT`, n))
		return err
	}
	must(t, one(0))
	go func() {
		defer func() { _ = c.Close(context.Background()) }()
		for n := 1; ; n++ {
			select {
			case <-done:
				written <- n - 1
				return
			default:
			}
			if err := one(n); err != nil {
				t.Errorf("a desk that writes meanwhile: %v", err)
				<-done
				written <- n - 1
				return
			}
		}
	}()
	return func() int { close(done); return <-written }
}
