package records

import (
	"strconv"
	"testing"
	"time"

	"facedesk/identity"
)

// put records an attempt that ended in a state.
func put(t *testing.T, s Store, id string, started time.Time, state State) {
	t.Helper()
	a := row(id)
	a.Person, a.Started, a.Finished = id, started, started
	begin(t, s, a, Guard{})
	if a.State = state; state == StateUnknown {
		a.Kind, a.Charged = identity.UnknownOutcome, identity.ChargedUnknown
	}
	if state != StateOpen {
		finish(t, s, a)
	}
}

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

// Forget deletes old attempts. Newer ones, open ones and unsettled ones stay.
func TestForget(t *testing.T) {
	s := openAt(t, testPath(t))
	old := noon.Add(-days(181))
	put(t, s, "old", old, StateVerdict)
	put(t, s, "open", old, StateOpen)
	put(t, s, "unknown", old, StateUnknown)
	put(t, s, "settled", old, StateUnknown)
	put(t, s, "kept", noon.Add(-days(179)), StateVerdict)
	if err := s.Settle(t.Context(), "settled", Settlement{At: noon, By: "IT"}); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Forget(t.Context(), noon.Add(-days(180)), Event{ID: "d"}); err != nil || n != 2 {
		t.Fatalf("%d deleted, %v", n, err)
	}
	var got string
	for _, a := range list(t, s, Filter{}) {
		got += a.ID + " "
	}
	if got != "kept unknown open " {
		t.Errorf("left: %s", got)
	}
}

// Forget deletes in small portions, so that others write in between.
func TestForgetGoesByPortions(t *testing.T) {
	s := openAt(t, testPath(t))
	for i := range portion + 1 {
		put(t, s, strconv.Itoa(i), noon, StateVerdict)
	}
	for _, want := range []int{portion, 1, 0} {
		if n, err := s.Forget(t.Context(), noon.Add(time.Millisecond), Event{ID: "d" + number(want)}); err != nil || n != want {
			t.Errorf("%d deleted, %v, want %d", n, err, want)
		}
	}
}

// Each step gives the clock's time and whether it is believed. "row" records an
// attempt at that time, and "vouch" is IT's word that the clock is right.
func TestClockAndJournal(t *testing.T) {
	type step struct {
		at   time.Duration // after noon
		do   string
		kept bool // kept by the network
		want bool // believed
	}
	for name, steps := range map[string][]step{
		"day by day":                           {{0, "row", false, true}, {days(1), "row", false, true}, {days(8), "row", false, true}},
		"before the program was made":          {{-days(400), "", false, false}, {-days(400), "vouch", false, false}},
		"before the newest row":                {{0, "row", false, true}, {-time.Hour, "", false, false}, {time.Hour, "", false, true}},
		"a little back":                        {{0, "row", false, true}, {-time.Minute, "", false, true}},
		"set ahead":                            {{0, "row", false, true}, {days(200), "", false, false}, {days(1), "", false, true}},
		"set ahead, then a check":              {{0, "row", false, true}, {days(200), "row", false, false}, {days(200), "", false, false}},
		"ahead, a check, then right":           {{0, "row", false, true}, {days(10), "row", false, false}, {days(1), "", false, false}, {days(1), "vouch", false, true}, {days(2), "row", false, true}, {days(9), "", false, true}},
		"closed for a season, network":         {{0, "row", false, true}, {days(150), "", true, true}, {days(151), "", false, true}},
		"closed for a season, IT":              {{0, "row", false, true}, {days(150), "", false, false}, {days(150), "vouch", false, true}, {days(151), "", false, true}},
		"no row for long":                      {{0, "row", false, true}, {days(5), "", false, true}, {days(8), "", false, false}},
		"a new row ahead of those known ahead": {{0, "row", false, true}, {days(10), "row", false, false}, {days(1), "vouch", false, true}, {days(11), "row", false, false}, {days(2), "", false, false}},
	} {
		t.Run(name, func(t *testing.T) {
			s := openAt(t, testPath(t))
			for i, c := range steps {
				clock := Clock{Now: noon.Add(c.at), Built: noon.Add(-days(300)), Synchronised: c.kept}
				if c.do == "row" {
					put(t, s, strconv.Itoa(i), clock.Now, StateVerdict)
				}
				err := s.Doubt(t.Context(), clock)
				if c.do == "vouch" {
					err = s.Vouch(t.Context(), clock)
				}
				if (err == nil) != c.want || err != nil && identity.KindOf(err) != identity.Clock {
					t.Errorf("step %d: %v", i, err)
				}
			}
		})
	}
}

// A file of an older version gets the time of its newest attempt.
func TestClockOfAnOlderFile(t *testing.T) {
	path := testPath(t)
	s := openAt(t, path)
	put(t, s, "1", noon, StateVerdict)
	for _, undo := range []string{"DROP TRIGGER attempts_seal", "DROP TABLE clock", "ALTER TABLE attempts DROP COLUMN uptime", "ALTER TABLE attempts DROP COLUMN seal", "ALTER TABLE events DROP COLUMN seal", "DELETE FROM goose_db_version WHERE version_id >= 4"} {
		if _, err := s.db.Exec(undo); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path)
	put(t, s, "2", noon.Add(days(200)), StateVerdict)
	if err := s.Doubt(t.Context(), Clock{Now: noon.Add(days(200))}); identity.KindOf(err) != identity.Clock {
		t.Error(err)
	}
}

// The daily limit goes by the machine's uptime where it can. A changed clock
// does not lift the limit, and a row from the future does not close it for
// ever.
func TestDailyLimitWhateverTheClock(t *testing.T) {
	hour, day := time.Hour, days(1)
	for name, c := range map[string]struct {
		row, press, rowUp, pressUp time.Duration // time and uptime
		boot                       string        // of the row; "" means the same boot as the press
		want                       bool          // it counts
	}{
		"the same hour":                  {0, hour, hour, 2 * hour, "", true},
		"clock set ahead":                {0, days(200), hour, 2 * hour, "", true},
		"clock set back":                 {days(10), 0, hour, 2 * hour, "", true},
		"clock set back, a day later":    {days(10), day, hour, 26 * hour, "", false},
		"a day later":                    {0, 25 * hour, hour, 26 * hour, "", false},
		"started anew since":             {0, hour, 9 * hour, hour, "other", true},
		"started anew, yesterday's row":  {0, 25 * hour, 9 * hour, hour, "other", false},
		"ahead, started anew since":      {days(10), 0, hour, 2 * hour, "other", true},
		"ahead, a day after the start":   {days(10), 0, hour, 25 * hour, "other", false},
		"ahead, and uptime is not known": {days(10), 0, 0, 0, "", true},
		"ago, and uptime is not known":   {0, 25 * hour, 0, 0, "", false},
		"another machine's row of today": {0, hour, days(90), days(30), "other", true},
	} {
		t.Run(name, func(t *testing.T) {
			s := openAt(t, testPath(t))
			a, b := row("a"), row("b")
			a.Started, a.Uptime = noon.Add(c.row), c.rowUp
			b.Started, b.Uptime = noon.Add(c.press), c.pressUp
			if c.boot != "" {
				a.Process.Boot = c.boot
			}
			begin(t, s, a, Guard{})
			a.State = StateVerdict
			finish(t, s, a)
			err := s.Begin(t.Context(), b, Guard{PerDay: 1})
			if (identity.KindOf(err) == identity.Guarded) != c.want {
				t.Errorf("%v", err)
			}
		})
	}
}
