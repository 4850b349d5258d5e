package session

import (
	"slices"
	"testing"
	"time"

	"facedesk/identity"
)

// minor is a desk with a guest of sixteen, who has just passed.
func minorPassed(t *testing.T) *world {
	w := newWorld(t)
	w.cfg.Minors = true
	for _, line := range []string{"start", "name 张三", "number 110105200901010011", "focus number", "Enter", "portrait", "wait 1s", "Enter"} {
		w.step(line)
	}
	if len(w.sent) != 1 {
		t.Fatal("nothing was sent: the duties delay the check")
	}
	w.do(Answered{ID: w.sent[0].ID, Generation: w.sent[0].Generation, Attempt: "a1", Verdict: identity.Verdict{Outcome: identity.Match}})
	if w.m.View().Screen != Verdict {
		t.Fatal("the duties delay the verdict")
	}
	w.wait(time.Second)
	return w
}

func TestDuties(t *testing.T) {
	w := minorPassed(t)
	w.step("Enter")
	if s := w.m.View().Screen; s != Duties {
		t.Fatal(s)
	}
	w.wait(time.Second)
	for _, key := range []string{"F2", "F4", "F4", "F6", "F6", "Enter"} {
		w.step(key)
	}
	d, _ := newest[RecordDuties](w)
	if d.Attempt != "a1" || !slices.Equal(d.Codes, []Duty{DutyIdentity, DutyPolice, DutyOpen}) || w.m.screen != Desk {
		t.Errorf("%+v on %s", d, w.m.screen)
	}
}

// What a clerk or a scanner types ahead of the card ticks nothing and ends nothing: it
// is the next guest's.
func TestTypedAheadOfDuties(t *testing.T) {
	for name, gap := range map[string]time.Duration{"a scanner": 5 * time.Millisecond, "a hurried clerk": 90 * time.Millisecond} {
		w := minorPassed(t)
		w.step("Enter")
		for _, digit := range "110105194912310021" {
			w.now = w.now.Add(gap)
			w.do(Struck{At: w.now})
			w.do(Typed{string(digit)})
			w.do(KeyPressed{Key: Key(digit)})
		}
		w.do(Struck{At: w.now})
		w.do(KeyPressed{Key: KeyEnter})
		if d := w.m.duties; w.m.screen != Duties || len(d.done) > 0 || d.watch != "" {
			t.Errorf("%s: %+v on %s", name, d, w.m.screen)
		}
		w.wait(2 * time.Second)
		w.do(Struck{At: w.now})
		w.step("Enter")
		if w.m.screen != Desk {
			t.Errorf("%s: %s", name, w.m.screen)
		}
	}
}

// What is left open is recorded as open when nobody is there any more.
func TestDutiesLeftOpen(t *testing.T) {
	w := minorPassed(t)
	w.wait(DefaultPass + DefaultIdle + 2*time.Second)
	if d, _ := newest[RecordDuties](w); d.Attempt != "a1" || !slices.Equal(d.Codes, []Duty{DutyOpen}) || w.m.screen != Desk {
		t.Errorf("%+v on %s", d, w.m.screen)
	}
}

// A name typed on the pass would be cut by the card between: none of it is taken.
func TestNoNameIsCutByDuties(t *testing.T) {
	w := minorPassed(t)
	w.step("typed 欧")
	w.do(CardLaid{cardOf("李四", "440524188001010014")})
	w.step("Enter")
	w.step("typed 阳娜娜")
	w.wait(time.Second)
	w.step("Enter")
	if c := w.m.customer.claim; !c.empty() || w.m.screen != Desk {
		t.Errorf("%q on %s", c.name, w.m.screen)
	}
}

// A guest who has refused is never led back to the notice by any way but his wish.
func TestRefusalHolds(t *testing.T) {
	for _, way := range [][]string{{"Esc"}, {"Esc", "focus number", "Enter"}, {"Esc", "name 张三丰", "focus number", "Enter"}, {"F4", "F4"}, {"F4", "F3", "focus number", "Enter"}} {
		w := newWorld(t)
		for _, line := range append([]string{"start", "claim", "F9", "wait 1s"}, way...) {
			w.step(line)
		}
		if v := w.m.View(); v.Screen == Notice && v.Notice.Face {
			t.Errorf("%v leads to the notice", way)
		}
	}
	w := newWorld(t)
	for _, line := range []string{"start", "claim", "F9", "wait 1s", "F6"} {
		w.step(line)
	}
	if v := w.m.View(); v.Screen != Notice || !v.Notice.Face {
		t.Errorf("the guest's wish leads to %s", v.Screen)
	}
}

// Nor are they lost with the name of a guest who was forgotten meanwhile.
func TestDutiesOfAForgottenGuest(t *testing.T) {
	w := newWorld(t)
	w.cfg.Minors = true
	w.steps("start", "name 张三", "number 110105200901010011", "focus number", "Enter", "portrait", "wait 1s", "Enter", "answer face_mismatch", "wait 2m")
	if v := w.m.View(); v.Verdict.Name != "" {
		t.Fatalf("%q is still there", v.Verdict.Name)
	}
	w.tap(ActByEye)
	w.wait(time.Second)
	if w.step("F8"); w.m.screen != Duties {
		t.Errorf("on %s", w.m.screen)
	}
}

// The duties are owed for the guest who was decided about, not for the one whose claim
// waits for it.
func TestDutiesAreOfWhomWasDecided(t *testing.T) {
	minor, adult := "110105200901010011", "11010519491231002X"
	for name, c := range map[string]struct {
		first, next string
		want        Screen
	}{"minor first": {minor, adult, Duties}, "adult first": {adult, minor, Desk}} {
		w := newWorld(t)
		w.cfg.Minors = true
		w.steps("start", "name 张三", "number "+c.first, "focus number", "Enter", "portrait", "wait 1s", "Enter", "answer face_mismatch", "wait 1s", "F3", "wait 1s",
			"name 李四", "number "+c.next, "focus number", "Enter", "wait 1s")
		if w.m.screen != ByEye || !w.m.customer.undecided {
			t.Fatalf("%s: on %s", name, w.m.screen)
		}
		w.step("F8")
		if w.m.screen != c.want {
			t.Errorf("%s: %s, want %s", name, w.m.screen, c.want)
		}
		if got := w.m.customer.claim.name; got != "李四" {
			t.Errorf("%s: %q waits", name, got)
		}
	}
}
