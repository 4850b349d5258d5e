package desk

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
)

// reports keeps what the window was told.
type reports struct {
	mu   sync.Mutex
	last session.JournalState
	all  int
}

func (r *reports) take(m session.Msg) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last, r.all = m.(session.JournalReported).State, r.all+1
}

func logOf(t *testing.T, home string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(home, "logs", "facedesk.log"))
	must(t, err)
	return string(b)
}

// A clock that is set 200 days ahead deletes nothing, and the desk names the
// clock as the fault. When the clock is right again or kept by the network, the
// old records are deleted, with one line in the log.
func TestAWrongClockDeletesNothing(t *testing.T) {
	o, home := installation(t, "")
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, identity.China())
	kept := false
	o.Now, o.Synchronised = func() time.Time { return now }, func() bool { return kept }
	seen := &reports{}
	open := func() *Station {
		s, err := o.Open(t.Context(), StationOptions{Report: seen.take})
		must(t, err)
		s.behind.Wait()
		return s
	}
	self, err := records.Self()
	must(t, err)
	s := open()
	a := records.Attempt{ID: "today", Started: now, Provider: "wapi", Person: "p", Process: self}
	must(t, s.store.Begin(t.Context(), a, records.Guard{}))
	a.State, a.Outcome, a.Finished = records.StateVerdict, identity.IdentityMatch, now
	must(t, s.store.Finish(t.Context(), a))
	s.Close()
	for _, c := range []struct {
		ahead int
		kept  bool
		rows  int
		state session.JournalState
	}{{200, false, 1, session.JournalClock}, {1, false, 1, session.JournalFine}, {200, true, 0, session.JournalFine}} {
		now, kept = a.Started.AddDate(0, 0, c.ahead), c.kept
		s = open()
		list, err := s.store.List(t.Context(), records.Filter{})
		must(t, err)
		if len(list) != c.rows || seen.last != c.state || (len(s.Notices()) > 0) != (c.state != session.JournalFine) {
			t.Errorf("%+v: %d rows, %q, %v", c, len(list), seen.last, s.Notices())
		}
		s.Close()
	}
	log := logOf(t, home)
	if strings.Count(log, "old records deleted") != 1 || !strings.Contains(log, `"count":1`) || strings.Count(log, "clock and records disagree") != 1 {
		t.Error(log)
	}
}

// A record holds the machine's uptime.
func TestUptimeIsRecorded(t *testing.T) {
	o, _ := installation(t, "")
	c := opened(t, o)
	if up := c.get().checkerConfig(records.Process{}).Uptime; up == nil || up() <= 0 {
		t.Error("no uptime")
	}
}

// If the file of the records is removed or damaged while the desk is open, the
// screen and the log say so until IT has seen it. Checks and decisions go on.
func TestTheDeskTellsOfItsRecords(t *testing.T) {
	for state, spoil := range map[session.JournalState]func(string) error{
		session.JournalMoved: os.Remove,
		session.JournalDamaged: func(path string) error {
			f, err := os.OpenFile(path, os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteAt(make([]byte, 100), 0)
			return errors.Join(err, f.Close())
		},
	} {
		o, home := installation(t, "")
		seen := &reports{}
		s, err := o.Open(t.Context(), StationOptions{Report: seen.take})
		must(t, err)
		s.behind.Wait()
		c := &Current{}
		c.replace(s, nil)
		must(t, s.store.Note(t.Context(), records.Event{ID: "1", At: time.Now(), Event: records.EventGiven}))
		if state == session.JournalDamaged { // at the next start
			s.Close()
		}
		must(t, spoil(s.Paths.RecordsFile(s.Settings)))
		if state == session.JournalDamaged {
			s, err = o.Open(t.Context(), StationOptions{Report: seen.take})
			must(t, err)
			s.behind.Wait()
		}
		must(t, s.store.Note(t.Context(), records.Event{ID: "2", At: time.Now(), Event: records.EventGiven}))
		s.reportNotices()
		if seen.last != state || len(s.Notices()) == 0 || s.Notices()[0].ZH == "" || strings.Count(logOf(t, home), `"was":"`+string(state)) != 1 {
			t.Errorf("%s: %q, %v\n%s", state, seen.last, s.Notices(), logOf(t, home))
		}
		must(t, s.store.Seen())
		s.reportNotices()
		if seen.last != session.JournalFine {
			t.Errorf("%s: still %q", state, seen.last)
		}
		s.Close()
	}
}
