package verify

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/records"
)

// person is somebody new for each number.
func person(n int) identity.Request { return requestFor(fmt.Sprintf("person-%d", n)) }

func warned(r Result, words string) bool {
	for _, w := range r.Warnings {
		if strings.Contains(w.EN, words) {
			return true
		}
	}
	return false
}

// The day's limit warns from 80 % on and then stops, until the day is over or a
// manager lifts it; no call beyond it is made.
func TestDayLimit(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, identity.China())
	r := newRig(t, func(r *rig) {
		r.svc.Values[providers.KeyDayLimit] = 7.5 // five calls
		r.cfg.Now = func() time.Time { return now }
		r.cfg.Guard.Day = func(at time.Time) time.Time {
			return at.Add(-6 * time.Hour).Truncate(24 * time.Hour).Add(6 * time.Hour)
		}
	})
	for n := range 5 {
		res, err := r.Check(t.Context(), person(n))
		if err != nil || warned(res, "allowance") != (n >= 3) {
			t.Errorf("call %d: %v, %v", n, res.Warnings, err)
		}
	}
	res, err := r.Check(t.Context(), person(5))
	wantError(t, err, identity.Quota)
	if r.wantCalls(t, 5); res.Attempt != "" || res.Confirmable {
		t.Errorf("%+v", res)
	}
	req := person(5)
	req.Repeat = true
	if _, err := r.Check(t.Context(), req); err == nil {
		t.Error("a repeat lifts the limit")
	}
	if err := r.store.Note(t.Context(), records.Event{ID: "l", At: now, Event: records.EventLimitLifted, Provider: "svc"}); err != nil {
		t.Fatal(err)
	}
	if res, err := r.Check(t.Context(), person(6)); err != nil || warned(res, "allowance") {
		t.Errorf("lifted: %v, %v", res.Warnings, err)
	}
	now = now.Add(24 * time.Hour)
	if res, err := r.Check(t.Context(), person(7)); err != nil || len(res.Warnings) != 0 {
		t.Errorf("the next day: %v, %v", res.Warnings, err)
	}
}

// A demo costs nothing and stands under no limit.
func TestDayLimitIsNotTheDemos(t *testing.T) {
	r := newRig(t, func(r *rig) { r.svc.Values[providers.KeyDayLimit], r.svc.Demo = 0.5, true })
	if res, err := r.Check(t.Context(), request()); err != nil || len(res.Warnings) != 0 {
		t.Errorf("%v, %v", res.Warnings, err)
	}
}

// Nine of ten prepaid calls are used: the last is told of.
func TestPrepaid(t *testing.T) {
	r := newRig(t, func(r *rig) { r.svc.Values[providers.KeyPrepaid] = 10 })
	for n := range 11 {
		res, err := r.Check(t.Context(), person(n))
		if err != nil || warned(res, "calls left") != (n >= 8) {
			t.Errorf("call %d: %v, %v", n, res.Warnings, err)
		}
	}
}

// What a call costs goes by what came of it, and is the most until that is known.
func TestPriceByOutcome(t *testing.T) {
	for name, c := range map[string]struct {
		verdict identity.Verdict
		err     error
		want    int64
	}{
		"listed":     {identity.Verdict{Outcome: identity.NoReference, Charged: identity.ChargedYes}, nil, 30},
		"the rest":   {match, nil, 150},
		"free":       {identity.Verdict{Outcome: identity.IdentityMismatch, Charged: identity.ChargedYes}, nil, 0},
		"an error":   {identity.Verdict{}, &identity.Error{Kind: identity.Retake, Charged: identity.ChargedYes}, 20},
		"not known":  {identity.Verdict{}, &identity.Error{Kind: identity.UnknownOutcome}, 200},
		"not listed": {identity.Verdict{}, &identity.Error{Kind: identity.Busy}, 150},
	} {
		r := newRig(t, func(r *rig) {
			r.svc.Values[providers.KeyPrices] = []string{"no_reference=0.3", "identity_mismatch=0", "retake=0.2", "face_mismatch=2"}
			r.provider.answer = says(c.verdict, c.err)
		})
		res, _ := r.Check(t.Context(), request())
		if got := r.only(t); got.PriceFen != c.want || res.Fen != c.want {
			t.Errorf("%s: %d and %d fen, want %d", name, got.PriceFen, res.Fen, c.want)
		}
	}
}
