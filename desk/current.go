package desk

import (
	"context"
	"sync"
	"time"

	"facedesk/ui/session"
)

// Current is the station of the settings last loaded. The zero value has none
// yet.
type Current struct {
	mu      sync.Mutex // of the fields alone: stations are opened and closed without it
	station *Station
	offered []session.Service // by that station
}

// get is the station, nil before the first.
func (c *Current) get() *Station {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.station
}

// use is get for what takes its time: the station stays open until done, though
// the settings are loaded anew. There must be one.
func (c *Current) use() (s *Station, done func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.station.users.Add(1)
	return c.station, c.station.users.Done
}

// services are the station with what it offers.
func (c *Current) services() (*Station, []session.Service) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.station, c.offered
}

// replace puts a station in the place of the last one, which is closed when
// nobody uses it any more.
func (c *Current) replace(s *Station, offered []session.Service) {
	c.mu.Lock()
	old := c.station
	c.station, c.offered = s, offered
	c.mu.Unlock()
	if old == nil {
		return
	}
	go func() {
		old.users.Wait()
		old.Close()
	}()
}

// Close closes the station. What it was asked meanwhile fails.
func (c *Current) Close() {
	if s := c.get(); s != nil {
		s.Close()
	}
}

// Shown logs the course of the window, which names nobody, for whoever is asked
// what went on at the desk. It begins when the settings are known.
func (c *Current) Shown(screen session.Screen) {
	if s := c.get(); s != nil && screen != session.Starting {
		s.log.Info("screen", "name", string(screen))
	}
}

// UpkeepDaily looks after the records of a desk that is never switched off, and
// so keeps the notice's promise, until ctx ends.
func (c *Current) UpkeepDaily(ctx context.Context) {
	every := time.NewTicker(upkeepEvery)
	defer every.Stop()
	for {
		select {
		case <-every.C:
			c.upkeep(ctx)
		case <-ctx.Done():
			return
		}
	}
}

func (c *Current) upkeep(ctx context.Context) {
	if c.get() == nil { // nothing was set up yet
		return
	}
	s, done := c.use()
	defer done()
	s.compareClock(ctx)
	s.keep(ctx)
}
