package reply

import (
	"context"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
)

// Ask is the course of every check: the call is built, made once, and its
// answer classified. An error on the way ends it.
func Ask(ctx context.Context, caller providers.Caller, call func() (paidcall.Call, error),
	classify func(paidcall.Answer) (identity.Verdict, error)) (identity.Verdict, error) {
	built, err := call()
	if err != nil {
		return identity.Verdict{}, err
	}
	answer, err := caller.Post(ctx, built)
	if err != nil {
		return identity.Verdict{}, err
	}
	return classify(answer)
}
