package all

import (
	"context"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
	"facedesk/providers/sandbox"
)

// Every test person of the sandbox brings out the documented answer, through
// the adapter and the product's transport.
func TestPersonsBringOutWhatTheySay(t *testing.T) {
	now := func() time.Time { return time.UnixMilli(1750000000000) }
	s, err := sandbox.Start(sandbox.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	entries := map[string]providers.Entry{}
	for _, e := range List() {
		entries[e.Descriptor.Code] = e
	}
	keys := sandbox.DummyCredentials()
	for _, p := range sandbox.Persons() {
		e := entries[p.Provider]
		values := e.Descriptor.Defaults()
		values[providers.KeyEndpoint] = s.Endpoint(p.Provider)
		if strings.HasPrefix(p.Row, "slow") {
			values[providers.KeyEndpoint] = s.Endpoint(p.Provider) + "?sandbox=delay:1ns"
		}
		if e.Descriptor.Confirmation != nil {
			e.Descriptor.Confirmation.Assume(values)
		}
		adapter := e.New(providers.Deps{Values: values, Now: now, Caller: paidcall.New(paidcall.Config{}),
			Secret: func(_ context.Context, key string) (providers.Secret, error) {
				return providers.NewSecret(keys[p.Provider][key]), nil
			}})
		v, err := adapter.Verify(t.Context(), identity.Request{
			Subject:  identity.Subject{Name: p.Name, Document: identity.Document{Type: identity.DocumentType(p.Type), Number: p.Number, Nation: p.Nation}},
			Portrait: identity.Portrait{JPEG: []byte("\xFF\xD8\xFF\xE0 a photo \xFF\xD9"), Width: 10, Height: 10},
			Attempt:  "01234567-89ab-cdef-0123-456789abcdef",
		})
		got := v.Outcome.String()
		if err != nil {
			got = string(identity.KindOf(err))
		}
		if got != p.Expect {
			t.Errorf("%s %q: %s (%v), want %s", p.Provider, p.Row, got, err, p.Expect)
		}
	}
}
