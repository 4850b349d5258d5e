package desk

import (
	"time"

	"facedesk/ui/session"
)

// Clock implements session.Clock.
type Clock struct {
	now    func() time.Time
	begun  time.Time
	passed func() time.Duration // goes on while the machine sleeps; nil if the system has no such clock
}

// NewClock returns a clock that begins now. now returns the wall clock's time
// with Go's monotonic reading.
func NewClock(now func() time.Time) Clock { return Clock{now: now, begun: now(), passed: sleepless()} }

// Now returns the current moment. Go's monotonic reading stands still while the
// machine sleeps.
func (c Clock) Now() session.Moment {
	now := c.now()
	m := session.Moment{Wall: now, Awake: now.Sub(c.begun)}
	m.Passed = m.Awake
	if c.passed != nil {
		m.Passed = c.passed()
	}
	return m
}
