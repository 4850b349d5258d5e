package identity

import "time"

// beijing is the time of all China. It has no summer time, so that no table of
// zones is needed.
var beijing = time.FixedZone("CST", 8*60*60)

// China is the zone of every day: of documents, of business days and of bills.
// The zone of the machine decides none of them, since any user can set it by a
// variable.
func China() *time.Location { return beijing }

// Day returns the day that a moment is in China, at midnight UTC: dates of birth
// and expiry are China's, whatever the machine's zone.
func Day(now time.Time) time.Time {
	y, m, d := now.In(beijing).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// isAfter reports whether a date at midnight UTC is after today.
func isAfter(date, today time.Time) bool { return date.After(Day(today)) }
