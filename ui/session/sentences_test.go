package session

import (
	"testing"

	"facedesk/identity"
)

// said is what an error of a real check says: the first sentence speaks of the
// money of an earlier call, and must not be lost for that.
var said = identity.Say(
	"此人有一次核验（11-28 09:12 开始），可能已计费。密钥环已锁定",
	"An earlier check (started 11-28 09:12) may have been charged. The keyring is locked").
	Do("请先查看证件。计费以账单为准", "Look at the document. The bill tells what was charged")

// The guard's question tells which earlier call stands in its way.
func TestTheRepeatTellsWhichCheck(t *testing.T) {
	w := newWorld(t)
	for _, s := range []string{"start", "claim", "portrait", "Enter"} {
		w.step(s)
	}
	sent := w.sent[len(w.sent)-1]
	w.do(Answered{ID: sent.ID, Generation: sent.Generation, Confirmable: true,
		Err: &identity.Error{Kind: identity.Guarded, What: said.What, Next: said.Next, Charged: identity.ChargedNo}})
	if v := w.m.View(); v.Screen != Repeat || v.Verdict.Detail != said {
		t.Errorf("%s: %q", v.Screen, v.Verdict.Detail)
	}
}

// Whatever an error says is shown as it stands, at once or with the details.
func TestWhatAnErrorSaysIsShownWhole(t *testing.T) {
	for _, kind := range identity.Kinds() {
		w := newWorld(t)
		for _, s := range []string{"start", "claim", "portrait", "Enter"} {
			w.step(s)
		}
		sent := w.sent[len(w.sent)-1]
		w.do(Answered{ID: sent.ID, Generation: sent.Generation,
			Err: &identity.Error{Kind: kind, What: said.What, Next: said.Next, Charged: identity.ChargedYes}})
		if got := w.m.View().Verdict.Detail; got != said && got != (identity.Sentences{}) {
			t.Errorf("%s says a part of it at once: %q", kind, got)
		}
		w.m.customer.result.details = true
		if got := w.m.View().Verdict.Detail; got != said {
			t.Errorf("%s: %q", kind, got)
		}
	}
}

// A field says what is wrong with it, and nothing of money.
func TestAFieldSaysWhatIsWrongAlone(t *testing.T) {
	w := newWorld(t)
	for _, s := range []string{"start", "number 110105194912310021", "focus name"} {
		w.step(s)
	}
	_, complaints := w.m.customer.claim.parse(w.now)
	for _, c := range complaints {
		if c.Field == identity.FieldNumber {
			if got := w.m.View().Claim.NumberFault; got != c.What || got == (identity.Text{}) {
				t.Errorf("%q, want %q", got, c.What)
			}
			return
		}
	}
	t.Error("the number is not complained of")
}
