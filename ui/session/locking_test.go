package session

import (
	"slices"
	"testing"
	"time"
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

// It locks at every moment: where any key would only keep the guest, on a desk that has
// just come, right after a scanner, and as a pass clears itself. Who locks goes away.
func TestLockDeskAtEveryMoment(t *testing.T) {
	for name, way := range map[string]func(w *world){
		"warned":        func(w *world) { w.steps("claim", "wait 50s") },
		"come just now": func(w *world) { w.m = w.m.guarded(Desk) },
		"scanned": func(w *world) {
			for range BurstKeys + 1 {
				w.do(Struck{At: w.m.clocks.awake})
			}
		},
		"cleared": func(w *world) {
			w.steps("claim", "portrait", "Enter", "answer match")
			w.now = w.now.Add(DefaultPass + time.Second)
		},
	} {
		w := guardedWorld(t)
		w.m.cfg.Lock = 10 * time.Minute
		w.signIn("0012", true)
		way(w)
		if w.m.View().Screen == SignIn {
			t.Fatalf("%s: locked before", name)
		}
		w.do(KeyPressed{Key: LockDesk})
		if got := w.m.View().Screen; got != SignIn {
			t.Errorf("%s: shows %s", name, got)
		}
	}
}

// Where F10 locks, it does so under the warning too, which asks for any key to keep the guest.
func TestTheLockKeyUnderTheWarning(t *testing.T) {
	w := guardedWorld(t)
	w.m.cfg.Lock = 10 * time.Minute
	w.signIn("0012", true)
	w.steps("name 张三", "wait 50s")
	if w.m.View().IdleIn == 0 {
		t.Fatal("no warning")
	}
	if w.step("F10"); w.m.View().Screen != SignIn {
		t.Errorf("shows %s", w.m.View().Screen)
	}
}

// A lock over the duties records them, and keeps the claim of the next guest and the
// party's summary for the same clerk. Another one knows nothing of a party.
func TestLockOverDutiesAndParty(t *testing.T) {
	for clerk, want := range map[string]Screen{"0012": Booking, "0013": Desk} {
		w := guardedWorld(t)
		w.m.cfg.Minors, w.m.cfg.Lock = true, 10*time.Minute
		w.signIn("0012", true)
		w.m.party = party{size: 2, members: []member{{end: MemberPassed}}}
		w.steps("name 张三", "number 110105200901010011", "wait 1s")
		w.tap(ActByEye)
		w.steps("wait 1s", "F8", "wait 1s")
		if w.m.screen != Duties {
			t.Fatal(w.m.screen)
		}
		w.step(string(LockDesk))
		if d, ok := newest[RecordDuties](w); !ok || d.Clerk != "0012" {
			t.Errorf("recorded %t for %s", ok, d.Clerk)
		}
		w.signIn(clerk, true)
		if v := w.m.View(); v.Screen != want || len(v.Party.Members) != map[Screen]int{Booking: 2}[want] {
			t.Errorf("%s comes to %s with %d guests", clerk, v.Screen, len(v.Party.Members))
		}
	}
	w := guardedWorld(t)
	w.m.cfg.Minors, w.m.cfg.Lock = true, 10*time.Minute
	w.signIn("0012", true)
	w.steps("name 张三", "number 110105200901010011", "focus number", "Enter", "portrait", "wait 1s", "Enter", "answer face_mismatch", "wait 1s", "F3", "wait 1s",
		"name 李四", "number 11010519491231002X", "focus number", "Enter", "wait 1s", "F8", "wait 1s", string(LockDesk))
	w.signIn("0012", true)
	if v := w.m.View(); v.Screen != Desk || v.Claim.Name != "李四" {
		t.Errorf("%s with %q", v.Screen, v.Claim.Name)
	}
}
