package config

import (
	"testing"
	"time"
)

func TestBusinessDay(t *testing.T) {
	place, _ := time.LoadLocation("Asia/Shanghai")
	for _, c := range []struct{ start, now, want string }{
		{"00:00", "2026-03-02 00:00", "2026-03-02 00:00"},
		{"06:00", "2026-03-02 05:59", "2026-03-01 06:00"},
		{"06:00", "2026-03-02 06:00", "2026-03-02 06:00"},
		{"23:30", "2026-03-01 00:10", "2026-02-28 23:30"},
	} {
		src := Sources{Schema: NewSchema(nil), Env: []string{"FACEDESK_GUARD_DAY_START=" + c.start}}
		now, err := time.ParseInLocation("2006-01-02 15:04", c.now, place)
		must(t, err)
		if got := BusinessDay(loaded(t, src), now).Format("2006-01-02 15:04"); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
	for _, bad := range []string{"24:00", "6", "noon", "06:60"} {
		_, err := Load(Sources{Schema: NewSchema(nil), Env: []string{"FACEDESK_GUARD_DAY_START=" + bad}})
		refused(t, err, "a time of day")
	}
}
