package screens

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/theme"
)

// Nothing on the notice takes the focus, so Tab, Enter and Space reach neither
// button. Both buttons look alike and have the order of the screen.
func TestNoticeConsentsByNothingButItsKeysAndTaps(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	w.Show(noticeView())
	if w.canvas.Focused() != nil {
		t.Fatalf("%T has the focus", w.canvas.Focused())
	}
	for range 8 {
		w.canvas.FocusNext()
		if f := w.canvas.Focused(); f != nil {
			t.Fatalf("Tab reaches %T", f)
		}
	}
	for _, o := range w.all() {
		if _, ok := o.(fyne.Focusable); ok {
			t.Errorf("%T can be focused", o)
		}
	}
	w.take()
	w.Key(session.KeyEnter, false)
	w.Key(session.KeySpace, false)
	w.expect(t, session.KeyPressed{Key: session.KeyEnter}, session.KeyPressed{Key: session.KeySpace})

	n := w.parts[session.Notice].(*notice)
	if n.agree.Size() != n.decline.Size() || n.agree.primary || n.decline.primary || n.agree.text.LineHeight() != n.decline.text.LineHeight() {
		t.Error("the buttons differ")
	}
	if n.agree.Position().X >= n.decline.Position().X {
		t.Error("the order is not the screen's")
	}
	test.Tap(n.agree)
	test.Tap(n.decline)
	w.expect(t, session.Pressed{Action: session.ActAgree}, session.Pressed{Action: session.ActDecline})
	long := guardianNotice()
	long.Language = identity.English
	w.Show(long)
	if n.agree.text.LineHeight() != n.decline.text.LineHeight() {
		t.Error("one button is written larger than the other")
	}
	w.Show(troubledNotice())
	test.Tap(n.agree)
	w.expect(t)
}

func TestPIN(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	var got []string
	done := func(pin string, ok bool) { got = append(got, pin+map[bool]string{true: "!", false: "?"}[ok]) }
	w.AskPIN(identity.Text{ZH: "设置", EN: "Settings"}, done)
	if w.canvas.Focused() != w.pin.entry {
		t.Fatal("the PIN has not got the focus")
	}
	w.take()
	test.Type(w.pin.entry, "1357")
	for _, m := range []session.View{deskView(), noticeView()} {
		w.Show(m) // the flow goes on behind the question
	}
	if w.canvas.Focused() != w.pin.entry {
		t.Error("the PIN lost the focus")
	}
	w.pin.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF8})
	w.expect(t) // keys do not reach the screen behind it
	w.pin.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !slices.Equal(got, []string{"1357!"}) || w.pin.isOpen() || keeps(w.Screens, "1357") {
		t.Errorf("%q, open %v", got, w.pin.isOpen())
	}
	w.AskPIN(identity.Text{ZH: "设置", EN: "Settings"}, done)
	w.canvas.Unfocus()
	w.Key(session.KeyEscape, false)
	w.AskPIN(identity.Text{ZH: "设置", EN: "Settings"}, done)
	w.AskPIN(identity.Text{ZH: "退出", EN: "Leave"}, done) // answers the first question
	test.Tap(w.pin.cancel)
	if !slices.Equal(got, []string{"1357!", "?", "?", "?"}) {
		t.Errorf("%q", got)
	}
}

// What is told where no PIN can be right has no field, and Enter, Esc and a tap end it.
func TestTold(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	for name, end := range map[string]func(){
		"Enter": func() { w.Key(session.KeyEnter, false) }, "Esc": func() { w.Key(session.KeyEscape, false) }, "a tap": func() { test.Tap(w.pin.ok) },
	} {
		w.Tell(identity.Text{ZH: "打不开", EN: "Nothing opens"})
		if !w.pin.isOpen() || w.pin.row.Visible() || w.pin.cancel.Visible() || w.canvas.Focused() == w.pin.entry {
			t.Errorf("%s: a PIN is asked for", name)
		}
		if end(); w.pin.isOpen() {
			t.Errorf("%s does not end it", name)
		}
	}
	w.AskPIN(identity.Text{ZH: "设置", EN: "Settings"}, func(string, bool) {})
	if !w.pin.row.Visible() || !w.pin.cancel.Visible() || w.canvas.Focused() != w.pin.entry {
		t.Error("no PIN is asked for afterwards")
	}
}

// A consent that needs two lines has them in the size of one, where the window has
// the room.
func TestALongConsentHasTwoLines(t *testing.T) {
	w := open(t)
	for _, size := range []fyne.Size{{Width: 640, Height: 480}, {Width: 768, Height: 1366}} {
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Fit(size)))
		w.Content().Resize(size)
		v := captureView("hint.good")
		v.Language = identity.English
		v.Capture.Consent = identity.Consent{By: identity.BySelf, Recipient: "tianyan"}
		v.Recipient = identity.Text{ZH: "天眼数据", EN: "Tianyan Shuju (Tencent Cloud market, identity checks)"}
		w.Show(v)
		m := &survey{window: size}
		m.walk(w.claim.root, fyne.NewPos(0, 0), nil, holders{})
		least, lines := float32(99), 0
		for _, s := range m.spots {
			if s.within[len(s.within)-1] == fyne.CanvasObject(w.claim.note) || slices.Contains(s.within, fyne.CanvasObject(w.claim.note)) {
				least, lines = min(least, s.size), lines+1
			}
		}
		if want := textSmall * theme.Scale(size) * 0.97; lines == 0 || lines > 2 || least < want {
			t.Errorf("%v: %d lines, %.1f high, want %.1f", size, lines, least, want)
		}
		for _, fault := range faultsOfRoom(w.Screens, size) {
			t.Errorf("%v: %s", size, fault)
		}
	}
}
