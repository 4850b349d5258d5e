package cli

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

// changedStore is a journal that remembers what it was asked for.
type changedStore struct {
	records.Store
	rows  []records.Attempt
	asked records.Filter
}

func (s *changedStore) List(_ context.Context, f records.Filter) ([]records.Attempt, error) {
	s.asked = f
	return s.rows, nil
}

// IT learns from doctor which field of which service has changed, once for each.
func TestDoctorNamesChangedFields(t *testing.T) {
	at := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	row := func(provider, changed string) records.Attempt {
		return records.Attempt{Provider: provider, Started: at, Vendor: identity.Vendor{Changed: changed}}
	}
	store := &changedStore{rows: []records.Attempt{row("muzhiyun", "/ok: string, not number"), row("muzhiyun", "/ok: string, not number"), row("wapi", "/codeid: missing")}}
	var out strings.Builder
	d := &diagnosis{app: &app{out: &out, lang: "en", now: func() time.Time { return at }}}
	d.changes(t.Context(), store)
	if got := out.String(); strings.Count(got, "\n") != 2 || !strings.Contains(got, "muzhiyun gives answers that differ from its manual (2 times") || !strings.Contains(got, "/codeid: missing") {
		t.Errorf("%s", got)
	}
	if !store.asked.Changed || d.sick {
		t.Errorf("%+v, sick %v", store.asked, d.sick)
	}
}

// The filter reads the file itself.
func TestRecordsFindChangedAnswers(t *testing.T) {
	store, err := records.Open(t.Context(), filepath.Join(t.TempDir(), "records.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	for id, changed := range map[string]string{"a": "", "b": "/ok: string, not number"} {
		a := records.Attempt{ID: id, Started: time.Unix(1, 0), Provider: "muzhiyun", State: records.StateOpen}
		if err := store.Begin(t.Context(), a, records.Guard{}); err != nil {
			t.Fatal(err)
		}
		a.State, a.Vendor.Changed = records.StateVerdict, changed
		if err := store.Finish(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if rows, err := store.List(t.Context(), records.Filter{Changed: true}); err != nil || len(rows) != 1 || rows[0].ID != "b" {
		t.Errorf("%+v, %v", rows, err)
	}
}
