package providertest

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
)

// Service is an adapter under test.
type Service struct {
	Entry   providers.Entry
	Secrets map[string]string
	Subject identity.Subject
	// Free are the paths (data.order_no) of documented fields that no positive
	// row uses. They may be absent, null or hold another value of their type.
	Free []string
	// Echoes are the paths of fields that repeat the person or the request.
	Echoes map[string]Echo
	// Sentences are the paths of fields in which the service may agree in
	// words.
	Sentences []string
	// Extra are the paths of undocumented fields in positive fixtures.
	Extra []string
	// Optional are paths that may be absent, null or empty, but must not hold
	// another value.
	Optional []string
	// Lists are paths whose value may also be the single item of a list.
	Lists []string
	// Neighbours are JSON literals just outside the positive row, by path, for
	// fields such as scores, where the next value is not enough.
	Neighbours map[string][]string
}

// Now is the fixed clock of the suite.
var Now = time.UnixMilli(1750000000000)

// attempt is the fixed id of the suite's attempts.
const attempt = "01234567-89ab-cdef-0123-456789abcdef"

// photo contains every base64 character, including + and /.
var photo = func() []byte {
	b := []byte{0xFF, 0xD8, 0xFF, 0xE0, 0xFB, 0xEF, 0xBE}
	for i := range 256 {
		b = append(b, byte(i))
	}
	return append(b, 0xFF, 0xD9)
}()

// best is the outcome of the service's positive row.
func (s Service) best() identity.Outcome {
	if s.Entry.Descriptor.Face {
		return identity.Match
	}
	return identity.IdentityMatch
}

func (s Service) request() identity.Request {
	code := s.Entry.Descriptor.Code
	return identity.Request{
		Subject:  s.Subject,
		Portrait: identity.Portrait{JPEG: photo, Width: 10, Height: 10, Source: identity.SourceDemo},
		Consent:  identity.Consent{Recipient: code, By: identity.BySelf, At: Now},
		Provider: code,
		Attempt:  attempt,
	}
}

// caller is a transport that gives one fixed answer and keeps what was sent.
type caller struct {
	answer paidcall.Answer
	err    error
	calls  []paidcall.Call
}

func (c *caller) Post(_ context.Context, call paidcall.Call) (paidcall.Answer, error) {
	c.calls = append(c.calls, call)
	return c.answer, c.err
}

// ErrNoSecret is the suite's error for a missing secret.
var ErrNoSecret = errors.New("no such secret")

// make builds the adapter on a transport, with defaults and the given settings.
func (s Service) make(c providers.Caller, settings providers.Values) providers.Provider {
	values := s.Entry.Descriptor.Defaults()
	if values.String(providers.KeyEndpoint) == "" {
		values[providers.KeyEndpoint] = "https://host.invalid/path"
	}
	maps.Copy(values, settings)
	if c := s.Entry.Descriptor.Confirmation; c != nil && values.Bool("codes_confirmed") {
		c.Assume(values) // at whatever address the suite serves
	}
	return s.Entry.New(providers.Deps{
		Values: values,
		Secret: func(_ context.Context, key string) (providers.Secret, error) {
			if v, ok := s.Secrets[key]; ok {
				return providers.NewSecret(v), nil
			}
			return providers.Secret{}, ErrNoSecret
		},
		Caller: c,
		Now:    func() time.Time { return Now },
	})
}

// ask makes one check and returns the adapter's result.
func (s Service) ask(t testing.TB, a paidcall.Answer, settings providers.Values) (identity.Verdict, error) {
	t.Helper()
	c := &caller{answer: a}
	v, err := s.make(c, settings).Verify(t.Context(), s.request())
	if len(c.calls) != 1 {
		t.Fatalf("%d calls for one check", len(c.calls))
	}
	return v, err
}
