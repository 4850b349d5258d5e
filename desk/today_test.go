package desk

import (
	"slices"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
	"facedesk/verify"
)

// A decision by eye keeps, masked, who was lodged; no other decision names anybody.
func TestDecisionByEyeIsProof(t *testing.T) {
	o, _ := installation(t, "desk.clerk = \"王\"\n")
	c := opened(t, o)
	j := Journal{Current: c, Now: time.Now}
	guest := identity.Claim{Name: "张三", Number: "11010519491231002X", Type: identity.ResidentID}
	must(t, j.Decision(t.Context(), session.RecordDecision{Decision: session.DecisionByEye, Demo: true, Guest: guest}))
	must(t, j.Decision(t.Context(), session.RecordDecision{Decision: session.DecisionByEye, Guest: guest})) // without a keyring
	must(t, j.Decision(t.Context(), session.RecordDecision{Decision: session.DecisionLeft}))
	key := records.PersonKey([]byte(verify.DemoHashKey), identity.Document{Type: identity.ResidentID, Number: guest.Number})
	all, err := c.get().store.Events(t.Context(), time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	if must(t, err); len(all) != 3 {
		t.Fatalf("%+v", all)
	}
	for _, e := range all {
		switch {
		case e.Event == "left" && e.Name+e.Number+e.Person != "",
			e.Event == "by_eye" && (e.Name != "张*" || e.Number != "**************002X"),
			e.Demo && e.Person != key:
			t.Errorf("%+v", e)
		}
	}
}

// Without a PIN a clerk sees his own business day, consents and decisions included.
func TestOwnShift(t *testing.T) {
	o, _ := installation(t, "desk.clerk = \"王\"\nguard.day_start = \"06:00\"\n")
	now := time.Date(2026, 3, 3, 2, 0, 0, 0, identity.China())
	c := opened(t, o)
	j := Journal{Current: c, Now: func() time.Time { return now }}
	note := func(id, clerk, event string, before time.Duration) {
		must(t, c.get().store.Note(t.Context(), records.Event{ID: id, Clerk: clerk, Event: event, At: now.Add(-before), Provider: "wapi"}))
	}
	note("evening", "王", records.EventGiven, 6*time.Hour)
	note("now", "王", "by_eye", 0)
	note("other", "李", records.EventGiven, 0)
	note("yesterday", "王", records.EventGiven, 21*time.Hour)
	note("read", "王", records.EventExported, 0)
	today := j.Today(t.Context(), "")
	rows, fault := today.Rows, today.Err
	for _, r := range rows {
		if _, ahead := r.At.Zone(); ahead != 8*60*60 {
			t.Errorf("shown at the time of another zone: %v", r.At)
		}
	}
	if fault != nil || len(rows) != 2 || rows[0].Attempt != "evening" || rows[1].Event != "by_eye" {
		t.Errorf("%+v, %v", rows, fault)
	}
}

// Every event that the list may hold has words.
func TestEventsHaveWords(t *testing.T) {
	for _, e := range []string{
		records.EventGiven, records.EventDeclined, records.EventWithdrawn, records.EventCorrected, records.EventLimitLifted, string(records.DecidedByEye),
		string(records.DecidedDoubt), string(records.DecidedLeft), records.EventCoverLifted, records.EventTurnLifted, records.EventPlaceLifted, records.EventFaceChosen, records.EventOtherPicture,
	} {
		if !slices.Contains(session.RecordedEvents(), e) {
			t.Errorf("%s has no words", e)
		}
	}
}
