package session

import "time"

// Clock tells the time.
type Clock interface{ Now() Moment }

// Moment is one instant on the machine's clocks, which may disagree.
type Moment struct {
	// Wall is the calendar's. Records use it. People may set it.
	Wall time.Time
	// Awake grows while the machine is awake and stands still while it sleeps.
	// It cannot be set.
	Awake time.Duration
	// Passed grows like Awake and in sleep too. Where a system has no such clock
	// it is the same as Awake.
	Passed time.Duration
}

// sleepGap is how much Passed must gain on Awake from one message to the next to
// count as sleep. Two readings of clocks at work are never that far apart.
const sleepGap = time.Second

// clocks are the times that the flow goes by, each for its own rules.
type clocks struct {
	last Moment
	// awake is the time awake. Cameras, keys and answers go by it.
	awake time.Time
	// elapsed is the time after which somebody is to be forgotten. From one message
	// to the next it grows by what the fastest clock says: a clock that stands
	// still or is set back does not keep a customer on the screen, and one that is
	// set forward only clears early.
	elapsed time.Time
}

func newClocks(at Moment) clocks {
	begin := time.Unix(0, 0)
	return clocks{last: at, awake: begin, elapsed: begin}
}

// advance takes in a moment and reports whether the machine slept before it.
func (c clocks) advance(at Moment) (clocks, bool) {
	awake := max(at.Awake-c.last.Awake, 0)
	passed := max(at.Passed-c.last.Passed, 0)
	wall := at.Wall.Round(0).Sub(c.last.Wall.Round(0)) // without the monotonic reading
	return clocks{last: at, awake: c.awake.Add(awake), elapsed: c.elapsed.Add(max(awake, passed, wall))}, passed-awake > sleepGap
}
