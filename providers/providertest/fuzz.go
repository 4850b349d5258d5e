package providertest

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"facedesk/identity"
	"facedesk/providers/paidcall"
)

// Fuzz feeds arbitrary answers to the adapter. positive is an oracle
// independent of the adapter: it reports whether a decoded body is the
// documented positive answer. Nothing else may pass anybody.
func Fuzz(f *testing.F, s Service, positive func(body map[string]any) bool) {
	for _, fixture := range load(f, s) {
		f.Add(fixture.Answer.Status, fixture.Answer.Body)
	}
	best := positiveSettings(f, s)
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		v, err := s.ask(t, paidcall.Answer{Status: status, Body: body, Header: map[string][]string{}}, best)
		checkError(t, s, err)
		if v.Outcome != identity.Match && v.Outcome != identity.IdentityMatch {
			return
		}
		var decoded map[string]any
		if v.Outcome != s.best() || status != 200 || json.Unmarshal(body, &decoded) != nil || !positive(decoded) || s.elsewhose(decoded) {
			t.Errorf("HTTP %d passes: %q", status, body)
		}
	})
}

// elsewhose reports a body that contains a complete number or serial of another
// person, in plain letters and digits.
func (s Service) elsewhose(body map[string]any) bool {
	for path, echo := range s.Echoes {
		want := map[Echo]string{EchoNumber: s.Subject.Document.Number, EchoSerial: strings.ReplaceAll(attempt, "-", "")}[echo]
		var at any = body
		for key := range strings.SplitSeq(path, ".") {
			m, _ := at.(map[string]any)
			at = m[key]
		}
		said, _ := at.(string)
		if want != "" && plainNumber.MatchString(said) && !strings.Contains(strings.ToUpper(said), "XX") && !strings.EqualFold(said, want) {
			return true
		}
	}
	return false
}

var plainNumber = regexp.MustCompile(`^[0-9A-Za-z]+$`)

// positiveSettings returns the settings for the positive row.
func positiveSettings(f *testing.F, s Service) map[string]any {
	for _, fixture := range load(f, s) {
		if fixture.Verdict["outcome"] == s.best().String() {
			return fixture.Settings
		}
	}
	f.Fatal("no positive fixture")
	return nil
}
