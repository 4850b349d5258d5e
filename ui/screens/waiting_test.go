package screens

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

func words(p *widgets.Prose) string {
	var out strings.Builder
	for _, r := range p.Runs() {
		out.WriteString(r.Text)
	}
	return out.String()
}

// After too many wrong PINs the question counts the seconds down, takes nothing
// meanwhile, and is free by itself at the end.
func TestThePINWaitCountsDown(t *testing.T) {
	w := open(t)
	now := time.Hour
	w.awake = func() time.Duration { return now }
	w.Show(deskView())
	var got []string
	w.AskPINAgain(30*time.Second, func(pin string, ok bool) { got = append(got, pin) })
	try := func() {
		w.pin.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		test.Tap(w.pin.ok)
	}
	test.Type(w.pin.entry, "1357")
	for _, c := range []struct {
		after time.Duration
		want  string
	}{{0, "30"}, {900 * time.Millisecond, "30"}, {time.Second, "29"}, {12 * time.Second, "18"}, {29500 * time.Millisecond, "1"}} {
		now = time.Hour + c.after
		w.Tick()
		if said := words(w.pin.title); !strings.Contains(said, " "+c.want+" ") || !w.pin.ok.disabled {
			t.Errorf("after %v: %q", c.after, said)
		}
		w.Show(noticeView()) // what goes on behind changes nothing
		if try(); len(got) != 0 {
			t.Fatalf("answered after %v: %q", c.after, got)
		}
	}
	now = time.Hour + 30*time.Second
	if w.Tick(); w.pin.ok.disabled || strings.Contains(words(w.pin.title), "秒") {
		t.Errorf("not free: %q", words(w.pin.title))
	}
	if try(); !slices.Equal(got, []string{"1357"}) {
		t.Errorf("%q", got)
	}
	w.AskPINAgain(0, func(pin string, ok bool) { got = append(got, pin) })
	test.Type(w.pin.entry, "2468")
	if try(); !slices.Equal(got, []string{"1357", "2468"}) {
		t.Errorf("without a wait: %q", got)
	}
}

// Closing the window asks about unsaved settings, as Esc does, and only there.
func TestClosingTheWindowAsksAboutUnsavedSettings(t *testing.T) {
	w := onSettingsScreen(t, 0)
	if !w.AskClose() {
		t.Error("it asks although nothing would be lost")
	}
	test.Type(w.row(2).entry, "8001")
	if w.AskClose() || !strings.Contains(words(w.config.state), "关闭窗口") {
		t.Fatalf("said %q", words(w.config.state))
	}
	w.Key(session.KeyEscape, false)
	if w.AskClose() {
		t.Error("another way out is another question")
	}
	test.Type(w.row(2).entry, "2")
	if w.AskClose() {
		t.Error("what was typed since is not asked about")
	}
	if !w.AskClose() {
		t.Error("it asks a second time")
	}
	w.Show(deskView())
	if !w.AskClose() {
		t.Error("it asks on another screen")
	}
}
