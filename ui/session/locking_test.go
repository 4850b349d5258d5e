package session

import (
	"slices"
	"testing"
)

// With a guest at the desk F10 has other meanings. LockDesk hides him on every screen,
// also while keys are ignored or the table of keys stands over it, and what is under way
// goes on.
func TestLockDesk(t *testing.T) {
	for want, way := range map[Screen][]string{
		Desk:     {"claim", "Esc", "F1"},
		Notice:   {"claim"},
		Capture:  {"claim", "F8", "camera live", "see 1s", "F1"},
		Confirm:  {"claim", "portrait"},
		Checking: {"claim", "portrait", "Enter"},
		Verdict:  {"claim", "portrait", "Enter", "answer face_mismatch"},
		ByEye:    {"claim", "F9"},
	} {
		w := guardedWorld(t)
		w.signIn("0012", true)
		w.steps(way...)
		if w.m.screen != want {
			t.Fatalf("%v leads to %s", way, w.m.screen)
		}
		w.step(string(LockDesk))
		if v := w.m.View(); v.Screen != SignIn || v.Help || v.Claim.Name != "" || v.Verdict.Word != "" {
			t.Errorf("%s: %s shows %q", want, v.Screen, v.Claim.Name)
		}
		if want == Checking {
			w.step("answer match")
			want = Verdict
		}
		w.signIn("0013", true)
		if v := w.m.View(); v.Screen != want || v.Status.Clerk != "赵红" {
			t.Errorf("%v: %s for %s after it", way, v.Screen, v.Status.Clerk)
		}
	}
}

// Where nobody signs in, and on the lock itself, it does nothing.
func TestLockDeskWithoutClerks(t *testing.T) {
	w := newWorld(t)
	w.steps("start", "claim", string(LockDesk))
	if w.m.View().Screen != Notice || slices.ContainsFunc(w.m.keys(), func(b Binding) bool { return b.Action == ActLock }) {
		t.Error("the desk is locked, or said that it can be")
	}
	w = guardedWorld(t)
	asked := w.m.door.asked
	if w.step(string(LockDesk)); w.m.door.asked != asked {
		t.Error("the lock is locked again")
	}
}
