package records

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"facedesk/identity"
)

// Events returns the events of the given time, unchanged and in order.
func TestEvents(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "records.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	day := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	given := Event{ID: "1", At: day, Desk: "2", Clerk: "c", Event: EventGiven, Provider: "slsj", By: identity.ByGuardian, Face: true}
	left := Event{ID: "2", At: day.Add(time.Hour), Event: string(DecidedLeft), Demo: true}
	for _, e := range []Event{left, given, {ID: "3", At: day.AddDate(0, 0, 1), Event: EventDeclined}} {
		if err := s.Note(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Events(t.Context(), day, day.AddDate(0, 0, 1))
	same := func(a, b Event) bool {
		at := a.At.Equal(b.At)
		a.At = b.At
		return at && a == b
	}
	if err != nil || !slices.EqualFunc(got, []Event{given, left}, same) {
		t.Errorf("%+v, %v", got, err)
	}
	if err := s.Note(t.Context(), given); identity.KindOf(err) != identity.Records {
		t.Errorf("the same event twice: %v", err)
	}
}

// Events stay when the attempts are deleted.
func TestForgetKeepsEvents(t *testing.T) {
	s := openAt(t, testPath(t))
	if err := s.Note(t.Context(), Event{ID: "e", At: noon, Event: EventGiven, Provider: "s"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Forget(t.Context(), noon.AddDate(2, 0, 0), Event{ID: "d"}); err != nil {
		t.Fatal(err)
	}
	kept, err := s.Events(t.Context(), noon.Add(-time.Hour), noon.Add(time.Hour))
	if err != nil || len(kept) != 1 || kept[0].ID != "e" {
		t.Errorf("%+v, %v", kept, err)
	}
}
