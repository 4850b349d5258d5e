package verify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"time"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/records"
)

// answer is what came of the call: a verdict, or an error.
type answer struct {
	verdict identity.Verdict
	err     *identity.Error
	took    time.Duration
}

// call calls the service once and reads its answer with distrust. The attempt
// is on record by now, so whatever is not understood may have been paid for.
func (c *Checker) call(ctx context.Context, svc Service, req identity.Request) answer {
	if err := ctx.Err(); err != nil {
		return answer{err: notSent(err)}
	}
	start := c.cfg.Now()
	verdict, err := c.once(ctx, svc, req)
	ans := answer{took: max(0, c.cfg.Now().Sub(start))}
	if err != nil {
		ans.err = classify(err)
		ans.err.Vendor = redact(ans.err.Vendor, req.Subject)
		return ans
	}
	ans.verdict = verdict
	ans.verdict.Outcome = supported(verdict.Outcome, svc.Descriptor.Face, !req.Portrait.Empty())
	ans.verdict.Vendor = redact(verdict.Vendor, req.Subject)
	return ans
}

// once is the one place that calls a provider. A panic of an adapter becomes
// an error without its value, which may hold personal data.
func (c *Checker) once(ctx context.Context, svc Service, req identity.Request) (v identity.Verdict, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("verify: adapter %s panicked with a %T", svc.Descriptor.Code, p)
			c.log.LogAttrs(ctx, slog.LevelError, "adapter panicked", slog.String("provider", svc.Descriptor.Code),
				slog.String("type", fmt.Sprintf("%T", p)), slog.String("stack", string(debug.Stack())))
		}
	}()
	return svc.Provider.Verify(ctx, req)
}

// classify returns the adapter's own error as a copy, or an unknown outcome
// where there is none to trust.
func classify(err error) *identity.Error {
	own, ok := errors.AsType[*identity.Error](err)
	if !ok || own == nil || !foreseen(own.Kind) {
		return unknownOutcome(err)
	}
	e := *own
	switch {
	case e.Kind == identity.NotSent:
		e.Charged = identity.ChargedNo
	case e.Kind == identity.UnknownOutcome && e.Charged == identity.ChargedNo:
		e.Charged = identity.ChargedUnknown
	}
	return &e
}

// foreseen reports whether a service's adapter may return the kind: Guarded
// and Records are words of this side.
func foreseen(k identity.Kind) bool {
	return slices.Contains(identity.Kinds(), k) && k != identity.Guarded && k != identity.Records
}

// supported returns Inconclusive for an outcome that the service cannot have found
// out. Adapters already keep such answers out; this is a second check.
func supported(o identity.Outcome, face, portrait bool) identity.Outcome {
	switch o {
	case identity.Match, identity.FaceMismatch:
		if face && portrait {
			return o
		}
	case identity.IdentityMatch:
		if !face {
			return o
		}
	case identity.IdentityMismatch, identity.NoReference:
		return o
	}
	return identity.Inconclusive
}

// maxCode bounds what is kept of a service's code, in characters, and maxChanged
// what is kept of the fields that differ from its manual.
const (
	maxCode    = 64
	maxChanged = 400
)

// redact takes personal data out of what the service said. Order numbers are
// long runs of digits by nature, so only what echoes the subject is hidden.
func redact(v identity.Vendor, s identity.Subject) identity.Vendor {
	return identity.Vendor{
		Code:    identity.Unechoed(first(v.Code, maxCode), s),
		Message: identity.Redact(v.Message, s),
		Order:   identity.Unechoed(v.Order, s),
		Changed: first(v.Changed, maxChanged), // of the manual's own words
	}
}

// first returns the first n characters of a text.
func first(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n])
	}
	return text
}

// complete is the row after the call.
func (ans answer) complete(a records.Attempt, values providers.Values, now time.Time) records.Attempt {
	a.Finished, a.Duration = now, ans.took
	if ans.err == nil {
		v := ans.verdict
		a.State, a.Outcome, a.Vendor, a.Score, a.Charged = records.StateVerdict, v.Outcome, v.Vendor, v.Score, v.Charged
		a.PriceFen = fen(providers.PriceOf(values, v.Outcome.String()))
		return a
	}
	a.State = records.StateError
	if ans.err.Kind == identity.UnknownOutcome {
		a.State = records.StateUnknown // and at the highest price, until it is settled
	} else {
		a.PriceFen = fen(providers.PriceOf(values, string(ans.err.Kind)))
	}
	a.Kind, a.Vendor, a.Charged = ans.err.Kind, ans.err.Vendor, ans.err.Charged
	return a
}
