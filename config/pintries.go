package config

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// PINTries slows down the guessing of a PIN. After five wrong PINs in a row,
// the next try must wait 30 seconds. Each further wrong PIN doubles the wait,
// up to ten minutes.
//
// It is a value that the caller keeps. The zero value means no wrong PIN.
// Return to it after a right PIN. Check one PIN at a time.
type PINTries struct {
	wrong int
	last  time.Time
}

const (
	freeTries  = 5
	firstPause = 30 * time.Second
	maxPause   = 10 * time.Minute
)

// worst is a number of wrong PINs at which the pause has its full length.
const worst = freeTries + 5

// LostTries returns a value to use if the tries are lost. The longest pause
// begins at now.
func LostTries(now time.Time) PINTries { return PINTries{worst, now} }

// Wrong returns the tries after one more wrong PIN, checked at now.
func (t PINTries) Wrong(now time.Time) PINTries { return PINTries{min(t.wrong, worst) + 1, now} }

// Settled returns the tries with a last try that is not after now. If the clock
// was set back, the whole pause begins again at now. Otherwise the pause would
// last until the clock reaches the old time.
func (t PINTries) Settled(now time.Time) PINTries {
	if t.last.After(now) {
		t.last = now
	}
	return t
}

// Same reports whether both values have the same last try and number of tries.
func (t PINTries) Same(other PINTries) bool {
	return t.wrong == other.wrong && t.last.Equal(other.last)
}

// Wait returns how long no PIN may be checked, or 0. It is never longer than
// the whole pause, even if the clock was set back.
func (t PINTries) Wait(now time.Time) time.Duration {
	pause := t.pause()
	return min(max(pause-now.Sub(t.last), 0), pause)
}

func (t PINTries) pause() time.Duration {
	if t.wrong < freeTries {
		return 0
	}
	return min(firstPause<<min(t.wrong-freeTries, 5), maxPause) // 30 s << 5 is more than the limit
}

// MarshalText encodes the tries, so that they survive a restart of the program.
func (t PINTries) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%d %s\n", t.wrong, t.last.UTC().Format(time.RFC3339Nano)), nil
}

// UnmarshalText decodes what MarshalText returned.
func (t *PINTries) UnmarshalText(text []byte) error {
	wrong, last, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	n, err := strconv.Atoi(wrong)
	if err != nil || n < 0 {
		return fmt.Errorf("config: %q is no number of tries", wrong)
	}
	at, err := time.Parse(time.RFC3339Nano, last)
	if err != nil {
		return fmt.Errorf("config: the time of the last try: %w", err)
	}
	*t = PINTries{n, at}
	return nil
}
