package desktop

import (
	"slices"
	"sync"
	"time"
	"unicode"

	"facedesk/ui/widgets"
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
	// lookLimit is how long the other connection may be behind the window.
	lookLimit = 30 * time.Millisecond
	// lostChar stands where nobody found the character. No name or number may hold it.
	lostChar = unicode.ReplacementChar
)

// spareKeys joins the presses of spare keys with their characters.
type spareKeys struct {
	strike func()          // notes that a character is to come
	write  func(rune)      // hands a character to the window
	place  func(rune) bool // puts one among those of other keys; false where none was noted

	news chan struct{} // something was found, or not

	mu    sync.Mutex
	spare map[uint8]bool // the keycodes without a meaning
	lent  map[uint8]bool // those that were given a character for a moment
	chars map[keyPress]rune

	// These are for the user-interface thread alone.
	down     keyPress // the last key, while its character has not come
	own      bool     // the last thing was a press: a character now is that key's
	composes bool     // an input method gets each key first, and its character comes some keys later
	untold   int      // presses of the key that is down, beside the one
	handed   []rune   // handed over without the window's own lookup, which may still find them
}

func newSpareKeys() *spareKeys {
	return &spareKeys{
		strike: widgets.StrikeNameless, place: widgets.Supply, news: make(chan struct{}, 1),
		spare: map[uint8]bool{}, lent: map[uint8]bool{}, chars: map[keyPress]rune{},
	}
}

// addSpare takes keys in that have no meaning now. A key stays one while it is lent.
func (s *spareKeys) addSpare(codes []uint8) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, code := range codes {
		s.spare[code] = true
	}
}

// forget ends what is known of spare keys. The window's own lookup then stands alone.
func (s *spareKeys) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.spare)
	clear(s.lent)
	clear(s.chars)
}

// found records the character of a press. It reports whether a spare key has
// none (0), so that it is still to be found. Call it off the user-interface
// thread.
func (s *spareKeys) found(p keyPress, char rune) (missing bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for old := range s.chars {
		if int32(p.at-old.at) > keepChars {
			delete(s.chars, old)
		}
	}
	if s.spare[p.code] && char != 0 && len(s.chars) < maxChars {
		s.chars[p], s.lent[p.code] = char, true
	}
	select {
	case s.news <- struct{}{}:
	default: // it has not heard of the last one
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

// await waits for the character of a press. It returns lostChar if it does not come.
func (s *spareKeys) await(p keyPress) rune {
	limit := time.NewTimer(lookLimit)
	defer limit.Stop()
	for {
		if char := s.take(p); char != 0 {
			return char
		}
		select {
		case <-s.news:
		case <-limit.C:
			return lostChar
		}
	}
}

func (s *spareKeys) isLent(code uint8) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lent[code]
}

func (s *spareKeys) isSpare(code uint8) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.spare[code]
}

// press begins a press. An earlier one's character should have come by now. untold is how
// many more presses of the key the window is not told of, because they came at the same
// moment.
func (s *spareKeys) press(p keyPress, untold int) {
	s.settle()
	if p.at-s.down.at > lateLimit {
		s.handed = nil
	}
	s.down, s.own = p, true
	if s.untold = 0; s.isSpare(p.code) {
		s.untold = untold
		s.strike()
	}
}

// release ends a press.
func (s *spareKeys) release() {
	s.settle()
	s.own = false
}

// settle hands over the character that the window has not found itself. A name that lacks
// one must not look whole, so a lost one leaves a mark. With an input method, characters
// of the keys before may still be to come.
func (s *spareKeys) settle() {
	p := s.down
	s.down.code = 0
	char := s.take(p)
	if char == 0 && s.isLent(p.code) {
		char = s.await(p)
	}
	if char == 0 {
		return
	}
	s.handed = append(s.handed, char)
	if !s.composes || !s.place(char) {
		s.write(char)
	}
	s.mark()
}

// mark leaves a mark for each press that the window was not told of.
func (s *spareKeys) mark() {
	for range s.untold {
		s.write(lostChar)
	}
	s.untold = 0
}

// char hands over a character that the window has found. That of a spare key may be a
// later press's, so only the other connection is believed.
func (s *spareKeys) char(found rune) {
	own, p := s.own && !s.composes, s.down
	s.own, s.composes = false, !own
	if !own && s.again(found) {
		return
	}
	if own {
		s.down.code = 0 // its release may find the character once more
		if s.isSpare(p.code) {
			found = s.await(p)
		}
	}
	s.write(found)
	s.mark()
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
