package doctor

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

// answered is a journal with some attempts.
type answered struct {
	changed, unsure []records.Attempt
	from            time.Time
}

func (s *answered) Attempts(_ context.Context, f records.Filter) ([]records.Attempt, error) {
	s.from = f.From
	if f.Changed {
		return s.changed, nil
	}
	return s.unsure, nil
}

// IT learns which field of which service has changed, and which codes are new, once
// for each.
func TestNamesChangedFields(t *testing.T) {
	at := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	row := func(provider, changed, code string) records.Attempt {
		return records.Attempt{Provider: provider, Started: at, Vendor: identity.Vendor{Changed: changed, Code: code}}
	}
	store := &answered{
		changed: []records.Attempt{row("muzhiyun", "/ok: string, not number", "1"), row("muzhiyun", "/ok: string, not number", "1"), row("wapi", "/codeid: missing", "")},
		unsure:  []records.Attempt{row("muzhiyun", "/ok: string, not number", "1"), row("tianyan", "", "9001"), row("tianyan", "", "9001"), row("wapi", "", "张三的代码")},
	}
	var lines []Line
	(&Machine{Now: func() time.Time { return at }}).unlike(t.Context(), store, func(l Line) { lines = append(lines, l) })
	var said strings.Builder
	for _, l := range lines {
		said.WriteString(l.What.EN + "\n")
		if l.State != Warning {
			t.Errorf("%+v", l)
		}
	}
	for _, want := range []string{"muzhiyun: an answer differs from the manual: /ok: string, not number (2 times", "/codeid: missing", "tianyan: a code without a verdict: 9001 (2 times", "wapi: a code without a verdict: ***"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("%q is not said:\n%s", want, said.String())
		}
	}
	if len(lines) != 4 || !store.from.Equal(at.Add(-lately)) {
		t.Errorf("%d lines, from %v", len(lines), store.from)
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
