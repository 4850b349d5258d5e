package session

import (
	"slices"
	"testing"
	"time"

	"facedesk/identity"
)

// guest takes one guest up to the answer and decides by eye.
func (w *world) guest(answer string) {
	for _, line := range []string{"claim", "portrait", "Enter", "answer " + answer, "wait 1s", "F7", "wait 1s", "F8"} {
		w.step(line)
	}
}

// After three failures in a row, of whatever kind, the next guest goes to another
// service for a minute; then the first is tried again.
func TestThreeFailuresTakeAServiceOut(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	for _, answer := range []string{"busy", "unknown_outcome", "not_sent"} {
		if svc, _ := w.m.proposal(); svc.Descriptor.Code != "" && svc.Descriptor.Code != "face" {
			t.Fatalf("out before %s", answer)
		}
		w.guest(answer)
	}
	w.step("claim")
	if got := w.m.customer.service; got != "other" {
		t.Errorf("the next guest goes to %q", got)
	}
	w.step("Esc")
	w.do(ServicePicked{"face"})
	if got := facts(w.m.View()); got["state"] != "service.down" || got["green"] != "false" {
		t.Errorf("shown as %s", got["state"])
	}
	w.step("focus number")
	w.step("Enter")
	if got := facts(w.m.View()); got["missing"] != "notice.missing.down" {
		t.Errorf("missing %q", got["missing"])
	}
	if w.step("F8"); w.m.screen != Notice {
		t.Errorf("agreed to a service that is out: %s", w.m.screen)
	}
	w.wait(61 * time.Second)
	w.step("claim")
	if got := facts(w.m.View()); got["missing"] != "" || w.m.customer.service != "face" {
		t.Errorf("after a minute %q: %q", w.m.customer.service, got["missing"])
	}
}

// After the minute one call tries the service: one more failure takes it out again,
// and the words stay true; an answer begins the count anew.
func TestOneCallTriesAServiceAfterItsMinute(t *testing.T) {
	m := newWorld(t).m
	m.flight.service = "face"
	fail := func() { m = m.note(Answered{Err: &identity.Error{Kind: identity.Busy}}) }
	later := func() { m.clocks.elapsed = m.clocks.elapsed.Add(61 * time.Second) }
	for range failuresToDown {
		fail()
	}
	for range 3 {
		if later(); m.outageOf("face") != ServiceReady {
			t.Fatal("not tried after a minute")
		}
		if fail(); m.outageOf("face") != ServiceDown {
			t.Fatal("the call that tried it failed, and the next guest waits too")
		}
	}
	later()
	m = m.note(Answered{})
	for range failuresToDown - 1 {
		fail()
	}
	if m.outageOf("face") != ServiceReady {
		t.Error("an answer does not begin the count anew")
	}
	if fail(); m.outageOf("face") != ServiceDown {
		t.Error("three failures do not take it out")
	}
}

// An answer in between begins the count anew, and what says nothing of the service
// does not count.
func TestFailuresInARow(t *testing.T) {
	for _, answers := range [][]string{
		{"busy", "busy", "match", "busy", "busy"}, {"busy", "busy", "retake", "busy"}, {"busy", "guarded", "busy"}, {"busy", "busy"}, {"records", "records", "records"},
	} {
		m := newWorld(t).m
		m.flight.service = "face"
		for _, what := range answers {
			a := Answered{}
			if what != "match" {
				a.Err = &identity.Error{Kind: identity.Kind(what)}
			}
			m = m.note(a)
		}
		if m.outageOf("face") != ServiceReady {
			t.Errorf("%v take it out", answers)
		}
	}
}

// A photo that is ready waits while its service is out.
func TestNothingIsSentToAServiceThatIsOut(t *testing.T) {
	w := newWorld(t)
	for _, line := range []string{"start", "claim", "portrait"} {
		w.step(line)
	}
	w.m = w.m.withOutage("face", outage{failures: 3, state: ServiceDown, until: w.m.clocks.elapsed.Add(time.Minute)})
	if w.step("Enter"); len(w.sent) != 0 || facts(w.m.View())["waiting"] != "notice.missing.down" {
		t.Errorf("sent %d, %s", len(w.sent), facts(w.m.View())["waiting"])
	}
}

// Another service is one key away only where it is certain that nothing was paid.
func TestSwitchingAfterAnAnswer(t *testing.T) {
	for answer, want := range map[string]bool{
		"busy": false, "busy free": true, "not_sent": true, "quota free": true, "unknown_outcome": false, "no_reference": false, "no_reference free": true,
		"face_mismatch": false, "inconclusive": false, "confirmable": false, "confirmable free": false, "guarded free": false,
	} {
		w := newWorld(t)
		for _, line := range []string{"start", "claim", "portrait", "Enter", "answer " + answer, "wait 1s"} {
			w.step(line)
		}
		if got := w.m.canSwitch(); got != want {
			t.Errorf("%s: %v", answer, got)
		}
		w.step("F4")
		if (w.m.screen == Notice) != want {
			t.Errorf("%s: F4 leads to %s", answer, w.m.screen)
		}
		w.do(ServicePicked{"plain"})
		if (w.m.screen == Notice) != want {
			t.Errorf("%s: a pick leads to %s", answer, w.m.screen)
		}
	}
}

// The day's limit stops a service until a manager lifts it; the next guest goes to
// another, and the account is not called empty.
func TestLimitAndLift(t *testing.T) {
	w := newWorld(t)
	for _, line := range []string{"start", "claim", "portrait", "Enter", "answer limit free", "wait 1s"} {
		w.step(line)
	}
	if got := facts(w.m.View()); got["state"] != "service.limit" {
		t.Errorf("shown as %s", got["state"])
	}
	w.cmds = nil
	if w.step("F12"); !slices.Contains(w.cmds, Cmd(LiftLimit{Service: "face"})) {
		t.Fatalf("%v", w.cmds)
	}
	w.do(Lifted{Service: "face", Failed: true})
	if !w.m.limited() || !w.m.unrecorded {
		t.Error("lifted though it could not be recorded")
	}
	w.do(Lifted{Service: "face"})
	if got := facts(w.m.View()); w.m.limited() || got["state"] != "service.ready" {
		t.Errorf("shown as %s", got["state"])
	}
	for _, line := range []string{"F2", "see 1s", "F2", "shot ok", "Enter"} {
		w.step(line)
	}
	if len(w.sent) != 2 {
		t.Errorf("%d sent, on %s", len(w.sent), w.m.screen)
	}
}

func TestLimitSendsOn(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.guest("limit free")
	if w.step("claim"); w.m.customer.service != "other" {
		t.Errorf("the next guest goes to %q", w.m.customer.service)
	}
}

// A manager notes in the list what the service says of a call.
func TestSettleInTheRecords(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.step("F6")
	rows := []Record{{Attempt: "old", Unsettled: true}, {Attempt: "sure"}, {Attempt: "demo", Unsettled: true, Demo: true}, {Attempt: "new", Unsettled: true}}
	w.do(RecordsLoaded{Rows: slices.Clone(rows)})
	w.cmds = nil
	w.step("F8")
	w.do(SettleAsked{Charged: identity.ChargedYes})
	if len(w.cmds) != 0 {
		t.Fatalf("settled though none was chosen: %v", w.cmds)
	}
	for _, want := range []string{"new", "old", "new"} {
		w.step("F2")
		for _, r := range w.m.View().Records.Rows {
			if r.Chosen != (r.Attempt == want) {
				t.Errorf("chosen %s, want %s", r.Attempt, want)
			}
		}
	}
	w.do(SettleAsked{Charged: identity.ChargedNo, Evidence: "ticket 7"})
	if !slices.Equal(w.cmds, []Cmd{SettleRecord{Attempt: "new", Charged: identity.ChargedNo, Evidence: "ticket 7"}}) {
		t.Errorf("%v", w.cmds)
	}
	w.do(Settled{Err: &identity.Error{What: identity.Text{ZH: "错", EN: "wrong"}}})
	if w.m.View().Records.Fault == (identity.Text{}) {
		t.Error("a fault is not told")
	}
	w.cmds = nil
	w.do(Settled{})
	if !slices.Equal(w.cmds, []Cmd{LoadRecords{}}) {
		t.Errorf("%v", w.cmds)
	}
}
