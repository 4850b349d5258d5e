package reply

import (
	"context"
	"strings"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
)

// Ask makes every check: it builds the call, makes it once, opens the answer
// and classifies it. An error ends it.
//
// It also does what all services need. An answer about another person says
// nothing about this one. A field with a changed shape is named for the
// operator. The secrets of the call are removed from what the service says,
// because some services repeat them.
func Ask(ctx context.Context, deps providers.Deps, req identity.Request, format Format,
	call func(providers.Deps) (paidcall.Call, error), classify func(paidcall.Answer, Body) (identity.Verdict, error)) (identity.Verdict, error) {
	var used []providers.Secret
	read := deps.Secret
	deps.Secret = func(ctx context.Context, key string) (providers.Secret, error) {
		s, err := read(ctx, key)
		used = append(used, s)
		return s, err
	}
	built, err := call(deps)
	if err != nil {
		return identity.Verdict{}, err
	}
	answer, err := deps.Caller.Post(ctx, built)
	if err != nil {
		return identity.Verdict{}, err
	}
	verdict, err := format.read(answer, req, classify)
	return without(append(credentials(built), revealed(used)...), verdict, skewed(err, answer.Header, deps.Now))
}

// read opens an answer and classifies it.
func (f Format) read(a paidcall.Answer, req identity.Request, classify func(paidcall.Answer, Body) (identity.Verdict, error)) (identity.Verdict, error) {
	var verdict identity.Verdict
	body, err := f.Open(a, req)
	if err == nil {
		verdict, err = classify(a, body)
	}
	if body.Other {
		verdict, err = aboutNobody(verdict, err)
	}
	verdict.Vendor.Changed = body.Changed
	if e, ok := err.(*identity.Error); ok { //nolint:errorlint // adapters return it as it is
		copied := *e
		copied.Vendor.Changed = body.Changed
		return verdict, &copied
	}
	return verdict, err
}

// aboutNobody removes what an answer about another person says of this guest or
// photo. What it says of the account or the service stays.
func aboutNobody(v identity.Verdict, err error) (identity.Verdict, error) {
	e, ok := err.(*identity.Error) //nolint:errorlint // adapters return it as it is
	if ok && (e.Kind == identity.Retake || e.Kind == identity.BadInput) {
		return identity.Verdict{Vendor: e.Vendor, Charged: e.Charged}, nil
	}
	v.Outcome = identity.Inconclusive
	return v, err
}

// Serial returns the caller's serial for services that need one: the attempt's
// id as 32 hex digits.
func Serial(req identity.Request) string { return strings.ReplaceAll(req.Attempt, "-", "") }
