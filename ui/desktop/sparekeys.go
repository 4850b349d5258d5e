package desktop

import "sync"

// A program that types (the software of a scanner, a keyboard on the screen)
// has no key for most characters. It gives one to a spare key, presses that key
// and takes the character away again. Xlib looks for the character when the
// window handles the key, and a window that is drawing does so too late: the
// character is lost, or is already the next one. So a connection of its own
// looks at once (watchSpareKeys), and the window uses what that has found.

// keyPress is one press of a key. All connections to a display get the same.
type keyPress struct {
	code uint8  // the keycode
	at   uint32 // the display's clock, in milliseconds
}

const (
	// maxChars limits how many characters wait for the window.
	maxChars = 16
	// keepChars is how long they wait at most, in milliseconds: they may be a
	// guest's name.
	keepChars = 10_000
)

// spareKeys joins the presses of spare keys with their characters.
type spareKeys struct {
	write func(rune) // hands a character to the window

	mu    sync.Mutex
	spare map[uint8]bool // the keycodes without a meaning
	chars map[keyPress]rune

	// These are for the user-interface thread alone.
	down     keyPress // a spare key whose character has not come
	own      bool     // the last thing was a press: a character now is that key's
	written  rune     // the last character that was handed over without the window's own lookup
	composes bool     // an input method gets each key first, and its character comes some keys later
}

func (s *spareKeys) setSpare(codes map[uint8]bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.spare, s.chars = codes, map[keyPress]rune{}
}

// found records the character of a press. It reports whether a spare key has
// none (0), so that it is still to be found. Call it off the user-interface
// thread.
func (s *spareKeys) found(p keyPress, char rune) (missing bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for old := range s.chars {
		if p.at-old.at > keepChars {
			delete(s.chars, old)
		}
	}
	if s.spare[p.code] && char != 0 && len(s.chars) < maxChars {
		s.chars[p] = char
	}
	return s.spare[p.code] && char == 0
}

// take returns the character of a press once, 0 for none.
func (s *spareKeys) take(p keyPress) rune {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer delete(s.chars, p)
	return s.chars[p]
}

// press begins a press. An earlier one's character should have come by now.
func (s *spareKeys) press(p keyPress) {
	s.settle()
	s.down, s.own, s.written = p, true, 0
}

// release ends a press.
func (s *spareKeys) release() {
	s.settle()
	s.own = false
}

// settle hands over the character that the window has not found itself.
func (s *spareKeys) settle() {
	if s.composes {
		return
	}
	if char := s.take(s.down); char != 0 {
		s.written = char
		s.write(char)
	}
}

// char hands over a character that the window has found. It may be that of a
// later press of the same key.
func (s *spareKeys) char(found rune) {
	s.composes = s.composes || !s.own
	late := !s.own && found == s.written
	if char := s.take(s.down); s.own && char != 0 {
		found = char
	}
	s.own, s.written = false, 0
	if !late {
		s.write(found)
	}
}
