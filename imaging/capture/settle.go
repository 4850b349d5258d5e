package capture

import "time"

const (
	// minSettling is how long cameras deliver dark pictures after opening.
	minSettling = 700 * time.Millisecond
	// maxSettling limits the wait for a steady picture that is not dark. The
	// light may change, or it may be night.
	maxSettling = 2 * time.Second
	// rising is the growth of the mean brightness from one look to the next
	// while the exposure adapts.
	rising = 1.04
)

// settling follows a camera's exposure after opening.
type settling struct {
	opened time.Time
	light  float64
	seen   bool
	done   bool
}

// settled adds the brightness of the next examined frame. It reports whether
// the exposure has settled.
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
