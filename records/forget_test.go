package records

import (
	"path/filepath"
	"testing"
	"time"
)

// What the notice promises to forget is gone; what is newer, and what is under
// way, stays.
func TestForget(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "records.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	self, err := Self()
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	for id, age := range map[string]int{"old": 181, "kept": 179, "open": 181} {
		a := Attempt{ID: id, Person: id, Provider: "p", Process: self, Started: day.AddDate(0, 0, -age)}
		if err := s.Begin(t.Context(), a, Guard{}); err != nil {
			t.Fatal(err)
		}
		if a.State = StateVerdict; id != "open" {
			if err := s.Finish(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := s.Forget(t.Context(), day.AddDate(0, 0, -180)); err != nil {
		t.Fatal(err)
	}
	list, err := s.List(t.Context(), Filter{})
	if err != nil || len(list) != 2 || list[0].ID != "kept" || list[1].ID != "open" {
		t.Errorf("%+v, %v", list, err)
	}
}
