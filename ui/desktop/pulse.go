package desktop

import (
	"sync/atomic"
	"time"
)

const (
	// tick is the interval at which the session gets the time while something happens, and
	// at which the windows are put back over their monitors.
	tick = 250 * time.Millisecond
	// restTick is the interval of a window at rest.
	restTick = time.Second
	// restAfter is how long nothing may have happened before a window is at rest.
	restAfter = 3 * time.Second
)

// pulse says which ticks reach the session: all while something happens, and one a
// second at rest.
type pulse struct {
	lively  atomic.Int32 // ticks before the window is at rest
	skipped int          // since the last one that was due
	last    time.Time
}

// stir says that something happened.
func (p *pulse) stir() { p.lively.Store(int32(restAfter / tick)) }

// due reports whether the tick of a time is passed on. It is called for each tick, on one
// goroutine. One that comes late by the wall clock is always due: the machine may have slept.
func (p *pulse) due(at time.Time) bool {
	late := at.Round(0).Sub(p.last.Round(0)) > 2*tick
	p.last = at
	if p.lively.Load() > 0 {
		p.lively.Add(-1)
		p.skipped = 0
		return true
	}
	p.skipped++
	if p.skipped < int(restTick/tick) && !late {
		return false
	}
	p.skipped = 0
	return true
}
