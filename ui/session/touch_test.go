package session

import (
	"testing"
	"time"

	"facedesk/identity"
)

// A double tap is one press: where the first half leads to a screen with another
// button in its place, the second half presses nothing there.
func TestDoubleTapIsOnePress(t *testing.T) {
	for name, c := range map[string]struct {
		before string // brings the screen
		taps   []Action
		want   Screen
	}{
		"agree, then the shutter is there":    {"notice", []Action{ActAgree, ActShoot}, Capture},
		"agree twice":                         {"notice", []Action{ActAgree, ActAgree}, Capture},
		"decline, then fits is there":         {"notice", []Action{ActDecline, ActFits}, ByEye},
		"back, then on is there":              {"notice", []Action{ActBack, ActNext}, Desk},
		"three taps":                          {"notice", []Action{ActBack, ActNext, ActNext}, Desk},
		"another button of the same screen":   {"notice", []Action{ActGuardian, ActDecline}, ByEye},
		"on, then agree is in place of a key": {"desk", []Action{ActNext, ActAgree}, Notice},
	} {
		w := newWorld(t)
		w.step("start")
		w.step("claim")
		if c.before == "desk" {
			w.do(KeyPressed{Key: KeyEscape})
			w.step("focus number")
		}
		for _, a := range c.taps {
			w.do(Pressed{a})
			w.wait(100 * time.Millisecond)
		}
		if w.m.screen != c.want {
			t.Errorf("%s: %s, want %s", name, w.m.screen, c.want)
		}
	}
}

// What a tap closes is not tapped through.
func TestTapClosesHelp(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.step("claim")
	w.do(Pressed{ActHelp})
	w.wait(time.Second)
	w.do(Pressed{ActHelp})
	w.wait(100 * time.Millisecond)
	w.do(Pressed{ActAgree})
	if w.m.screen != Notice || w.m.help {
		t.Errorf("%s, help %v", w.m.screen, w.m.help)
	}
	w.do(Pressed{ActHelp})
	w.wait(time.Second)
	w.do(Pressed{ActDecline}) // a line of the help
	if w.m.screen != ByEye || w.m.help {
		t.Errorf("%s, help %v", w.m.screen, w.m.help)
	}
}

// The second half of a double tap that closes a question presses nothing beneath.
func TestDoubleTapOnAQuestion(t *testing.T) {
	w := newWorld(t)
	for _, line := range []string{"start", "claim", "F9", "wait 1s"} {
		w.step(line)
	}
	w.do(LayerClosed{})
	w.wait(100 * time.Millisecond)
	w.do(Pressed{ActDoubt})
	if w.m.screen != ByEye {
		t.Fatalf("the second half decides: %s", w.m.screen)
	}
	w.wait(time.Second)
	w.do(Pressed{ActDoubt})
	if w.m.screen == ByEye {
		t.Error("no tap counts any more")
	}
}

// A key that moves by one may be tapped as fast as anybody likes.
func TestStepsFollowAtOnce(t *testing.T) {
	w := newWorld(t)
	for _, line := range []string{"start", "claim", "F8", "camera live"} {
		w.step(line)
	}
	for _, b := range w.m.keys() {
		want := b.Action == ActOvalLeft || b.Action == ActOvalRight || b.Action == ActOvalUp || b.Action == ActOvalDown
		if got := w.m.steps(b.Action); got != want {
			t.Errorf("%s: %v", b.Action, got)
		}
	}
}

// The keys on the screen type at the end of the field with the focus, by hand.
func TestPad(t *testing.T) {
	w := newWorld(t)
	w.cfg.Display.Touch = TouchTaps
	w.step("start")
	if w.m.View().Pad {
		t.Error("shown before a tap")
	}
	w.do(FieldTapped{})
	if !w.m.View().Pad {
		t.Error("not shown after a tap")
	}
	for _, s := range []string{"L", "I", " ", "S", "I", "J"} {
		w.do(PadTyped{s})
	}
	w.do(PadErased{})
	if got := w.m.customer.claim.name; got != "LI SI" {
		t.Errorf("%q", got)
	}
	w.do(Focused{identity.FieldNumber})
	for range 6 {
		w.do(PadErased{}) // of nothing
	}
	for _, s := range "11010519491231002X" {
		w.do(PadTyped{string(s)})
	}
	if v := w.m.View(); v.Claim.Number != "110105 19491231 002X" || v.Claim.NumberText != "desk.number.ok" || v.Claim.Name != "LI SI" {
		t.Errorf("%+v", v.Claim)
	}
	w.do(Struck{})
	if w.m.View().Pad {
		t.Error("shown after a key")
	}
}

// What a setting says about the keys on the screen holds.
func TestPadBySetting(t *testing.T) {
	for touch, want := range map[Touch][2]bool{TouchOn: {true, true}, TouchTaps: {false, true}, TouchOff: {false, false}, "": {false, false}} {
		m := Model{cfg: Config{Display: Display{Touch: touch}}}
		if got := [2]bool{m.pad(), m.touched(FieldTapped{}).pad()}; got != want {
			t.Errorf("%s: %v, want %v", touch, got, want)
		}
	}
}

// Taps that queue while a check runs do nothing, and none sends again.
func TestTapsDuringACheck(t *testing.T) {
	w := newWorld(t)
	for _, line := range []string{"start", "claim", "portrait"} {
		w.step(line)
	}
	for range 20 {
		w.do(Pressed{ActSend})
		w.wait(130 * time.Millisecond)
	}
	if len(w.sent) != 1 || w.m.screen != Checking {
		t.Errorf("%d calls, %s", len(w.sent), w.m.screen)
	}
	w.step("answer face_mismatch")
	for _, b := range Bindings(Verdict) {
		w.do(Pressed{b.Action})
		if b.Action == ActHelp || b.Action == ActLanguage {
			continue
		}
		if w.m.screen != Verdict {
			t.Fatalf("%s acts in the first 0.8 s", b.Action)
		}
	}
}

// What a PIN was given for is done on the screen that asked for it alone, and shows no
// keys for fingers: the PIN was typed.
func TestPermitted(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.do(Permitted{ActSettings})
	if w.m.screen != Settings || w.m.byTap {
		t.Errorf("%s, by tap %t", w.m.screen, w.m.byTap)
	}
	w = newWorld(t)
	w.step("start")
	w.step("claim")
	before := w.m.screen
	if w.do(Permitted{ActSettings}); w.m.screen != before {
		t.Errorf("%s became %s", before, w.m.screen)
	}
}
