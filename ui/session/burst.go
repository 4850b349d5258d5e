package session

import (
	"slices"
	"time"
)

// A reader that acts as a keyboard types a whole line with its Enter faster than
// any hand. That Enter may end the claim on the desk; nothing else that such a
// burst holds does anything.
const (
	// BurstKeys is how many keys make a burst.
	BurstKeys = 6
	// BurstGap is the mean time between them below which no hand typed them. A
	// mean, for the window takes keys in clumps while it draws. Readers and
	// xdotool leave 1 to 12 ms, the fastest typists 60.
	BurstGap = 30 * time.Millisecond
	// burstMemory is how many keys are remembered.
	burstMemory = 20
	// handPause is the shortest time in which a hand goes from the keyboard to a scanner.
	handPause = 200 * time.Millisecond
)

// strokes are the times of the last keys that went down, the newest last; the
// zero time is none.
type strokes [burstMemory]time.Time

// with adds a key.
func (s strokes) with(at time.Time) strokes {
	copy(s[:], s[1:])
	s[burstMemory-1] = at
	return s
}

// burst reports whether the newest key was typed by a machine: it and at least
// BurstKeys-1 before it came too fast.
func (s strokes) burst() bool {
	newest := s[burstMemory-1]
	for n := BurstKeys; n <= burstMemory; n++ {
		first := s[burstMemory-n]
		if !first.IsZero() && newest.Sub(first) < time.Duration(n-1)*BurstGap {
			return true
		}
	}
	return false
}

// line reports whether a machine typed a number of 18 characters and what stood before
// it: no hand has typed a name first.
func (s strokes) line() bool {
	for i, at := range s[1:] {
		if s[i].IsZero() || at.Sub(s[i]) >= handPause {
			return false
		}
	}
	return s.burst()
}

// idleInBurst reports whether a key does nothing because a machine typed it.
// What leads from field to field of the claim, and on to the notice, works; so
// does what clears the claim, or the next guest's name would be added to it.
func (m Model) idleInBurst(k Key) bool {
	works := m.screen == Desk && slices.Contains([]Key{KeyEnter, KeyTab, KeyBackTab, KeyEscape}, k)
	return !works && m.strokes.burst()
}
