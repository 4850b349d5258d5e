package desk

import (
	"context"
	"path/filepath"
	"time"

	"facedesk/config"
	"facedesk/desk/backup"
	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
)

const (
	// upkeepEvery is the time between two rounds of upkeep while the desk is
	// open.
	upkeepEvery = 24 * time.Hour
	// breath is the pause between two portions of deletion, so that others can
	// write.
	breath = 20 * time.Millisecond
)

// Clock returns what is known about the machine's clock.
func (o Outside) Clock() records.Clock {
	kept := o.Synchronised
	if kept == nil {
		kept = synchronised
	}
	return records.Clock{Now: o.Now(), Built: o.Built, Synchronised: kept()}
}

// compareClock compares the clock with the records. If they disagree, the log
// and the window say so.
func (s *Station) compareClock(ctx context.Context) {
	err := s.store.Doubt(ctx, s.outside.Clock())
	wrong := identity.KindOf(err) == identity.Clock
	switch {
	case wrong:
		s.log.Error("clock and records disagree: no old record is deleted", "clock", s.outside.Now().Format(time.RFC3339))
	case err != nil:
		s.log.Error("the clock could not be compared with the records", "kind", string(identity.KindOf(err)))
	}
	s.mu.Lock()
	s.clock = AsIdentity(err)
	s.mu.Unlock()
	s.reportNotices()
}

// examine reads the whole file of the records and looks for damage.
func (s *Station) examine(ctx context.Context) {
	if err := s.store.Examine(ctx); err != nil && ctx.Err() == nil {
		s.log.Error("the records could not be examined", "kind", string(identity.KindOf(err)))
	}
	s.reportNotices()
}

// reportNotices logs new notices about the file of the records and shows them.
func (s *Station) reportNotices() {
	all := s.store.Notices()
	s.mu.Lock()
	fresh := all[min(s.known, len(all)):]
	s.known = len(all)
	s.mu.Unlock()
	for _, n := range fresh {
		s.log.Error("the file of the records", "was", string(n.Reason), "aside", n.Aside, "salvaged", n.Salvaged, "broken", n.Broken)
	}
	s.reportState()
}

// keep deletes old records and looks for damage, in the background.
func (s *Station) keep(ctx context.Context) {
	s.tidy(ctx)
	if err := backup.Sweep(filepath.Dir(s.Paths.RecordsFile(s.Settings)), s.outside.Now()); err != nil {
		s.log.Error("copies of an ended backup could not be removed")
	}
	s.examine(ctx)
}

// tidy deletes the records that are older than the notice promises. It does
// nothing while the clock is in doubt. A failure is logged and turns no guest
// away.
func (s *Station) tidy(ctx context.Context) {
	s.mu.Lock()
	doubted := s.clock != nil
	s.mu.Unlock()
	if doubted {
		return
	}
	days := s.Settings.Int(config.KeyRetentionDays)
	n, err := s.forget(ctx, s.outside.Now().AddDate(0, 0, -days))
	if n > 0 {
		s.log.Info("old records deleted", "count", n, "older_than_days", days)
	}
	if err != nil {
		s.log.Error("old records could not be deleted", "kind", string(identity.KindOf(err)))
	}
}

// reportState tells the window the state of the records.
func (s *Station) reportState() {
	if s.report != nil {
		s.report(session.JournalReported{State: s.journalState()})
	}
}

func (s *Station) journalState() session.JournalState {
	if notices := s.store.Notices(); len(notices) > 0 {
		return session.JournalState(notices[len(notices)-1].Reason)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.clock != nil && s.clock.Kind == identity.Clock:
		return session.JournalClock
	case s.late:
		return session.JournalLate
	}
	return session.JournalFine
}

// Notices returns what an operator has to know about the records.
func (s *Station) Notices() []identity.Text {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []identity.Text
	for _, n := range s.store.Notices() {
		out = append(out, n.Said(s.Paths.RecordsFile(s.Settings)).Text())
	}
	if s.clock != nil {
		out = append(out, s.clock.Said().Text())
	}
	return out
}

// forget deletes the records before a time in portions, with pauses in which
// others can write. When ctx ends it stops after the current portion.
func (s *Station) forget(ctx context.Context, before time.Time) (deleted int, err error) {
	for {
		n, err := s.store.Forget(ctx, before, s.Event(s.outside.Now()))
		deleted += n
		if n == 0 || err != nil {
			return deleted, err
		}
		select {
		case <-time.After(breath):
		case <-ctx.Done():
			return deleted, nil
		}
	}
}
