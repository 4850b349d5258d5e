package desktop

import (
	"cmp"
	"slices"
	"sync"
)

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
	// lateLimit is how long an input method may take for a character, in milliseconds.
	lateLimit = 2000
)

// spareKeys joins the presses of spare keys with their characters.
type spareKeys struct {
	strike func()          // notes that a character is to come
	write  func(rune)      // hands a character to the window
	place  func(rune) bool // puts one among those of other keys; false where none was noted

	mu    sync.Mutex
	spare map[uint8]bool // the keycodes without a meaning
	chars map[keyPress]rune

	// These are for the user-interface thread alone.
	down     keyPress // the last key, while its character has not come
	own      bool     // the last thing was a press: a character now is that key's
	composes bool     // an input method gets each key first, and its character comes some keys later
	handed   []rune   // handed over without the window's own lookup, which may still find them
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

func (s *spareKeys) isSpare(code uint8) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.spare[code]
}

// press begins a press. An earlier one's character should have come by now.
func (s *spareKeys) press(p keyPress) {
	s.settle()
	if p.at-s.down.at > lateLimit {
		s.handed = nil
	}
	s.down, s.own = p, true
	if s.isSpare(p.code) {
		s.strike()
	}
}

// release ends a press.
func (s *spareKeys) release() {
	s.settle()
	s.own = false
}

// settle hands over the character that the window has not found itself. With an input
// method, characters of the keys before may still be to come.
func (s *spareKeys) settle() {
	char := s.take(s.down)
	if char == 0 {
		return
	}
	s.handed = append(s.handed, char)
	if !s.composes || !s.place(char) {
		s.write(char)
	}
}

// char hands over a character that the window has found. It may be that of a
// later press of the same key.
func (s *spareKeys) char(found rune) {
	own := s.own && !s.composes
	s.own, s.composes = false, !own
	if !own && s.again(found) {
		return
	}
	if own {
		found = cmp.Or(s.take(s.down), found)
		s.down.code = 0 // its release may find the character once more
	}
	s.write(found)
}

// again drops what the window finds of a press that the other connection found too. It
// may find the character of a later press of the same key, which that one brings.
func (s *spareKeys) again(found rune) bool {
	if s.waits(found, func(p keyPress) bool { return p == s.down }) {
		s.settle()
	}
	i := slices.Index(s.handed, found)
	if i < 0 && len(s.handed) > 0 && s.waits(found, func(keyPress) bool { return true }) {
		i = 0
	}
	if i < 0 {
		return false
	}
	s.handed = slices.Delete(s.handed, i, i+1)
	return true
}

// waits reports whether the character of one of these presses is this one.
func (s *spareKeys) waits(char rune, of func(keyPress) bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for p, c := range s.chars {
		if c == char && of(p) {
			return true
		}
	}
	return false
}
