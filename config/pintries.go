package config

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// PINTries slows down the guessing of a PIN: after five wrong ones in a row 30
// seconds must pass, and with each further one twice as long, up to ten minutes.
// It is a value, kept by whoever asks for the PIN; the zero value has seen no try,
// and is what a right PIN leads back to. Check one PIN at a time.
type PINTries struct {
	wrong int
	last  time.Time
}

const (
	freeTries  = 5
	firstPause = 30 * time.Second
	maxPause   = 10 * time.Minute
)

// worst is a number of wrong PINs after which the pause grows no more.
const worst = freeTries + 5

// LostTries stand for tries of which nothing is known any more: the longest pause
// begins at now.
func LostTries(now time.Time) PINTries { return PINTries{worst, now} }

// Wrong returns the tries with one more wrong PIN, checked at now.
func (t PINTries) Wrong(now time.Time) PINTries { return PINTries{min(t.wrong, worst) + 1, now} }

// Settled returns the tries for a clock that has been set back behind the last
// one: the whole pause begins anew at now. It would never end otherwise.
func (t PINTries) Settled(now time.Time) PINTries {
	if t.last.After(now) {
		t.last = now
	}
	return t
}

// Same reports whether two values are of the same last try.
func (t PINTries) Same(other PINTries) bool {
	return t.wrong == other.wrong && t.last.Equal(other.last)
}

// Wait is how long no PIN may be checked yet, 0 when one may. A clock that was
// set back makes it neither shorter nor longer than the whole pause.
func (t PINTries) Wait(now time.Time) time.Duration {
	pause := t.pause()
	return min(max(pause-now.Sub(t.last), 0), pause)
}

func (t PINTries) pause() time.Duration {
	if t.wrong < freeTries {
		return 0
	}
	return min(firstPause<<min(t.wrong-freeTries, 5), maxPause) // 30 s << 5 is beyond the limit
}

// MarshalText writes the tries for a later start of the program.
func (t PINTries) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%d %s\n", t.wrong, t.last.UTC().Format(time.RFC3339Nano)), nil
}

// UnmarshalText reads what MarshalText wrote.
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
