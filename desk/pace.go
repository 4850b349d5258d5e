package desk

import "time"

// slowPace is the time between two pictures of the preview where there is no
// graphics card: fifteen a second move well enough to sit by.
const slowPace = time.Second / 15

// Slow makes the preview show fewer pictures. Face finding and the shutter get as
// many as before.
func (c *Camera) Slow() { c.slow.Store(true) }

func (c *Camera) pace() time.Duration {
	if c.slow.Load() {
		return slowPace
	}
	return 0
}
