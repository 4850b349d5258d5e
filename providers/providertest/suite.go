package providertest

import (
	"errors"
	"strings"
	"testing"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
)

// Run runs the whole suite.
func Run(t *testing.T, s Service) {
	fixtures := load(t, s)
	t.Run("descriptor", func(t *testing.T) { testDescriptor(t, s.Entry.Descriptor) })
	t.Run("fixtures", func(t *testing.T) {
		for _, f := range fixtures {
			t.Run(strings.TrimSuffix(f.File, ".txtar"), func(t *testing.T) { testFixture(t, s, f) })
		}
	})
	t.Run("missing secret", func(t *testing.T) { testMissingSecret(t, s) })
	t.Run("attempts", func(t *testing.T) { testAttempts(t, s) })
	t.Run("transport error", func(t *testing.T) { testTransportError(t, s) })
	t.Run("http status", func(t *testing.T) { testStatus(t, s, fixtures) })
	t.Run("echoes", func(t *testing.T) { testEchoes(t, s, fixtures) })
	t.Run("framing", func(t *testing.T) { testFraming(t, s, fixtures) })
	t.Run("mutations", func(t *testing.T) { testMutations(t, s, fixtures) })
}

func testDescriptor(t *testing.T, d providers.Descriptor) {
	if d.Code == "" || d.Homepage == "" || len(d.Documents) == 0 || len(d.Secrets) == 0 {
		t.Errorf("incomplete descriptor %q", d.Code)
	}
	texts := []identity.Text{d.Name, d.Recipient.Name}
	for _, f := range d.Settings {
		texts = append(texts, f.Label, f.Help)
	}
	for _, f := range d.Secrets {
		texts = append(texts, f.Label, f.Help)
	}
	for _, text := range texts {
		if text.ZH == "" || text.EN == "" {
			t.Errorf("a text lacks a language: %+v", text)
		}
	}
	if d.Face != (d.Portrait.Limit() > 0) {
		t.Errorf("a service compares a face if and only if it has a portrait limit")
	}
	if d.Face && d.Defaults().Int(providers.KeyMaxBytes) != d.Portrait.Limit() {
		t.Errorf("max_bytes defaults to %d, the portrait spec allows %d", d.Defaults().Int(providers.KeyMaxBytes), d.Portrait.Limit())
	}
}

func testFixture(t *testing.T, s Service, f Fixture) {
	c := &caller{answer: f.Answer}
	v, err := s.make(c, f.Settings).Verify(t.Context(), s.request())
	if len(c.calls) != 1 {
		t.Fatalf("%d calls for one check", len(c.calls))
	}
	checkError(t, s, err)
	got := describe(v, err)
	for key, want := range f.Verdict {
		if got[key] != want {
			t.Errorf("%s is %q, want %q", key, got[key], want)
		}
	}
	if f.Verdict["outcome"] == "" && f.Verdict["kind"] == "" || f.Verdict["charged"] == "" {
		t.Error("the fixture does not say outcome or kind, and charged")
	}
	testRequest(t, f, c.calls[0])
}

func testRequest(t *testing.T, f Fixture, call paidcall.Call) {
	request, err := render(call)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := f.renew(request); err != nil {
			t.Fatal(err)
		}
		return
	}
	if request != f.Request {
		t.Errorf("request\n%s\nwant\n%s", request, f.Request)
	}
}

// checkError checks every error after an answer: an *identity.Error with a kind
// and both languages, marked as sent, without data of the subject and without
// secrets.
func checkError(t *testing.T, s Service, err error) {
	t.Helper()
	if err == nil {
		return
	}
	var e *identity.Error
	if !errors.As(err, &e) || e.Kind == "" || e.What.ZH == "" || e.What.EN == "" {
		t.Fatalf("not a complete *identity.Error: %#v", err)
	}
	if !e.Sent {
		t.Errorf("the service answered, and the error says that nothing was sent: %v", e)
	}
	private := []string{s.Subject.Name, s.Subject.Document.Number}
	for _, secret := range s.Secrets {
		private = append(private, secret)
	}
	for _, p := range private {
		if len(p) > 1 && strings.Contains(e.Full().ZH+e.Full().EN, p) {
			t.Errorf("an error text holds private data")
		}
	}
}

func testMissingSecret(t *testing.T, s Service) {
	for missing := range s.Secrets {
		poor := s
		poor.Secrets = map[string]string{}
		for k, v := range s.Secrets {
			if k != missing {
				poor.Secrets[k] = v
			}
		}
		c := &caller{}
		_, err := poor.make(c, nil).Verify(t.Context(), s.request())
		if !errors.Is(err, ErrNoSecret) || len(c.calls) != 0 {
			t.Errorf("without %s: %v after %d calls, want the store's error and no call", missing, err, len(c.calls))
		}
	}
}

func testTransportError(t *testing.T, s Service) {
	want := &identity.Error{Kind: identity.UnknownOutcome}
	c := &caller{err: want}
	v, err := s.make(c, nil).Verify(t.Context(), s.request())
	if !errors.Is(err, want) || v.Outcome != identity.Inconclusive || len(c.calls) != 1 {
		t.Errorf("got %v, %v after %d calls", v.Outcome, err, len(c.calls))
	}
}

// testStatus sends every positive body with every other HTTP status.
func testStatus(t *testing.T, s Service, fixtures []Fixture) {
	for _, f := range positives(t, s, fixtures) {
		for status := 100; status < 1000; status++ {
			a := f.Answer
			a.Status = status
			v, err := s.ask(t, a, f.Settings)
			checkError(t, s, err)
			if status != 200 && (v.Outcome == identity.Match || v.Outcome == identity.IdentityMatch) {
				t.Errorf("HTTP %d with the body of %s passes", status, f.File)
			}
		}
	}
}

// positives returns the fixtures of the positive row. There must be one.
func positives(t *testing.T, s Service, fixtures []Fixture) []Fixture {
	t.Helper()
	var out []Fixture
	for _, f := range fixtures {
		if f.Verdict["outcome"] == s.best().String() {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		t.Fatalf("no fixture with outcome %s", s.best())
	}
	return out
}

// testAttempts: no id of an attempt makes an adapter panic under any settings.
// It makes one call, or says why it makes none.
func testAttempts(t *testing.T, s Service) {
	settings := []providers.Values{nil}
	for _, f := range s.Entry.Descriptor.Settings {
		for _, choice := range f.Choices {
			if f.Type == providers.TypeChoice {
				settings = append(settings, providers.Values{f.Key: choice})
			}
		}
	}
	for _, id := range []string{"", "-", "7", "0123456", "not-a-uuid", attempt[1:], attempt + "0", strings.Repeat("z", 36), strings.Repeat("é", 100)} {
		for _, chosen := range settings {
			req := s.request()
			req.Attempt = id
			c := &caller{answer: paidcall.Answer{Status: 200, Body: []byte("{}")}}
			if _, err := s.make(c, chosen).Verify(t.Context(), req); len(c.calls) != 1 && (err == nil || len(c.calls) > 1) {
				t.Errorf("attempt %q: %d calls, %v", id, len(c.calls), err)
			}
		}
	}
}
