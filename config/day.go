package config

import (
	"time"

	"facedesk/identity"
)

// checkTimeOfDay returns what is wrong with a time such as 06:00, or nil.
func checkTimeOfDay(text string) *identity.Sentences {
	if _, err := time.Parse("15:04", text); err == nil {
		return nil
	}
	return wrong("应为时间，如 06:00。", "It must be a time of day such as 06:00.")
}

// BusinessDay returns when the business day that contains now began, in China's
// time.
func BusinessDay(s *Settings, now time.Time) time.Time {
	at, _ := time.Parse("15:04", s.String(KeyDayStart)) // the day begins at midnight if the setting has no time
	now = now.In(identity.China())
	begin := time.Date(now.Year(), now.Month(), now.Day(), at.Hour(), at.Minute(), 0, 0, identity.China())
	if now.Before(begin) {
		return begin.AddDate(0, 0, -1)
	}
	return begin
}
