package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/records"
	"facedesk/ui/text"
	"facedesk/verify"
)

// Days is a stretch of business days.
type Days struct {
	First, Last string    // their names, both included
	From, To    time.Time // the moments at which they begin and end
}

// Days reads the first and the last day (2026-11-28). An empty one is the current
// business day.
func (in *Installation) Days(first, last string, now time.Time) (Days, bool) {
	today := config.BusinessDay(in.Settings, now)
	begin := func(day string) (time.Time, bool) {
		if day == "" {
			return today, true
		}
		at, err := time.ParseInLocation(time.DateOnly, day, identity.China())
		evening := time.Date(at.Year(), at.Month(), at.Day(), 23, 59, 59, 0, identity.China())
		return config.BusinessDay(in.Settings, evening), err == nil
	}
	from, ok := begin(first)
	until, ok2 := begin(last)
	if !ok || !ok2 || until.Before(from) {
		return Days{}, false
	}
	return Days{records.DayOf(from), records.DayOf(until), from, until.AddDate(0, 0, 1)}, true
}

// PersonKeys returns the keys of everybody whose document has this number, demos
// included.
func (in *Installation) PersonKeys(ctx context.Context, o Outside, number string) ([]string, error) {
	key, err := in.HashKey(ctx, o)
	if err != nil {
		return nil, err
	}
	return append(records.PersonKeys(key, number), records.PersonKeys([]byte(verify.DemoHashKey), number)...), nil
}

// Search returns the filter for what somebody typed: a document number, by the
// person's key, or a name, whole or masked.
func (in *Installation) Search(ctx context.Context, o Outside, typed string) (records.Filter, error) {
	typed = strings.TrimSpace(typed)
	switch {
	case strings.ContainsRune(typed, '*'):
		return records.Filter{Name: typed}, nil
	case strings.ContainsAny(identity.NormaliseNumber(typed), "0123456789"):
		keys, err := in.PersonKeys(ctx, o, typed)
		return records.Filter{Persons: keys}, err
	}
	name := identity.NormaliseName(typed)
	if name == "" {
		return records.Filter{}, identity.Bad("", identity.Say("没有输入姓名或号码，没有查询。", "No name and no number was entered. Nothing was searched."))
	}
	return records.Filter{Name: identity.MaskName(name)}, nil
}

// Purge deletes the records that are older than the notice promises, unless the
// clock is in doubt.
func (in *Installation) Purge(ctx context.Context, store records.Store, clock records.Clock, who string) (deleted int, err error) {
	if err := store.Doubt(ctx, clock); err != nil {
		return 0, err
	}
	before := clock.Now.AddDate(0, 0, -in.Settings.Int(config.KeyRetentionDays))
	for ctx.Err() == nil {
		e := in.Event(clock.Now)
		e.Clerk = who
		n, err := store.Forget(ctx, before, e)
		deleted += n
		if n == 0 || err != nil {
			return deleted, err
		}
	}
	return deleted, nil
}

// NoticeVersion names the notice that a guest is shown before data goes to a
// service: its language, and the beginning of a hash of its texts and of what the
// settings put into them. Without a language it is that of the settings.
func (in *Installation) NoticeVersion(code, language string) string {
	h := sha256.New()
	v, guest := in.Settings.Provider(code), in.guestLanguage(language)
	for _, said := range []string{
		in.Settings.String(config.KeyCompany), in.Settings.String(config.KeyPhone), guest.Contact,
		guest.Reason, fmt.Sprint(in.Settings.Int(config.KeyRetentionDays)),
		v.String(providers.KeyRecipient), v.String(providers.KeyContact), v.String(providers.KeyPrivacyURL), in.noticedOperator(),
	} {
		fmt.Fprintf(h, "%q\n", said)
	}
	for _, said := range text.NoticeTexts(guest) {
		fmt.Fprintf(h, "%q\n", said)
	}
	return guest.Code + "-" + hex.EncodeToString(h.Sum(nil)[:4])
}

// noticedOperator returns who keeps the shared records, "" if none are shared.
func (in *Installation) noticedOperator() string {
	if !in.Shares() {
		return ""
	}
	return in.Settings.String(config.KeyOperator)
}

// Consented notes the consent to a check from the command line.
func (s *Station) Consented(ctx context.Context, c identity.Consent, face, demo bool) error {
	return s.note(ctx, s.outside.Now(), records.Event{
		Event: records.EventGiven, Provider: c.Recipient, By: c.By, Face: face, Demo: demo, Notice: s.NoticeVersion(c.Recipient, ""),
	})
}
