package doctor

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/identity"
)

func line(s State, zh, en string) Line { return Line{s, identity.Say(zh, en)} }

func named(code string, look func(context.Context, func(Line))) Check {
	return Check{Code: code, Name: identity.Text{ZH: code, EN: code}, Look: look}
}

// Whatever hangs, the rest is told in the list's order and all ends with the limit.
// What is unfinished is never ok, even if it had said so.
func TestWhateverHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		never := make(chan struct{}) // a call that knows no context
		defer close(never)
		checks := []Check{
			named("hangs", func(context.Context, func(Line)) { <-never }),
			named("says and hangs", func(_ context.Context, say func(Line)) { say(line(OK, "好", "fine")); <-never }),
			named("ends with its time", func(ctx context.Context, say func(Line)) { <-ctx.Done(); say(line(OK, "好", "fine")) }),
			named("gives up with its time", func(ctx context.Context, say func(Line)) { say(line(OK, "好", "fine")); <-ctx.Done() }),
			named("slow", func(_ context.Context, say func(Line)) { time.Sleep(Limit - 1); say(line(Warning, "慢", "slow")) }),
			named("falls", func(context.Context, func(Line)) { panic("张三") }),
			named("quick", func(_ context.Context, say func(Line)) { say(line(OK, "好", "fine")) }),
		}
		began := time.Now()
		var order, states []string
		Run(t.Context(), checks, Limit, time.Now, func(r Result) {
			order, states = append(order, r.Check.Code), append(states, r.State().String())
			for _, l := range r.Lines {
				if strings.Contains(l.What.ZH, "张三") {
					t.Error("a panic's value is told")
				}
			}
		})
		if took := time.Since(began); took > Limit {
			t.Errorf("took %v", took)
		}
		if got := strings.Join(order, ","); got != "hangs,says and hangs,ends with its time,gives up with its time,slow,falls,quick" {
			t.Error(got)
		}
		if got := strings.Join(states, ","); got != "waiting,waiting,waiting,waiting,warning,failed,ok" {
			t.Error(got)
		}
	})
}

// A check that nothing holds up is told at once, before those behind it.
func TestToldAsSoonAsKnown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		Run(t.Context(), []Check{
			named("quick", func(context.Context, func(Line)) {}),
			named("slow", func(context.Context, func(Line)) { time.Sleep(time.Second) }),
		}, Limit, time.Now, func(r Result) {
			if took := time.Since(began); r.Check.Code == "quick" && took != 0 || r.Check.Code == "slow" && (took != time.Second || r.Took != took) {
				t.Errorf("%s after %v", r.Check.Code, took)
			}
		})
	})
}
