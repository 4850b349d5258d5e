package cli

import (
	"time"

	"facedesk/ui/session"
)

// clock implements session.Clock.
type clock struct {
	now    func() time.Time
	begun  time.Time
	passed func() time.Duration // goes on in sleep; nil where there is no such clock
}

func newClock(now func() time.Time) clock { return clock{now: now, begun: now(), passed: sleepless()} }

// Now returns the moment. Go's monotonic reading stands still while the machine
// sleeps.
func (c clock) Now() session.Moment {
	now := c.now()
	m := session.Moment{Wall: now, Awake: now.Sub(c.begun)}
	m.Passed = m.Awake
	if c.passed != nil {
		m.Passed = c.passed()
	}
	return m
}
