package records

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"facedesk/identity"
)

type step struct {
	at      time.Duration // after noon
	state   State
	kind    identity.Kind
	charged identity.Charged
	change  func(*Attempt)
}

func (c step) attempt(id string) Attempt {
	a := row(id)
	a.Started = noon.Add(c.at)
	a.Finished = a.Started.Add(time.Second)
	a.State, a.Kind, a.Charged = c.state, c.kind, c.charged
	if c.change != nil {
		c.change(&a)
	}
	return a
}

func times(n int, s step) []step {
	all := make([]step, n)
	for i := range all {
		all[i] = s
	}
	return all
}

func TestGuards(t *testing.T) {
	verdict := step{state: StateVerdict}
	unknown := step{state: StateUnknown, kind: identity.UnknownOutcome}
	failed := func(k identity.Kind, c identity.Charged) step { return step{state: StateError, kind: k, charged: c} }
	with := func(s step, f func(*Attempt)) step { s.change = f; return s }
	later := func(s step, at time.Duration) step { s.at = at; return s }
	day := Guard{PerDay: 3}
	for name, c := range map[string]struct {
		earlier []step
		press   step
		guard   Guard
		want    Reason
		count   int
	}{
		"below the limit":                      {times(2, verdict), step{}, day, "", 0},
		"at the limit":                         {times(3, verdict), step{}, day, BlockedLimit, 3},
		"confirmed":                            {times(3, verdict), with(step{}, func(a *Attempt) { a.Repeat = true }), day, "", 0},
		"no limit":                             {times(9, verdict), step{}, Guard{}, "", 0},
		"exempt":                               {append(times(9, verdict), unknown), step{}, Guard{PerDay: 3, Exempt: true}, "", 0},
		"a day later":                          {times(3, verdict), step{at: Window}, day, "", 0},
		"just under a day":                     {times(3, verdict), step{at: Window - time.Millisecond}, day, BlockedLimit, 3},
		"clock set back":                       {times(3, verdict), step{at: -1000 * time.Hour}, day, BlockedLimit, 3},
		"another person":                       {times(3, with(verdict, func(a *Attempt) { a.Person = "q" })), step{}, day, "", 0},
		"another service":                      {times(3, with(verdict, func(a *Attempt) { a.Provider = "q" })), step{}, day, "", 0},
		"demo does not count for real":         {times(3, with(verdict, func(a *Attempt) { a.Demo = true })), step{}, day, "", 0},
		"real does not count for demo":         {times(3, verdict), with(step{}, func(a *Attempt) { a.Demo = true }), day, "", 0},
		"demo counts for demo":                 {times(3, with(verdict, func(a *Attempt) { a.Demo = true })), with(step{}, func(a *Attempt) { a.Demo = true }), day, BlockedLimit, 3},
		"not sent does not count":              {times(3, failed(identity.NotSent, identity.ChargedUnknown)), step{}, day, "", 0},
		"refused uncharged does not count":     {times(3, failed(identity.Retake, identity.ChargedNo)), step{}, day, "", 0},
		"refused charged counts":               {times(3, failed(identity.Retake, identity.ChargedYes)), step{}, day, BlockedLimit, 3},
		"refused perhaps charged counts":       {times(3, failed(identity.Busy, identity.ChargedUnknown)), step{}, day, BlockedLimit, 3},
		"unknown blocks at once":               {[]step{unknown}, step{}, day, BlockedUnknown, 1},
		"unknown blocks for ever":              {[]step{unknown}, step{at: 1000 * Window}, day, BlockedUnknown, 1},
		"unknown without a limit":              {[]step{unknown}, step{}, Guard{}, BlockedUnknown, 1},
		"unknown of another person":            {[]step{with(unknown, func(a *Attempt) { a.Person = "q" })}, step{}, day, "", 0},
		"unknown confirmed":                    {[]step{unknown}, with(step{}, func(a *Attempt) { a.Repeat = true }), day, "", 0},
		"in flight":                            {[]step{{state: StateOpen}}, step{}, day, BlockedInFlight, 1},
		"in flight is not confirmed away":      {[]step{{state: StateOpen}}, with(step{}, func(a *Attempt) { a.Repeat = true }), day, BlockedInFlight, 1},
		"in flight for another":                {[]step{with(step{state: StateOpen}, func(a *Attempt) { a.Person = "q" })}, step{}, day, "", 0},
		"settled unknown counts for the limit": {append(times(2, verdict), unknown, with(later(verdict, time.Hour), func(a *Attempt) { a.Repeat = true })), step{at: time.Hour}, day, BlockedLimit, 4},
	} {
		t.Run(name, func(t *testing.T) {
			s := openAt(t, testPath(t))
			for i, e := range c.earlier {
				a := e.attempt(fmt.Sprint(i))
				begin(t, s, a, Guard{Exempt: true})
				if a.State != StateOpen {
					finish(t, s, a)
				}
			}
			err := s.Begin(t.Context(), c.press.attempt("press"), c.guard)
			rows := len(list(t, s, Filter{ID: "press"}))
			if c.want == "" {
				if err != nil || rows != 1 {
					t.Fatalf("%v, %d rows", err, rows)
				}
				return
			}
			b, ok := errors.AsType[*Blocked](err)
			if !ok || identity.KindOf(err) != identity.Guarded || rows != 0 {
				t.Fatalf("%v, %d rows", err, rows)
			}
			if b.Reason != c.want || b.Count != c.count || b.Confirmable() != (c.want != BlockedInFlight) {
				t.Errorf("%+v", b)
			}
		})
	}
}

func TestGuardedTellsWhen(t *testing.T) {
	s := openAt(t, testPath(t))
	a := row("1")
	begin(t, s, a, Guard{})
	a.State, a.Kind = StateUnknown, identity.UnknownOutcome
	finish(t, s, a)
	press := row("2")
	press.Started = noon.Add(time.Hour).In(time.FixedZone("", 8*3600))
	err := s.Begin(t.Context(), press, Guard{})
	want := noon.In(press.Started.Location()).Format("01-02 15:04")
	if e, ok := errors.AsType[*identity.Error](err); !ok || !strings.Contains(e.What.ZH, want) || !strings.Contains(e.What.EN, want) {
		t.Errorf("%v lacks %s", err, want)
	}
}

// A confirmed repeat settles the unknown outcome when the service has answered
// the repeat, and not before.
func TestConfirmedRepeatSettles(t *testing.T) {
	for name, c := range map[string]struct {
		repeat  Attempt
		settled bool
	}{
		"verdict":           {Attempt{State: StateVerdict}, true},
		"charged error":     {Attempt{State: StateError, Kind: identity.Retake, Charged: identity.ChargedYes}, true},
		"answered, free":    {Attempt{State: StateError, Kind: identity.Retake, Charged: identity.ChargedNo, Vendor: identity.Vendor{Code: "1"}}, true},
		"not sent":          {Attempt{State: StateError, Kind: identity.NotSent, Charged: identity.ChargedNo}, false},
		"unknown once more": {Attempt{State: StateUnknown, Kind: identity.UnknownOutcome}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := openAt(t, testPath(t))
			old := step{state: StateUnknown, kind: identity.UnknownOutcome}.attempt("old")
			begin(t, s, old, Guard{})
			finish(t, s, old)
			a := row("repeat")
			a.Repeat = true
			begin(t, s, a, Guard{})
			a.State, a.Kind, a.Charged, a.Vendor, a.Finished = c.repeat.State, c.repeat.Kind, c.repeat.Charged, c.repeat.Vendor, noon.Add(time.Minute)
			finish(t, s, a)
			got := only(t, s, "old")
			if got.Unsettled() == c.settled || (got.SettledBy == "repeat") != c.settled {
				t.Errorf("%+v", got)
			}
			if err := s.Begin(t.Context(), row("next"), Guard{}); (err == nil) != c.settled {
				t.Errorf("next press: %v", err)
			}
		})
	}
}

// Only a confirmed repeat for the same person, service and demo flag settles.
func TestOthersDoNotSettle(t *testing.T) {
	for name, change := range map[string]func(*Attempt){
		"not confirmed":   func(a *Attempt) { a.Repeat = false },
		"demo":            func(a *Attempt) { a.Demo = true },
		"another person":  func(a *Attempt) { a.Person = "q" },
		"another service": func(a *Attempt) { a.Provider = "q" },
	} {
		s := openAt(t, testPath(t))
		old := step{state: StateUnknown, kind: identity.UnknownOutcome}.attempt("old")
		begin(t, s, old, Guard{})
		finish(t, s, old)
		a := step{state: StateVerdict}.attempt("other")
		a.Repeat = true
		change(&a)
		begin(t, s, a, Guard{Exempt: true})
		finish(t, s, a)
		if !only(t, s, "old").Unsettled() {
			t.Errorf("settled by: %s", name)
		}
	}
}

func TestSettleByHand(t *testing.T) {
	s := openAt(t, testPath(t))
	a := step{state: StateUnknown, kind: identity.UnknownOutcome}.attempt("1")
	begin(t, s, a, Guard{})
	finish(t, s, a)
	if err := s.Settle(t.Context(), "1", Settlement{At: noon.Add(time.Hour), By: "王"}); err != nil {
		t.Fatal(err)
	}
	if got := only(t, s, "1"); got.SettledBy != "王" || !got.Settled.Equal(noon.Add(time.Hour)) || got.State != StateUnknown {
		t.Errorf("%+v", got)
	}
	begin(t, s, row("2"), Guard{})
	for _, id := range []string{"1", "2", "none"} { // settled, open, absent
		if err := s.Settle(t.Context(), id, Settlement{At: noon, By: "王"}); identity.KindOf(err) != identity.BadInput || !strings.Contains(err.Error(), "no such record") {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// pressUntilBlocked makes complete checks for one person until the limit
// refuses one.
func pressUntilBlocked(s *SQLite, name string) error {
	for i := 0; ; i++ {
		a := row(fmt.Sprint(name, "-", i))
		err := s.Begin(background, a, Guard{PerDay: 5})
		b, _ := errors.AsType[*Blocked](err)
		switch {
		case b != nil && b.Reason == BlockedLimit:
			return nil
		case b != nil:
			continue // in flight in another goroutine
		case err != nil:
			return err
		}
		a.State, a.Finished = StateVerdict, noon
		if err := s.Finish(background, a); err != nil {
			return err
		}
	}
}

func TestProcessesAndGoroutinesShareTheLimit(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	var wg sync.WaitGroup
	children := []*exec.Cmd{child(t, "press until blocked", path), child(t, "press until blocked", path)}
	for _, cmd := range children {
		wg.Go(func() {
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	for i := range 3 {
		wg.Go(func() {
			if err := pressUntilBlocked(s, fmt.Sprint("own", i)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := len(list(t, s, Filter{})); got != 5 {
		t.Errorf("%d attempts passed a limit of 5", got)
	}
}
