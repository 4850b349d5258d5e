package providers

import (
	"context"
	"time"

	"facedesk/identity"
	"facedesk/providers/paidcall"
)

// Provider verifies subjects at one service.
//
// Verify makes at most one paid call and never repeats it. It returns a Verdict
// with a nil error, or an *identity.Error that says why there is none. Match
// comes only from the documented positive answer (see each adapter). Verify
// neither changes nor keeps the request. Only verify.Checker calls it.
type Provider interface {
	Verify(ctx context.Context, req identity.Request) (identity.Verdict, error)
}

// Caller makes one paid call: paidcall.Client, or a fake in tests.
type Caller interface {
	Post(ctx context.Context, call paidcall.Call) (paidcall.Answer, error)
}

// Deps is what an adapter gets. Clock and transport are values, so that a test
// can replace them.
type Deps struct {
	Values Values // the service's settings, complete and validated
	// Secret reads one secret by its key. The adapter calls it just before
	// signing.
	Secret func(ctx context.Context, key string) (Secret, error)
	Caller Caller
	Now    func() time.Time
}

// Entry is one line of providers/all: a service as data, and how to make its
// adapter.
type Entry struct {
	Descriptor Descriptor
	New        func(Deps) Provider
}
