package session

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/identity"
)

const readerGap = 12 * time.Millisecond // of xdotool, slower than most readers

// burst types text and keys as a reader does, each key after a gap.
func (w *world) burst(gap time.Duration, text string, keys ...Key) (cmds string) {
	w.t.Helper()
	strike := func(msg Msg) {
		w.now = w.now.Add(gap)
		w.do(Struck{At: w.now})
		w.cmds = nil
		w.do(msg)
		cmds += names(w.cmds) + " "
	}
	for _, r := range text {
		strike(Typed{Text: string(r)})
	}
	for _, k := range keys {
		strike(KeyPressed{Key: k})
	}
	return strings.Join(strings.Fields(cmds), " ")
}

// at are the screens that something can go wrong on, each with how it is come to.
func at(t *testing.T, s Screen) *world {
	t.Helper()
	lines := map[Screen][]string{
		Notice:  {"start", "claim"},
		Capture: {"start", "claim", "F8", "camera live", "see 1s"},
		Confirm: {"start", "claim", "portrait"},
		ByEye:   {"start", "claim", "F9", "wait 1s"},
	}
	w := newWorld(t)
	for _, line := range lines[s] {
		w.step(line)
	}
	if w.m.screen != s {
		t.Fatalf("on %s, want %s", w.m.screen, s)
	}
	return w
}

// Nothing that a reader types sends, shoots, consents or decides.
func TestABurstDoesNothing(t *testing.T) {
	for _, s := range []Screen{Notice, Capture, Confirm, ByEye} {
		for _, k := range AllKeys() {
			for _, text := range []string{"12345", "110101199001010015", strings.Repeat("P<CHN", 18)} {
				w := at(t, s)
				if cmds := w.burst(readerGap, text, k, KeyEnter); strings.Trim(cmds, "- ") != "" || w.m.screen != s {
					t.Errorf("%s: %d keys and %s: %s, on %s", s, len(text), k, cmds, w.m.screen)
				}
			}
		}
	}
}

// What a hand types works as ever, and so does a key after a burst.
func TestAHandIsNoBurst(t *testing.T) {
	w := at(t, Confirm)
	if cmds := w.burst(60*time.Millisecond, "110101199001010015", KeyEnter); !strings.Contains(cmds, "send") && w.m.screen != Checking {
		t.Errorf("typed by hand: %q, on %s", cmds, w.m.screen)
	}
	w = at(t, Confirm)
	w.burst(readerGap, "110101199001010015", KeyEnter)
	w.now = w.now.Add(400 * time.Millisecond)
	if w.burst(0, "", KeyEnter); w.m.screen != Checking {
		t.Errorf("Enter after a burst leads to %s", w.m.screen)
	}
}

// The mean counts: a window that draws takes keys in clumps.
func TestClumpsAreABurst(t *testing.T) {
	var s strokes
	now := time.Unix(1e9, 0)
	for i := range 18 {
		if i%6 == 5 {
			now = now.Add(90 * time.Millisecond)
		}
		now = now.Add(2 * time.Millisecond)
		s = s.with(now)
	}
	if s = s.with(now.Add(100 * time.Millisecond)); !s.burst() {
		t.Error("a clump's Enter counts")
	}
	if s = s.with(now.Add(600 * time.Millisecond)); s.burst() {
		t.Error("a key long after counts for nothing")
	}
}

// Escape clears the desk however fast it comes: a name that stayed would grow by
// the next guest's.
func TestEscapeClearsTheDeskInABurst(t *testing.T) {
	for _, gap := range []time.Duration{time.Millisecond, readerGap, 60 * time.Millisecond} {
		for _, text := range []string{"王芳", "王芳武强欧阳建国", "110101199001010015"} {
			w := newWorld(t)
			w.step("start")
			w.burst(gap, text, KeyTab, KeyEscape)
			w.burst(gap, "李四")
			if c := w.m.customer.claim; c.name != "李四" || c.number != "" {
				t.Errorf("%q, Escape and 李四, %v a key: %q %q", text, gap, c.name, c.number)
			}
		}
	}
}

// On the desk the Enter of a burst leads on.
func TestABurstEndsTheClaim(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.burst(readerGap, "张三丰", KeyEnter)
	w.burst(readerGap, "110101199001010015", KeyEnter)
	if w.m.screen != Notice {
		t.Errorf("on %s", w.m.screen)
	}
}

// On a pass no character of the next guest is lost, whenever the text begins.
func TestATextStartsTheNextGuestWhole(t *testing.T) {
	const text = "110101199001010015"
	for _, after := range []time.Duration{0, 100 * time.Millisecond, KeyGuard - 5*readerGap, KeyGuard, 2 * time.Second} {
		w := at(t, Confirm)
		w.step("Enter")
		w.step("answer match")
		if !w.m.passed() {
			t.Fatal("no pass")
		}
		w.now = w.now.Add(after)
		w.burst(readerGap, text)
		w.now = w.now.Add(KeyGuard)
		w.burst(0, "", KeyEnter)
		if c := w.m.customer.claim; w.m.screen != Desk || c.number != text || c.name != "" {
			t.Errorf("after %v: %q %q on %s", after, c.name, c.number, w.m.screen)
		}
	}
}

// A text that began during the check is dropped whole.
func TestATextOfTheCheckIsDropped(t *testing.T) {
	w := at(t, Confirm)
	w.step("Enter")
	w.burst(readerGap, "1101011990")
	w.step("answer match")
	w.burst(readerGap, "01010015")
	w.now = w.now.Add(KeyGuard)
	w.burst(0, "", KeyEnter)
	if w.m.screen != Desk || w.m.customer.claim.name != "" {
		t.Errorf("%q on %s", w.m.customer.claim.name, w.m.screen)
	}
}

// Keys that waited while the window drew are as fast as they were typed.
func TestKeysThatWaitedAreAsFastAsTheyWere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &outside{log: make(chan string, 64), msgs: make(chan Msg, 64)}
		d := NewDriver(Ports{Language: identity.Chinese, Setup: o}, o, func(Msg) {}, func(View) { time.Sleep(50 * time.Millisecond) })
		for range 19 {
			time.Sleep(readerGap / 4)
			d.Do(context.Background(), Struck{})
			d.Do(context.Background(), Typed{Text: "1"})
		}
		if !d.model.strokes.burst() {
			t.Error("the time of drawing counts")
		}
	})
}

// A space inside a text is text: on a pass the next guest's names stay apart, and
// on the camera's screen a reader's line takes no photo.
func TestASpaceInATextIsText(t *testing.T) {
	w := at(t, Confirm)
	w.step("Enter")
	w.step("answer match")
	w.do(Typed{"Anna"})
	w.do(KeyPressed{Key: KeySpace})
	w.do(Typed{"Berta"})
	w.now = w.now.Add(KeyGuard)
	w.do(KeyPressed{Key: KeyEnter})
	if name := w.m.customer.claim.name; w.m.screen != Desk || name != "Anna Berta" {
		t.Errorf("%q on %s", name, w.m.screen)
	}
	w = at(t, Capture)
	w.step("see 1s")
	w.do(Typed{"张"})
	w.do(Typed{"三"})
	w.do(KeyPressed{Key: KeySpace})
	if w.m.camera.shooting {
		t.Error("a reader's line took a photo")
	}
	w.now = w.now.Add(2 * textPause)
	w.do(KeyPressed{Key: KeySpace})
	if !w.m.camera.shooting {
		t.Error("the space bar takes no photo any more")
	}
}

// Text that ended before the pass could go, by a pause or by Enter, is nobody's: it
// is not put before the next guest's name, and Space shows the pass longer.
func TestTextThatEndedOnAPassIsDropped(t *testing.T) {
	pass := func() *world {
		w := at(t, Confirm)
		w.step("Enter")
		w.step("answer match")
		return w
	}
	ends := map[string]func(*world){
		"a pause": func(w *world) { w.do(Typed{"ANNA"}); w.do(KeyPressed{Key: KeySpace}); w.now = w.now.Add(3 * textPause) },
		"Enter": func(w *world) {
			w.do(Typed{"E00000001"})
			w.do(KeyPressed{Key: KeyEnter})
			w.now = w.now.Add(KeyGuard)
		},
		"a reader's Enter": func(w *world) { w.burst(readerGap, "110101199001010015", KeyEnter); w.now = w.now.Add(KeyGuard) },
	}
	for name, end := range ends {
		w := pass()
		end(w)
		w.do(KeyPressed{Key: KeySpace})
		if w.m.screen != Verdict {
			t.Errorf("%s: Space ends the pass", name)
		}
		w.do(Typed{"BERTA"})
		if got := w.m.customer.claim.name; got != "BERTA" || w.m.screen != Desk {
			t.Errorf("%s: the next guest is %q on %s", name, got, w.m.screen)
		}
		w = pass()
		end(w)
		w.now = w.now.Add(time.Hour)
		w.do(Tick{})
		if !w.m.customer.claim.empty() || w.m.screen != Desk {
			t.Errorf("%s: the empty desk holds %q", name, w.m.customer.claim.name)
		}
	}
}

// A number that a reader types chooses no face, from its first digit on. One that
// somebody types does.
func TestABurstChoosesNoFace(t *testing.T) {
	for _, digits := range [][]Key{{Key1, Key2}, {Key2, Key1, Key1, Key2, Key1, Key1, Key2, Key2}} {
		w := at(t, Capture)
		w.step("see 1s many_faces")
		cmds := w.burst(readerGap, "", digits...)
		cmds += w.burst(readerGap, "", KeyEnter)
		w.cmds = nil
		w.step("see 1s many_faces")
		if cmds += names(w.cmds); cmds != "" || w.m.customer.chosen {
			t.Errorf("%v: %s", digits, cmds)
		}
	}
	w := at(t, Capture)
	w.step("see 1s many_faces")
	w.burst(readerGap, "", Key2)
	w.step("see 300ms many_faces")
	if !w.m.customer.chosen {
		t.Error("a single digit chose nobody")
	}
}
