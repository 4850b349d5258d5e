package shared

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

// press begins a check through the guards and returns why it was refused.
func (d *desk) press(t testing.TB, a records.Attempt, g records.Guard) *records.Blocked {
	t.Helper()
	err := NewStore(d.link).Begin(t.Context(), a, g)
	b, refused := errors.AsType[*records.Blocked](err)
	if err != nil && !refused {
		must(t, err)
	}
	return b
}

func (d *desk) row(t testing.TB, id string) records.Attempt {
	t.Helper()
	all, err := d.file.List(t.Context(), records.Filter{ID: id})
	must(t, err)
	if len(all) != 1 {
		t.Fatalf("%d rows of %s", len(all), id)
	}
	return all[0]
}

var perDay = records.Guard{PerDay: 2}

// A person who was checked at other desks is refused here, and nothing tells where.
func TestGuardKnowsOtherDesks(t *testing.T) {
	b := newBase(t)
	one, two := newDesk(t, b), newDesk(t, b)
	if b := one.press(t, attempt(t, "a1", "p"), perDay); b != nil {
		t.Fatal(b)
	}
	blocked := two.press(t, attempt(t, "b1", "p"), perDay) // before the first row is sent
	if blocked == nil || blocked.Reason != records.BlockedInFlight || !blocked.Elsewhere {
		t.Fatalf("in flight elsewhere: %+v", blocked)
	}
	must(t, one.file.Finish(t.Context(), answered(attempt(t, "a1", "p"))))
	one.send(t)
	if b := two.press(t, attempt(t, "b2", "p"), perDay); b != nil {
		t.Fatalf("one of two: %v", b)
	}
	must(t, two.file.Finish(t.Context(), answered(attempt(t, "b2", "p"))))
	if got := two.row(t, "b2").GuardedBy; got != records.GuardShared {
		t.Errorf("guarded by %q", got)
	}
	blocked = two.press(t, attempt(t, "b3", "p"), perDay)
	if blocked == nil || blocked.Reason != records.BlockedLimit || blocked.Count != 2 {
		t.Fatalf("one here and one there: %+v", blocked)
	}
	two.send(t) // now the database has what the file has, and counts nothing twice
	if b := two.press(t, attempt(t, "b4", "p"), records.Guard{PerDay: 3}); b != nil {
		t.Errorf("counted twice: %+v", b)
	}
	if b := two.press(t, attempt(t, "b5", "somebody else"), perDay); b != nil {
		t.Errorf("somebody else: %+v", b)
	}
}

func TestUnknownOutcomeElsewhereIsTold(t *testing.T) {
	b := newBase(t)
	one, two := newDesk(t, b), newDesk(t, b)
	a := attempt(t, "a1", "p")
	a.Desk = "密云店前台"
	if b := one.press(t, a, perDay); b != nil {
		t.Fatal(b)
	}
	a.State, a.Kind, a.Finished = records.StateUnknown, identity.UnknownOutcome, noon.Add(time.Second)
	must(t, one.file.Finish(t.Context(), a))
	one.send(t)
	next := attempt(t, "b1", "p")
	next.Started = noon.Add(48 * time.Hour)
	err := NewStore(two.link).Begin(t.Context(), next, perDay)
	blocked, _ := errors.AsType[*records.Blocked](err)
	if blocked == nil || blocked.Reason != records.BlockedUnknown || !blocked.Elsewhere {
		t.Fatalf("%v", err)
	}
	e, _ := errors.AsType[*identity.Error](err)
	if said := e.Full(); !strings.Contains(said.ZH, "另一柜台") || !strings.Contains(said.EN, "another desk") || strings.Contains(said.ZH, "密云") {
		t.Errorf("%+v", said)
	}
	next.Repeat = true
	if b := two.press(t, next, perDay); b != nil {
		t.Errorf("a confirmed repeat is refused: %+v", b)
	}
}

// Desks that press together cannot spend more than the limit.
func TestDesksShareTheDaysMoney(t *testing.T) {
	b := newBase(t)
	const desks, limit = 6, 4
	guard := records.Guard{Budget: records.Budget{From: noon.Add(-time.Hour), Fen: limit * 150}}
	var all []*desk
	for range desks {
		all = append(all, newDesk(t, b))
	}
	allowed := make([]bool, desks)
	var wait sync.WaitGroup
	for i, d := range all {
		wait.Go(func() {
			allowed[i] = NewStore(d.link).Begin(t.Context(), attempt(t, fmt.Sprint("a", i), fmt.Sprint("p", i)), guard) == nil
		})
	}
	wait.Wait()
	n := 0
	for i := range allowed {
		if allowed[i] {
			n++
		}
	}
	if n != limit {
		t.Errorf("%d calls are allowed for the price of %d", n, limit)
	}
	for i, d := range all {
		if allowed[i] {
			must(t, d.file.Finish(t.Context(), answered(attempt(t, fmt.Sprint("a", i), fmt.Sprint("p", i)))))
			d.send(t)
		}
	}
	if blocked := all[0].press(t, attempt(t, "late", "late"), guard); blocked == nil || blocked.Reason != records.BlockedBudget {
		t.Errorf("the limit is reached: %+v", blocked)
	}
}

// What a service cost is summed by what came of the calls, and by what was found out
// about their charge.
func TestSpentByOutcome(t *testing.T) {
	b := newBase(t)
	one, two := newDesk(t, b), newDesk(t, b)
	for i, c := range []struct {
		charged identity.Charged
		settled identity.Charged
		fen     int64
	}{
		{identity.ChargedYes, identity.ChargedUnknown, 100}, {identity.ChargedNo, identity.ChargedUnknown, 90},
		{identity.ChargedUnknown, identity.ChargedUnknown, 30}, {identity.ChargedUnknown, identity.ChargedNo, 40},
		{identity.ChargedUnknown, identity.ChargedYes, 7},
	} {
		a := attempt(t, fmt.Sprint("a", i), fmt.Sprint("p", i))
		must(t, one.file.Begin(t.Context(), a, exempt))
		a.State, a.Kind, a.Charged, a.PriceFen, a.Finished = records.StateError, identity.Busy, c.charged, c.fen, noon.Add(time.Second)
		must(t, one.file.Finish(t.Context(), a))
		if c.settled != identity.ChargedUnknown {
			must(t, one.file.Settle(t.Context(), a.ID, records.Settlement{At: noon, By: "IT", Charged: c.settled}))
		}
	}
	one.send(t)
	for fen, refused := range map[int64]bool{137: true, 137 + 149: true, 137 + 150: false} {
		a := attempt(t, fmt.Sprint("b", fen), "q")
		g := records.Guard{Budget: records.Budget{From: noon.Add(-time.Hour), Fen: fen}, Exempt: true}
		if blocked := two.press(t, a, g); (blocked != nil) != refused {
			t.Errorf("limit of %d: %+v", fen, blocked)
		}
		two.link.release(t.Context(), a.ID)
	}
}

// Without an answer in time the desk's own file decides, and the row says so.
func TestGuardWithoutTheDatabase(t *testing.T) {
	b := newBase(t)
	p := newProxy(t, fmt.Sprintf("127.0.0.1:%d", b.Port))
	d := deskAt(t, t.TempDir()+"/records.db", p.through(b.Address(b.role(t, "facedesk_desk"), b.name)))
	d.link.wait = guardLimit
	for i, broken := range []func(){func() { p.set(true, 0) }, func() { _ = p.listener.Close(); p.cut() }} {
		broken()
		id := fmt.Sprint("a", i)
		if blocked := d.press(t, attempt(t, id, id), perDay); blocked != nil {
			t.Fatal(blocked)
		}
		if got := d.row(t, id).GuardedBy; got != records.GuardLocal {
			t.Errorf("guarded by %q", got)
		}
		must(t, d.file.Finish(t.Context(), answered(attempt(t, id, id))))
	}
	twice := attempt(t, "a3", "a0")
	if blocked := d.press(t, twice, records.Guard{PerDay: 1}); blocked == nil {
		t.Error("the desk's own guard is off")
	}
}

// A check that is exempt from all guards asks nobody.
func TestExemptChecksDoNotAsk(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	if blocked := d.press(t, attempt(t, "a", "p"), records.Guard{Exempt: true}); blocked != nil {
		t.Fatal(blocked)
	}
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.claims"); n != 0 || d.row(t, "a").GuardedBy != "" {
		t.Errorf("%d claims", n)
	}
}

// A call of another desk counts though its clock is ahead, however long this machine
// has been running.
func TestClockOfAnotherDeskIsAhead(t *testing.T) {
	for _, up := range []time.Duration{time.Hour, 25 * time.Hour, 0} {
		b := newBase(t)
		one, two := newDesk(t, b), newDesk(t, b)
		a := attempt(t, "a", "p")
		a.Started, a.Process.Boot = noon.Add(3*time.Minute), "another"
		must(t, one.file.Begin(t.Context(), a, exempt))
		must(t, one.file.Finish(t.Context(), answered(a)))
		one.send(t)
		next := attempt(t, "b", "p")
		next.Uptime = up
		if blocked := two.press(t, next, records.Guard{PerDay: 1}); blocked == nil || blocked.Reason != records.BlockedLimit {
			t.Errorf("up for %v: %+v", up, blocked)
		}
	}
}

// What a refused press of this desk has left keeps the other desks away for a while,
// and not its own confirmed repeat.
func TestRefusedPressDoesNotBlockItsRepeat(t *testing.T) {
	b := newBase(t)
	d, other := newDesk(t, b), newDesk(t, b)
	d.call(t, "old", "p")
	d.send(t)
	b.exec(t, `INSERT INTO facedesk.claims (id, person, provider, demo, price_fen, started, written_by)
		SELECT 'lost', 'p', 'slsj', 0, 150, `+fmt.Sprint(noon.UnixMilli())+`, written_by FROM facedesk.attempts_started WHERE id = 'old'`)
	repeat := attempt(t, "repeat", "p")
	repeat.Repeat = true
	if blocked := d.press(t, repeat, records.Guard{PerDay: 1}); blocked != nil {
		t.Errorf("the repeat: %+v", blocked)
	}
	if blocked := other.press(t, attempt(t, "other", "p"), records.Guard{PerDay: 9}); blocked == nil || blocked.Reason != records.BlockedInFlight {
		t.Errorf("at another desk: %+v", blocked)
	}
}

// A question whose answer was lost is taken back where the file refuses.
func TestLateQuestionIsTakenBack(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	d.call(t, "old", "p")
	d.send(t)
	a := attempt(t, "late", "p")
	_, err := d.link.ask(t.Context(), a, records.Guard{PerDay: 1})
	must(t, err)
	d.link.wait = time.Nanosecond
	if blocked := d.press(t, a, records.Guard{PerDay: 1}); blocked == nil {
		t.Fatal("not refused")
	}
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.claims"); n != 0 {
		t.Errorf("%d claims are left", n)
	}
}

// The day's money counts a desk's own calls once, while its file is sent anew too, and
// counts those that its file has lost.
func TestOwnCallsCountOnce(t *testing.T) {
	b := newBase(t)
	role := b.role(t, "facedesk_desk")
	d := deskAt(t, t.TempDir()+"/records.db", b.Address(role, b.name))
	for i := range 4 {
		d.call(t, fmt.Sprint("a", i), fmt.Sprint("p", i))
	}
	guard := records.Guard{Budget: records.Budget{Fen: 750, From: noon.Add(-time.Hour)}}
	fits := func(name string, d *desk, id string) {
		if blocked := d.press(t, attempt(t, id, id), guard); blocked != nil {
			t.Errorf("%s: %+v", name, blocked)
		}
	}
	d.send(t)
	must(t, d.file.Renew(t.Context()))
	fits("sent anew", d, "b1")
	lost := deskAt(t, t.TempDir()+"/records.db", b.Address(role, b.name))
	if blocked := lost.press(t, attempt(t, "c1", "c1"), records.Guard{Budget: records.Budget{Fen: 600, From: noon.Add(-time.Hour)}}); blocked == nil {
		t.Error("a desk that lost its file begins the day anew")
	}
}
