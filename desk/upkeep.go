package desk

import (
	"context"
	"time"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
)

const (
	// upkeepEvery is how often the records are looked after while a desk is open.
	upkeepEvery = 24 * time.Hour
	// breath is what others have between two portions of what is deleted.
	breath = 20 * time.Millisecond
)

// Clock is what is known of the machine's clock.
func (o Outside) Clock() records.Clock {
	kept := o.Synchronised
	if kept == nil {
		kept = synchronised
	}
	return records.Clock{Now: o.Now(), Built: o.Built, Synchronised: kept()}
}

// compareClock compares the clock with the records, and tells people where they disagree.
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

// examine looks whether the whole file is what was written.
func (s *Station) examine(ctx context.Context) {
	if err := s.store.Examine(ctx); err != nil && ctx.Err() == nil {
		s.log.Error("the records could not be examined", "kind", string(identity.KindOf(err)))
	}
	s.reportNotices()
}

// reportNotices logs what has befallen the file since the last time, and has it shown.
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

// keep does in the background what keeps the records whole and promised times.
func (s *Station) keep(ctx context.Context) {
	s.tidy(ctx)
	s.examine(ctx)
}

// tidy deletes the records that are older than the notice promises to keep
// them, where the clock may be believed. That it cannot be done is no reason to
// turn a guest away.
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

// reportState has the window show how the records are.
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
	if s.clock != nil && s.clock.Kind == identity.Clock {
		return session.JournalClock
	}
	return session.JournalFine
}

// Notices are what an operator has to know of the records.
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

// forget deletes in portions, between which others write. When ctx ends it
// stops after the first.
func (s *Station) forget(ctx context.Context, before time.Time) (deleted int, err error) {
	for {
		n, err := s.store.Forget(ctx, before)
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
