package verify

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

// press checks and returns the reason of a refusal, "" where the call was made.
func (r *rig) press(t *testing.T, req identity.Request) (Result, records.Reason) {
	t.Helper()
	res, err := r.Check(t.Context(), req)
	if b, ok := errors.AsType[*records.Blocked](err); ok {
		wantError(t, err, identity.Guarded)
		return res, b.Reason
	}
	return res, ""
}

func repeat() identity.Request {
	req := request()
	req.Repeat = true
	return req
}

func TestDailyLimit(t *testing.T) {
	for name, c := range map[string]struct {
		setting int
		allowed int64
	}{"default": {0, 3}, "set": {1, 1}} {
		t.Run(name, func(t *testing.T) {
			now := time.Now()
			r := newRig(t, func(r *rig) {
				r.cfg.Guard.PerDay = c.setting
				r.cfg.Now = func() time.Time { return now }
			})
			for range c.allowed {
				if _, why := r.press(t, request()); why != "" {
					t.Fatalf("refused early: %s", why)
				}
			}
			if res, why := r.press(t, request()); why != records.BlockedLimit || !res.Confirmable {
				t.Fatalf("%q, %+v", why, res)
			}
			r.wantCalls(t, c.allowed)
			if _, why := r.press(t, requestFor("110105194912310038")); why != "" {
				t.Errorf("another person: %s", why)
			}
			if _, why := r.press(t, repeat()); why != "" || !r.rows(t)[0].Repeat {
				t.Errorf("confirmed: %s", why)
			}
			r.wantCalls(t, c.allowed+2)
			now = now.Add(records.Window)
			if _, why := r.press(t, request()); why != "" {
				t.Errorf("a day later: %s", why)
			}
		})
	}
}

func TestNoDailyLimit(t *testing.T) {
	r := newRig(t, func(r *rig) { r.cfg.Guard.PerDay = -1 })
	for range DefaultPerDay + 2 {
		if _, why := r.press(t, request()); why != "" {
			t.Fatal(why)
		}
	}
}

func TestUnknownOutcomeGuardsUntilARepeatIsAnswered(t *testing.T) {
	r := newRig(t, nil)
	r.provider.answer = says(identity.Verdict{}, errors.New("cut"))
	r.press(t, request())
	r.provider.answer = says(match, nil)
	if res, why := r.press(t, request()); why != records.BlockedUnknown || !res.Confirmable {
		t.Fatalf("%q %+v", why, res)
	}
	r.wantCalls(t, 1)
	if _, why := r.press(t, repeat()); why != "" {
		t.Fatal(why)
	}
	if _, why := r.press(t, request()); why != "" {
		t.Errorf("after an answered repeat: %s", why)
	}
	if left, err := r.store.List(t.Context(), records.Filter{Unsettled: true}); err != nil || len(left) != 0 {
		t.Errorf("%+v, %v", left, err)
	}
}

func TestSecondPressInFlight(t *testing.T) {
	r := newRig(t, nil)
	called, answer := make(chan struct{}), make(chan struct{})
	r.provider.answer = func(context.Context, identity.Request) (identity.Verdict, error) {
		close(called)
		<-answer
		return match, nil
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		if res, err := r.Check(t.Context(), request()); err != nil || res.Verdict.Outcome != identity.Match {
			t.Errorf("%+v, %v", res, err)
		}
	})
	<-called
	for _, req := range []identity.Request{request(), repeat()} {
		if res, why := r.press(t, req); why != records.BlockedInFlight || res.Confirmable {
			t.Errorf("%q %+v", why, res)
		}
	}
	close(answer)
	wg.Wait()
	r.wantCalls(t, 1)
}

func TestDemo(t *testing.T) {
	for name, inDemo := range map[string]bool{"exempt": false, "guarded": true} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, func(r *rig) {
				r.svc.Demo = true
				r.cfg.Guard.InDemo = inDemo
				r.cfg.HashKey = func(context.Context) ([]byte, error) {
					t.Error("the keyring was asked in demo")
					return testKey, nil
				}
			})
			for range DefaultPerDay {
				if res, why := r.press(t, request()); why != "" || !res.Demo {
					t.Fatalf("%q %+v", why, res)
				}
			}
			_, why := r.press(t, request())
			if inDemo != (why == records.BlockedLimit) {
				t.Errorf("press over the limit: %q", why)
			}
			for _, a := range r.rows(t) {
				if !a.Demo || a.Person == records.PersonKey(testKey, request().Subject.Document) {
					t.Errorf("%+v", a)
				}
			}
		})
	}
}

// Demo and real attempts of the same person at the same service do not count
// towards each other, even under one key.
func TestDemoAndRealApart(t *testing.T) {
	r := newRig(t, func(r *rig) {
		r.cfg.Guard = Guard{PerDay: 1, InDemo: true}
		r.cfg.HashKey = func(context.Context) ([]byte, error) { return []byte(DemoHashKey), nil }
	})
	for _, demo := range []bool{true, false, true, false} {
		r.svc.Demo = demo
		_, why := r.press(t, request())
		if first := len(r.rows(t)) <= 2 && why == ""; !first && why != records.BlockedLimit {
			t.Errorf("demo %t: %q with %d rows", demo, why, len(r.rows(t)))
		}
	}
	r.wantCalls(t, 2)
}

func TestGuardedTextNamesNobody(t *testing.T) {
	r := newRig(t, func(r *rig) { r.cfg.Guard.PerDay = 1 })
	r.press(t, request())
	_, err := r.Check(t.Context(), request())
	e := wantError(t, err, identity.Guarded)
	if !strings.Contains(e.Full().ZH, "未计费") || e.Charged != identity.ChargedNo {
		t.Errorf("%+v", e)
	}
	if !strings.Contains(r.log.String(), "check refused") {
		t.Error("the refusal is not in the log")
	}
}

// checkUntilLimit presses for one person until the limit says no.
func checkUntilLimit(ctx context.Context, c *Checker) error {
	for {
		_, err := c.Check(ctx, request())
		b, ok := errors.AsType[*records.Blocked](err)
		switch {
		case ok && b.Reason == records.BlockedLimit:
			return nil
		case err != nil && !ok:
			return err
		}
	}
}

func TestManyPressesAtOnce(t *testing.T) {
	r := newRig(t, nil)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if err := checkUntilLimit(t.Context(), r.Checker); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	r.wantCalls(t, DefaultPerDay)
}
