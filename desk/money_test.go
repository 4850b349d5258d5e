package desk

import (
	"testing"
	"time"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
)

// A manager settles in the window what is not known, of earlier days too; kept are
// who, when and the evidence.
func TestSettleInTheWindow(t *testing.T) {
	o, _ := installation(t, "desk.clerk = \"王\"\n")
	noon := time.Date(2026, 3, 2, 12, 0, 0, 0, identity.China())
	c := opened(t, o)
	j := Journal{Current: c, Now: func() time.Time { return noon }}
	self, err := records.Self()
	must(t, err)
	a := records.Attempt{ID: "old", Started: noon.Add(-48 * time.Hour), Provider: "wapi", Person: "p", Name: "张*", Process: self}
	must(t, c.get().store.Begin(t.Context(), a, records.Guard{}))
	a.State, a.Kind, a.Finished = records.StateUnknown, identity.UnknownOutcome, a.Started
	must(t, c.get().store.Finish(t.Context(), a))
	today := j.Today(t.Context(), "")
	rows, fault := today.Rows, today.Err
	if fault != nil || len(rows) != 1 || !rows[0].Unsettled || !rows[0].Earlier {
		t.Fatalf("%+v, %v", rows, fault)
	}
	if err := j.Settle(t.Context(), session.SettleRecord{Attempt: "old", Charged: identity.ChargedNo, Evidence: "ticket 7"}); err != nil {
		t.Fatal(err)
	}
	list, err := c.get().store.List(t.Context(), records.Filter{ID: "old"})
	must(t, err)
	if got := list[0]; got.SettledBy != "王 (PIN)" || got.SettledEvidence != "ticket 7" || got.Bill() != identity.ChargedNo || !got.Settled.Equal(noon) {
		t.Errorf("%+v", got)
	}
	if after := j.Today(t.Context(), ""); len(after.Rows) != 0 {
		t.Errorf("%+v", after)
	}
}

// Lifting a limit is an event of the records, which the next call reads.
func TestLiftInTheWindow(t *testing.T) {
	o, _ := installation(t, "")
	c := opened(t, o)
	j := Journal{Current: c, Now: time.Now}
	must(t, j.Lift(t.Context(), session.LiftLimit{Service: "wapi"}))
	day, err := c.get().store.Spent(t.Context(), "wapi", time.Now().Add(-time.Hour))
	if err != nil || !day.Lifted {
		t.Errorf("%+v, %v", day, err)
	}
	blocked := &identity.Error{Kind: identity.Quota, Cause: &records.Blocked{Reason: records.BlockedBudget}}
	if got := stateAfter(blocked); got != session.ServiceLimit {
		t.Errorf("shown as %q", got)
	}
}

// The duty manager's PIN is his own where there is one, and no PIN is right where
// there is none at all.
func TestManagersDoor(t *testing.T) {
	pin := func(digits string) string {
		hash, err := config.HashPIN(digits, constant{})
		must(t, err)
		return hash
	}
	for _, c := range []struct {
		settings, typed string
		right           bool
	}{
		{"", "4821", false},
		{"ui.pin_hash = \"" + pin("7733") + "\"\n", "7733", true},
		{"ui.pin_hash = \"" + pin("7733") + "\"\nguard.manager_pin_hash = \"" + pin("4821") + "\"\n", "4821", true},
		{"ui.pin_hash = \"" + pin("7733") + "\"\nguard.manager_pin_hash = \"" + pin("4821") + "\"\n", "7733", false},
	} {
		o, _ := installation(t, c.settings)
		if right, _ := NewManagerDoor(o).Check(c.typed); right != c.right {
			t.Errorf("%s: %v", c.typed, right)
		}
	}
}

type constant struct{}

func (constant) Read(p []byte) (int, error) { return len(p), nil }
