package desk

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/records"
	"facedesk/records/shared"
)

const (
	// deliverEvery is how often rows are sent, erasures fetched and the database
	// compared, where nothing was written meanwhile.
	deliverEvery = time.Minute
	// gathering is how long the sender waits for more before it sends, so that it
	// does not write to the file between the begin and the end of a quick check.
	gathering = 200 * time.Millisecond
	// lateAfter is how long rows may wait until people are told.
	lateAfter = time.Hour
	// lastDelivery limits sending when the station closes.
	lastDelivery = time.Second
)

// Shares reports whether the records go to a shared database too. They do not while
// the notice cannot name who operates it.
func (in *Installation) Shares() bool {
	return in.Settings.Bool(config.KeyShared) && strings.TrimSpace(in.Settings.String(config.KeyOperator)) != ""
}

// Database returns how to read a shared database's address from the keyring.
func (in *Installation) Database(secret string) func(context.Context) (shared.Options, error) {
	return func(ctx context.Context) (shared.Options, error) {
		roots, err := in.roots()
		if err != nil {
			return shared.Options{}, err
		}
		address, err := in.Secrets.Get(ctx, secret)
		if err != nil {
			return shared.Options{}, err
		}
		return shared.Options{Address: address.Reveal(), Roots: roots}, nil
	}
}

// Link returns the link between a file and the shared database.
func (in *Installation) Link(file *records.SQLite) *shared.Link {
	return shared.NewLink(file, in.Paths.RecordsFile(in.Settings), in.Database(config.SecretDesk))
}

// share lets new rows flow, or keeps them here, as the settings say. The demo sends
// nothing itself; in a file that shares, its rows wait with the others, marked as a
// demo's.
func (s *Station) share(ctx context.Context) error {
	if !s.Shares() || s.sandbox != nil {
		o, err := s.file.Outbox(ctx)
		if err != nil || o.Since.IsZero() || s.sandbox != nil {
			return err
		}
		return s.file.Unshare(ctx)
	}
	if err := s.file.Share(ctx, s.outside.Now()); err != nil {
		return err
	}
	s.link = s.Link(s.file)
	if err := s.link.Open(ctx); err != nil {
		s.logDelivery(err)
	}
	s.store = shared.NewStore(s.link)
	return nil
}

// deliver sends what waits until ctx ends. A failure is logged once, and again when
// it is over.
func (s *Station) deliver(ctx context.Context) {
	if s.link == nil {
		return
	}
	every := time.NewTicker(deliverEvery)
	defer every.Stop()
	failing := false
	for {
		_, err := s.link.Send(ctx)
		if ctx.Err() != nil {
			return
		}
		if (err != nil) != failing {
			failing = err != nil
			s.logDelivery(err)
		}
		s.noteLate(ctx)
		select {
		case <-s.link.Woke():
			select {
			case <-time.After(gathering):
			case <-ctx.Done():
				return
			}
		case <-every.C:
		case <-ctx.Done():
			return
		}
	}
}

func (s *Station) logDelivery(err error) {
	if err == nil {
		s.log.Info("the shared database has all records")
		return
	}
	said := "" // in plain words, without the address
	if e := AsIdentity(err); e != nil {
		said = e.What.EN
	}
	s.log.Error("the shared database does not get the records", slog.String("because", said))
}

// noteLate tells people if rows have waited too long.
func (s *Station) noteLate(ctx context.Context) {
	o, err := s.file.Outbox(ctx)
	if err != nil {
		return
	}
	late := !o.Oldest.IsZero() && s.outside.Now().Sub(o.Oldest) > lateAfter
	s.mu.Lock()
	changed := s.late != late
	s.late = late
	s.mu.Unlock()
	if !changed {
		return
	}
	if late {
		s.log.Error("records have long waited for the shared database", slog.Int("rows", o.Waiting), slog.Time("oldest", o.Oldest))
	}
	s.reportState()
}

// Waiting says how much waits for the shared database.
func Waiting(o records.Outbox, now time.Time) identity.Text {
	age := "0s"
	if o.Waiting > 0 {
		age = now.Sub(o.Oldest).Round(time.Second).String()
	}
	return identity.Text{
		ZH: fmt.Sprintf("待发送到共享记录库：%d 条，最早的已等待 %s", o.Waiting, age),
		EN: fmt.Sprintf("waiting for the shared database: %d rows, the oldest for %s", o.Waiting, age)}
}

// endSharing sends what was written last, if that is quick.
func (s *Station) endSharing() {
	if s.link == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), lastDelivery)
	defer cancel()
	if o, err := s.file.Outbox(ctx); err == nil && o.Waiting > 0 {
		_, _ = s.link.Send(ctx) // what is left waits for the next start
	}
	s.link.Close()
}
