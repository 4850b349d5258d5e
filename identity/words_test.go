package identity

import (
	"errors"
	"fmt"
	"testing"
)

func TestOutcomeNames(t *testing.T) {
	for o := Inconclusive; o <= NoReference; o++ {
		if got, ok := ParseOutcome(o.String()); got != o || !ok {
			t.Errorf("%v became %v", o, got)
		}
	}
	for _, o := range []Outcome{-1, NoReference + 1} {
		if o.String() != "inconclusive" {
			t.Errorf("%d reads as %s", int(o), o)
		}
	}
	if o, ok := ParseOutcome("MATCH"); o != Inconclusive || ok {
		t.Error(o)
	}
}

func TestChargedNames(t *testing.T) {
	for _, c := range []Charged{ChargedUnknown, ChargedYes, ChargedNo} {
		if got, ok := ParseCharged(c.String()); got != c || !ok {
			t.Errorf("%v became %v", c, got)
		}
	}
	if c, ok := ParseCharged("true"); c != ChargedUnknown || ok {
		t.Error(c)
	}
}

func TestPortraitSpec(t *testing.T) {
	for _, c := range []struct {
		spec  PortraitSpec
		limit int
	}{
		{PortraitSpec{}, 0},
		{PortraitSpec{MaxBytes: 51200}, 51200},
		{PortraitSpec{MaxBase64Chars: 51200}, 38400},
		{PortraitSpec{MaxBase64Chars: 51203}, 38400},
		{PortraitSpec{MaxBytes: 30000, MaxBase64Chars: 51200}, 30000},
		{PortraitSpec{MaxBytes: 51200, MaxBase64Chars: 51200}, 38400},
	} {
		if got := c.spec.Limit(); got != c.limit {
			t.Errorf("%+v: limit %d, want %d", c.spec, got, c.limit)
		}
		if !c.spec.Fits(Portrait{JPEG: make([]byte, c.limit)}) {
			t.Errorf("%+v refuses its own limit", c.spec)
		}
		if over := (Portrait{JPEG: make([]byte, c.limit+1)}); c.limit > 0 && c.spec.Fits(over) {
			t.Errorf("%+v takes %d bytes", c.spec, len(over.JPEG))
		}
	}
	if !(Portrait{}).Empty() || (Portrait{JPEG: []byte{1}}).Empty() {
		t.Error("Empty")
	}
}

func TestConsentCovers(t *testing.T) {
	for _, c := range []struct {
		consent  Consent
		provider string
		want     bool
	}{
		{Consent{Recipient: "slsj", By: BySelf}, "slsj", true},
		{Consent{Recipient: "slsj", By: ByGuardian}, "slsj", true},
		{Consent{Recipient: "slsj", By: BySelf}, "wapi", false},
		{Consent{Recipient: "slsj"}, "slsj", false},
		{Consent{By: BySelf}, "", false},
		{Consent{}, "", false},
	} {
		if got := c.consent.Covers(c.provider); got != c.want {
			t.Errorf("%+v for %q: %v", c.consent, c.provider, got)
		}
	}
}

func TestErrorKinds(t *testing.T) {
	cause := errors.New("cause")
	e := Bad(FieldPhoto, Say("照片", "photo"))
	e.Cause = cause
	wrapped := fmt.Errorf("sent: %w", e)
	if KindOf(wrapped) != BadInput || KindOf(cause) != "" || !errors.Is(wrapped, cause) || e.Error() != "photo Nothing was sent or charged." {
		t.Error(wrapped)
	}
	if e.What.In(Chinese) != "照片" || e.What.In("") != "照片" || e.What.In(English) != "photo" {
		t.Error(e.What)
	}
	seen := map[Kind]bool{}
	for _, k := range Kinds() {
		if seen[k] || k == "" {
			t.Errorf("kind %q twice or empty", k)
		}
		seen[k] = true
	}
}
