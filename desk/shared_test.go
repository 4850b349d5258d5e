package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/config"
	"facedesk/records"
	"facedesk/ui/session"
)

// waits returns how many rows wait for the shared database after a consent was
// noted.
func waits(t *testing.T, s *Station) int {
	t.Helper()
	must(t, s.note(t.Context(), s.outside.Now(), records.Event{Event: records.EventGiven, Provider: "wapi"}))
	o, err := s.file.Outbox(t.Context())
	must(t, err)
	return o.Waiting
}

// station returns a station whose messages to the window are kept.
func station(t *testing.T, o Outside, demo bool, report func(session.Msg)) *Station {
	t.Helper()
	s, err := o.Open(t.Context(), StationOptions{Demo: demo, Report: report})
	must(t, err)
	t.Cleanup(s.Close)
	return s
}

// Rows are kept for the database only if the settings want that and the notice can
// name who keeps it; the demo's never are.
func TestWhenRecordsAreShared(t *testing.T) {
	for _, c := range []struct {
		toml  string
		demo  bool
		want  int
		asks  bool // the notice speaks of the database
		wrong bool
		named string
	}{
		{toml: "", want: 0},
		{toml: "[records]\nshared = true\n", want: 0, asks: true, wrong: true},
		{toml: "[records]\nshared = true\noperator = \"  \"\n", want: 0, asks: true, wrong: true, named: "  "},
		{toml: "[records]\nshared = true\noperator = \"某某云\"\n", want: 1, asks: true, named: "某某云"},
		{toml: "[records]\nshared = true\noperator = \"某某云\"\n", demo: true, want: 0, named: "某某云"},
	} {
		o, _ := installation(t, c.toml)
		s := station(t, o, c.demo, nil)
		if got := waits(t, s); got != c.want {
			t.Errorf("%q: %d rows wait", c.toml, got)
		}
		cfg := NewSetup(SetupOptions{Persons: func() []session.TestPerson { return nil }}).config(t.Context(), s, c.demo, s.hasKeys(t.Context()))
		if cfg.Shared != c.asks || cfg.Operator != c.named {
			t.Errorf("%q: the notice has %v %q", c.toml, cfg.Shared, cfg.Operator)
		}
		wrong := false
		for _, f := range s.Findings() {
			wrong = wrong || f.Key == config.KeyOperator
		}
		if wrong != c.wrong {
			t.Errorf("%q: %v", c.toml, s.Findings())
		}
	}
}

// Another operator is another notice.
func TestOperatorIsOfTheNotice(t *testing.T) {
	seen := map[string]bool{}
	for _, operator := range []string{"甲", "乙"} {
		o, _ := installation(t, "[records]\nshared = true\noperator = \""+operator+"\"\n")
		in, err := o.Load()
		must(t, err)
		seen[in.NoticeVersion("wapi", "")] = true
	}
	if len(seen) != 2 {
		t.Error("both notices have the same version")
	}
}

// When sharing is switched off, new rows stay here; those that waited still do.
func TestSharingSwitchedOff(t *testing.T) {
	o, home := installation(t, "[records]\nshared = true\noperator = \"甲\"\n")
	s := station(t, o, false, nil)
	waits(t, s)
	s.Close()
	must(t, os.WriteFile(filepath.Join(home, "settings.toml"), []byte("# off\n"), 0o600))
	if got := waits(t, station(t, o, false, nil)); got != 1 {
		t.Errorf("%d rows wait", got)
	}
}

// Rows that wait long are told of in the window, and measured.
func TestLateRows(t *testing.T) {
	file := filepath.Join(t.TempDir(), "facedesk.prom")
	o, _ := installation(t, "metrics.file = \""+file+"\"\n[records]\nshared = true\noperator = \"甲\"\n")
	ahead := time.Duration(0)
	o.Now = func() time.Time { return time.Now().Add(ahead) }
	var states []session.JournalState
	s := station(t, o, false, nil)
	s.stop() // the test does what the background would
	s.behind.Wait()
	s.report = func(m session.Msg) {
		if r, ok := m.(session.JournalReported); ok {
			states = append(states, r.State)
		}
	}
	waits(t, s)
	s.noteLate(t.Context())
	ahead = lateAfter + time.Minute
	s.noteLate(t.Context())
	s.noteLate(t.Context())
	if len(states) != 1 || states[0] != session.JournalLate {
		t.Errorf("%v", states)
	}
	NewMetrics("", "1").write(t.Context(), s)
	text, err := os.ReadFile(file)
	must(t, err)
	if !strings.Contains(string(text), "facedesk_outbox_rows 1\n") || !strings.Contains(string(text), "facedesk_outbox_age_seconds 36") {
		t.Errorf("%s", text)
	}
	oldest, err := s.file.Outbox(t.Context())
	must(t, err)
	must(t, s.file.Sent(t.Context(), oldest.Generation, oldest.Last))
	s.noteLate(t.Context())
	if len(states) != 2 || states[1] != session.JournalFine {
		t.Errorf("%v", states)
	}
}
