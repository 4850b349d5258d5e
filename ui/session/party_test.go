package session

import (
	"testing"
	"time"

	"facedesk/identity"
)

// passOne checks a guest, who passes.
func (w *world) passOne() {
	for _, line := range []string{"claim", "portrait", "wait 1s", "Enter"} {
		w.step(line)
	}
	sent := w.sent[len(w.sent)-1]
	w.do(Answered{ID: sent.ID, Generation: sent.Generation, Attempt: "a", Verdict: identity.Verdict{Outcome: identity.Match}})
	w.wait(time.Second)
	w.step("Enter")
}

// The guests of a booking have one reference, each agrees alone, and the summary
// comes after the last.
func TestParty(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.step("F8")
	w.step("Up")
	w.do(TextGiven{AskText: AskText{Visit: w.m.generation, Question: "reference"}, Text: "R-77"})
	w.step("Enter")
	w.passOne()
	if v := w.m.View(); v.Screen != Desk || v.Party.At != 2 || v.Party.Size != 2 {
		t.Fatalf("%s %+v", v.Screen, v.Party)
	}
	w.step("claim")
	w.step("F7")
	w.wait(time.Second)
	w.step("F8")
	if d, _ := newest[RecordDecision](w); d.Reference != "R-77" || w.sent[0].Request.Reference != "R-77" {
		t.Errorf("%q, %q", d.Reference, w.sent[0].Request.Reference)
	}
	consents := 0
	for _, c := range w.cmds {
		if r, ok := c.(RecordConsent); ok && r.Event == ConsentGiven {
			consents++
		}
	}
	v := w.m.View()
	if v.Screen != Booking || !v.Party.Done || v.Party.Passed != 1 || v.Party.ByEye != 1 || consents != 1 {
		t.Errorf("%s %+v, %d consents", v.Screen, v.Party, consents)
	}
	w.wait(time.Second)
	w.step("Enter")
	w.step("claim")
	w.step("F8")
	w.step("see 1s")
	if r := w.m.booking(w.m.customer.claimed()); r != "" {
		t.Errorf("a stranger gets %q", r)
	}
}

// The idle time drops the masked names and keeps counter and reference.
func TestPartyIdle(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.m = w.m.withParty(3, "R-1")
	w.passOne()
	if v := w.m.View().Party; v.Members[0].Name == "" || v.Members[0].Tail == "" {
		t.Fatalf("%+v", v)
	}
	w.wait(DefaultIdle + time.Second)
	if v := w.m.View().Party; v.Members[0].Name+v.Members[0].Tail != "" || v.At != 2 || v.Reference != "R-1" || v.Passed != 1 {
		t.Errorf("%+v", v)
	}
}

// A guest who is dropped is not counted: the counter stays.
func TestPartyDropped(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.m = w.m.withParty(3, "")
	w.step("claim")
	w.wait(DefaultIdle + time.Second)
	if v := w.m.View().Party; v.At != 1 || len(v.Members) != 0 {
		t.Errorf("%+v", v)
	}
}

// What a hand-off says begins no party anew that is under way, and a number of a
// document is no reference.
func TestPartySet(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.m = w.m.withParty(2, "R-1")
	w.passOne()
	w.m = w.m.withParty(2, "R-1")
	if v := w.m.View().Party; v.At != 2 {
		t.Errorf("%+v", v)
	}
	w.m = w.m.withParty(2, "11010519491231002X")
	w.m = w.m.withParty(1, "R-2")
	w.m = w.m.withParty(1000, "R-2")
	if v := w.m.View().Party; v.Reference != "R-1" || v.At != 2 {
		t.Errorf("%+v", v)
	}
}
