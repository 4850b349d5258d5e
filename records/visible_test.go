package records

import (
	"context"
	"database/sql"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
)

const turned = "a\u202eb\u2028c" // the writing turned round, and a line ended

// What turns the writing round or ends lines is neither kept nor shown, also where an
// earlier version has kept it.
func TestRowsAreVisible(t *testing.T) {
	s := openAt(t, testPath(t))
	a := row("a")
	a.Name, a.Desk, a.Clerk, a.Reference = turned, turned, turned, turned
	must(t, s.Begin(t.Context(), a, Guard{}))
	a.State, a.Outcome, a.Vendor.Message, a.Vendor.Order = StateUnknown, 0, turned, turned
	a.Kind, a.Charged = identity.UnknownOutcome, identity.ChargedUnknown
	must(t, s.Finish(t.Context(), a))
	must(t, s.Settle(t.Context(), "a", Settlement{At: noon, By: turned, Evidence: turned}))
	must(t, s.Note(t.Context(), Event{ID: "e", At: noon, Event: EventGiven, Reason: turned, Name: turned}))
	kept := func() (found int) {
		for _, columns := range []string{"desk || clerk || name || reference || vendor_message || vendor_order || settled_by || settled_evidence FROM attempts", "reason || name FROM events"} {
			var text string
			must(t, s.db.QueryRow("SELECT "+columns).Scan(&text))
			found += strings.Count(text, "\u202e")
		}
		return found
	}
	if n := kept(); n != 0 {
		t.Errorf("%d texts are kept as they came", n)
	}
	must(t, s.write(t.Context(), func(ctx context.Context, tx *sql.Tx) error { // as an earlier version wrote
		_, err := tx.Exec("UPDATE attempts SET clerk = $1, reference = $1", turned)
		if err == nil {
			err = reseal(ctx, tx, "")
		}
		return err
	}))
	all, err := s.Entries(t.Context(), Filter{})
	must(t, err)
	list, err := s.List(t.Context(), Filter{})
	must(t, err)
	sums, err := s.Tallies(t.Context(), TallyFilter{}, ByClerk)
	must(t, err)
	if len(all) != 2 || len(list) != 1 || len(sums) != 1 || kept() != 2 {
		t.Fatalf("%d, %d, %d rows", len(all), len(list), len(sums))
	}
	for _, got := range []string{list[0].Clerk, list[0].Reference, sums[0].Clerk, list[0].SettledEvidence} {
		if got != "ab c" {
			t.Errorf("%q is shown", got)
		}
	}
	if n, err := s.Forget(t.Context(), noon.Add(24*time.Hour*400), Event{ID: "d", At: noon}); err != nil || n != 2 {
		t.Errorf("the row is no longer right: %d, %v", n, err)
	}
}
