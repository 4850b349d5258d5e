package session

import "facedesk/identity"

// Spoken is a sentence that is read out. The set is closed and its texts take no
// values, so nothing about a guest can be in one.
type Spoken string

// The sentences.
const (
	SpokenNotice Spoken = "notice"
	SpokenPhoto  Spoken = "photo"
	SpokenPass   Spoken = "pass" // the only result that is read out
)

// AllSpoken lists the sentences.
func AllSpoken() []Spoken { return []Spoken{SpokenNotice, SpokenPhoto, SpokenPass} }

// Key returns the key of the text.
func (s Spoken) Key() TextKey { return TextKey("voice." + s) }

// speak reads out what belongs to a screen that has just come.
func (m Model) speak(before Screen) []Cmd {
	p := m.page()
	if !m.cfg.Voice || m.screen == before || p.spoken == nil {
		return nil
	}
	said := p.spoken(m)
	if said == "" {
		return nil
	}
	return []Cmd{Speak{Said: said, Language: m.language}}
}

// spokenPass is heard for a real pass only: a demo's passes nobody, and others in the
// room need not hear of anything else.
func (m Model) spokenPass() Spoken {
	if m.passed() && !m.demo() {
		return SpokenPass
	}
	return ""
}

func alwaysSays(s Spoken) func(Model) Spoken { return func(Model) Spoken { return s } }

// Speak reads a sentence out.
type Speak struct {
	Said     Spoken
	Language identity.Language
}

func (Speak) cmd() {}
