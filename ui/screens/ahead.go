package screens

import "facedesk/ui/session"

// ahead keeps what is typed while a PIN is about to be asked for: the digits, Enter and
// Esc, in their order. A slow machine asks seconds after the key that leads to the question.
type ahead struct {
	held  bool
	typed []rune
}

// mostAhead is more than a PIN, Enter and another try.
const mostAhead = 64

// aheadKeys are the keys that answer a question.
var aheadKeys = map[session.Key]rune{session.KeyEnter: '\r', session.KeyEscape: '\x1b'}

// toDigit is what the field for a PIN makes of a character.
var toDigit = only(isDigit)

// note keeps one character.
func (a *ahead) note(r rune) {
	if d := toDigit(r); d >= 0 {
		r = d
	}
	if (isDigit(r) || r == '\r' || r == '\x1b') && len(a.typed) < mostAhead {
		a.typed = append(a.typed, r)
	}
}

// erase takes the last digit back, as in a field.
func (a *ahead) erase() {
	if n := len(a.typed); n > 0 && isDigit(a.typed[n-1]) {
		a.typed[n-1] = 0
		a.typed = a.typed[:n-1]
	}
}

// end ends the wait and forgets what was typed.
func (a *ahead) end() {
	clear(a.typed)
	a.held, a.typed = false, nil
}

// Hold keeps what is typed for the PIN that is about to be asked for. It reaches no field
// beneath. The desk can be locked, which forgets it. Release ends it. Where one question
// is waited for already, Hold does nothing and returns false.
func (s *Screens) Hold() bool {
	if s.ahead.held {
		return false
	}
	s.ahead.held = true
	s.refocus()
	return true
}

// Erase takes the last character back that reached the window's canvas.
func (s *Screens) Erase() {
	if s.ahead.held {
		s.ahead.erase()
	}
}

// Release ends Hold and calls then. If then asks for a PIN, the question gets what was
// typed; else that is forgotten.
func (s *Screens) Release(then func()) {
	s.ahead.held = false
	then()
	s.answerAhead()
	if !s.ahead.held { // the answer may be checked already, and another question may come
		s.ahead.end()
	}
	s.refocus()
}

// answerAhead types what was typed ahead into the question for a PIN.
func (s *Screens) answerAhead() {
	for len(s.ahead.typed) > 0 && !s.ahead.held && s.pin.isOpen() && s.pin.question == pinQuestion {
		r := s.ahead.typed[0]
		s.ahead.typed[0] = 0
		s.ahead.typed = s.ahead.typed[1:]
		switch r {
		case '\r':
			s.pin.key(session.KeyEnter)
		case '\x1b':
			s.pin.key(session.KeyEscape)
		default:
			s.pin.entry.Append(string(r))
			s.pin.edited(s.pin.entry.Value())
		}
	}
}
