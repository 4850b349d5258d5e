package desktop

import (
	"testing"
	"time"
)

// A window at rest gets the time once a second; a window where something happens, and a
// machine that slept, at once.
func TestPulse(t *testing.T) {
	var p pulse
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	passed := func(ticks int) (due int) {
		for range ticks {
			if at = at.Add(tick); p.due(at) {
				due++
			}
		}
		return due
	}
	p.due(at)
	if got := passed(40); got != 10 {
		t.Errorf("%d of 40 ticks at rest, want 10", got)
	}
	p.stir()
	if got := passed(12); got != 12 {
		t.Errorf("%d of 12 ticks while something happens", got)
	}
	if got := passed(40); got != 10 {
		t.Errorf("%d of 40 ticks at rest again, want 10", got)
	}
	passed(1)
	at = at.Add(time.Minute)
	if got := passed(1); got != 1 {
		t.Error("the first tick after a sleep is not passed on")
	}
}
