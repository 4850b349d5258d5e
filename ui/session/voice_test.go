package session

import (
	"strings"
	"testing"

	"facedesk/identity"
)

// Nothing but fixed sentences is read out, and of the results a real pass alone.
func TestSpoken(t *testing.T) {
	for family, want := range map[Family]Spoken{FamilyPass: SpokenPass, FamilyDetails: "", FamilyNotMatch: "", FamilyUnchecked: ""} {
		for _, demo := range []bool{false, true} {
			m := New(Moment{}, identity.Chinese)
			m.cfg.Voice, m.screen = true, Verdict
			m.customer.result = result{family: family, demo: demo}
			said := Spoken("")
			for _, c := range m.speak(Checking) {
				said = c.(Speak).Said
			}
			if demo && said != "" || !demo && said != want {
				t.Errorf("family %v, demo %v: %q", family, demo, said)
			}
		}
	}
	for _, k := range AllSpoken() {
		if !strings.HasPrefix(string(k.Key()), "voice.") {
			t.Error(k.Key())
		}
	}
}

// It is off by default, and what is on the screen already is not read out again.
func TestSilent(t *testing.T) {
	m := New(Moment{}, identity.English)
	m.screen = Notice
	if got := m.speak(Desk); got != nil {
		t.Errorf("off: %v", got)
	}
	m.cfg.Voice = true
	if got := m.speak(Notice); got != nil {
		t.Errorf("again: %v", got)
	}
	if got := m.speak(Desk); len(got) != 1 || got[0] != (Speak{Said: SpokenNotice, Language: identity.English}) {
		t.Errorf("%v", got)
	}
}
