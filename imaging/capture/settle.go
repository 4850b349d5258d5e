package capture

import "time"

const (
	// minSettling is how long cameras deliver dark pictures after opening.
	minSettling = 700 * time.Millisecond
	// maxSettling ends the wait for a steady picture that is not dark: somebody
	// may be turning on the light, or it is night.
	maxSettling = 2 * time.Second
	// rising is by how much the mean brightness grows from one look to the
	// next while the exposure adapts.
	rising = 1.04
)

// settling follows the exposure of a camera after it was opened.
type settling struct {
	opened time.Time
	light  float64
	seen   bool
	done   bool
}

// settled takes in the brightness of the next examined frame and reports
// whether the exposure has settled by then.
func (s *settling) settled(at time.Time, light float64) bool {
	if s.done {
		return true
	}
	brighter := s.seen && light > rising*s.light
	s.light, s.seen = light, true
	age := at.Sub(s.opened)
	s.done = age >= minSettling && !brighter && light >= darkScene || age >= maxSettling
	return s.done
}
