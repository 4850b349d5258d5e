package desk

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"facedesk/config"
	"facedesk/ui/session"
)

// Current holds the station of the settings that were loaded last. The zero
// value has no station.
type Current struct {
	Early *slog.Logger // for what happens before the first station; may be nil

	mu      sync.Mutex // guards the fields; it is not held while a station opens or closes
	station *Station
	offered []session.Service // the services that the station offers
}

// get returns the station, or nil before the first one.
func (c *Current) get() *Station {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.station
}

// use returns the station for longer work. The station stays open until done is
// called, even if the settings are loaded again. There must be a station.
func (c *Current) use() (s *Station, done func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.station.users.Add(1)
	return c.station, c.station.users.Done
}

// services returns the station and the services that it offers.
func (c *Current) services() (*Station, []session.Service) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.station, c.offered
}

// replace installs a new station. The old one is closed when its last user is
// done.
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

// Close closes the station. Work that still runs on it fails.
func (c *Current) Close() {
	if s := c.get(); s != nil {
		s.Close()
	}
}

// Shown logs which screen the window shows, so that IT can follow what happened
// at the desk. The log holds no personal data.
func (c *Current) Shown(screen session.Screen) {
	log := c.Early
	if s := c.get(); s != nil {
		log = s.log
	}
	if log != nil && screen != session.Starting {
		log.Info("screen", "name", string(screen))
	}
}

// UpkeepDaily looks after the records once a day until ctx ends. A desk that is
// never switched off keeps the notice's promise this way.
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
	if c.get() == nil { // nothing is set up yet
		return
	}
	s, done := c.use()
	defer done()
	s.compareClock(ctx)
	s.keep(ctx)
}

// HandOff returns the setting as the files have it now, so that IT can change it under
// an open window; that of the present station while they cannot be read, and "" before
// the first station.
func (c *Current) HandOff(o Outside) string {
	s := c.get()
	if s == nil {
		return ""
	}
	if in, err := o.Load(); err == nil {
		return in.Settings.String(config.KeyHandOff)
	}
	return s.Settings.String(config.KeyHandOff)
}
