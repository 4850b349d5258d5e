package reply

import (
	"context"
	"strings"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
)

// Ask is the course of every check: the call is built, made once, and its
// answer opened and classified. An error on the way ends it.
//
// What holds for every service is done here: an answer about somebody else says
// nothing of this person, a field that changed its shape is named for the
// operator, and the secrets that the call was built with are taken out of what
// the service says, since some repeat what they got.
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

// aboutNobody takes back what an answer about somebody else says of this guest or
// this photo. What it says of the account or the service stays.
func aboutNobody(v identity.Verdict, err error) (identity.Verdict, error) {
	e, ok := err.(*identity.Error) //nolint:errorlint // adapters return it as it is
	if ok && (e.Kind == identity.Retake || e.Kind == identity.BadInput) {
		return identity.Verdict{Vendor: e.Vendor, Charged: e.Charged}, nil
	}
	v.Outcome = identity.Inconclusive
	return v, err
}

// Serial is the caller's serial for services that ask for one: the attempt's id
// as 32 hex digits.
func Serial(req identity.Request) string { return strings.ReplaceAll(req.Attempt, "-", "") }
