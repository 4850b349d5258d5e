package screens

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// touched are ports of a desk that is used by fingers alone.
type touched struct {
	outside
	portrait identity.Portrait
	asked    session.CheckClerk
	sent     []identity.Request
}

func (o *touched) Load(ctx context.Context) session.Msg {
	loaded, _ := o.outside.Load(ctx).(session.Loaded)
	c := loaded.Config
	c.SignIn, c.Clerks = true, []session.Clerk{{Code: "desk-2", Name: "李明"}}
	c.Display.Touch = session.TouchTaps
	c.Services = slices.Clone(c.Services)
	c.Services[0].Descriptor.Documents = []providers.Accepted{{Type: identity.ResidentID}, {Type: identity.OrdinaryPassport}}
	c.Routes[identity.OrdinaryPassport] = []string{"muzhiyun"}
	return session.Loaded{Config: c}
}

func (o *touched) Shoot(_ context.Context, s session.Shoot) session.Msg {
	return session.ShotTaken{Shot: s.Shot, Portrait: o.portrait}
}

func (o *touched) Check(_ context.Context, r identity.Request) session.Answered {
	o.sent = append(o.sent, r)
	return session.Answered{Attempt: "1", Verdict: identity.Verdict{Outcome: identity.Match}}
}

func (o *touched) ports() session.Ports {
	p := o.outside.ports()
	p.Setup, p.Portraits, p.Checker = o, o, o
	p.CheckClerk = func(_ context.Context, c session.CheckClerk) session.ClerkChecked {
		o.asked = c
		return session.ClerkChecked{Asked: c.Asked, Code: strings.ToLower(c.Code), Right: c.PIN.Reveal() == "2580"}
	}
	return p
}

// hand is a finger on the window, and the session behind it.
type hand struct {
	*window
	t      *testing.T
	o      *touched
	driver *session.Driver
	posted chan session.Msg
}

// on returns the middle of what says something.
func (h *hand) on(label string) fyne.Position {
	h.t.Helper()
	for _, layer := range topmost(h.Screens) {
		for _, o := range visible(layer) {
			if text, ok := o.(*canvas.Text); ok && (text.Text == label || len(text.Text) > 20 && strings.HasPrefix(label, text.Text)) {
				return h.middle(text)
			}
		}
	}
	h.t.Fatalf("on %s nothing says %q:\n%s", h.view.Screen, label, said(h.window))
	return fyne.Position{}
}

func (h *hand) middle(o fyne.CanvasObject) fyne.Position {
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
	return at.AddXY(size.Width/2, size.Height/2)
}

// pass lets a second pass, for one tap must not be the second half of another.
func (h *hand) pass() {
	h.o.now = h.o.now.Add(time.Second)
	h.driver.Do(h.t.Context(), session.Tick{})
}

func (h *hand) tap(labels ...string) {
	h.t.Helper()
	for _, label := range labels {
		h.pass()
		test.TapCanvas(h.canvas, h.on(label))
	}
}

// into taps a field. The window's driver gives it the focus.
func (h *hand) into(f *widgets.Entry) {
	h.canvas.Focus(f)
	f.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, 5)})
}

// types taps keys.
func (h *hand) types(text string) {
	h.t.Helper()
	for _, r := range text {
		h.tap(string(r))
	}
}

// until takes in what comes from outside until a screen is there.
func (h *hand) until(s session.Screen) {
	h.t.Helper()
	for end := time.After(20 * time.Second); h.view.Screen != s; {
		select {
		case m := <-h.posted:
			h.driver.Do(h.t.Context(), m)
		case <-time.After(20 * time.Millisecond): // nothing is on its way
			h.pass()
		case <-end:
			h.t.Fatalf("on %s, not on %s:\n%s", h.view.Screen, s, said(h.window))
		}
	}
}

// A whole check without a key of a keyboard, from the sign-in to the next guest.
func TestCheckByTapsAlone(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1366, Height: 768}, {Width: 768, Height: 1366}} {
		w := open(t)
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Fit(size)))
		for _, window := range fyne.CurrentApp().Driver().AllWindows() {
			window.Resize(size) // what lies outside of it cannot be tapped
		}
		h := &hand{window: w, t: t, o: &touched{outside: outside{now: morning}, portrait: portrait(t)}, posted: make(chan session.Msg, 64)}
		h.driver = session.NewDriver(h.o.ports(), h.o, func(m session.Msg) { h.posted <- m }, func(v session.View) { w.Show(v) })
		w.react = func(m session.Msg) {
			if _, key := m.(session.KeyPressed); key {
				t.Errorf("a key: %+v", m)
			}
			h.driver.Do(t.Context(), m)
		}
		h.driver.Start(t.Context())
		h.until(session.SignIn)
		h.signsIn()
		h.fills()
		h.checks()
	}
}

func (h *hand) signsIn() {
	h.t.Helper()
	h.pass()
	h.into(h.signIn.code)
	h.types("DESK-3")
	h.tap("删除")
	h.types("2")
	h.tap("登录")
	h.types("2580")
	h.tap("登录")
	h.until(session.Desk)
	if h.o.asked.Code != "DESK-2" {
		h.t.Errorf("signed in as %q", h.o.asked.Code)
	}
}

func (h *hand) fills() {
	h.t.Helper()
	h.pass()
	h.tap("护照")
	h.pass()
	h.into(h.claim.name.entry)
	h.types("LI")
	h.tap("空格")
	h.types("SI")
	h.pass()
	h.into(h.claim.number.entry)
	h.types("TK1234567")
	h.pass()
	h.into(h.claim.nation.entry)
	h.types("JPN")
	h.tap("下一步")
	if h.view.Screen != session.Notice {
		h.t.Fatalf("on %s: %s", h.view.Screen, said(h.window))
	}
}

func (h *hand) checks() {
	h.t.Helper()
	h.tap("客人已满 14 周岁，已阅读并同意")
	h.until(session.Capture)
	h.driver.Do(h.t.Context(), session.CameraReported{State: session.CameraLive})
	h.pass()
	h.driver.Do(h.t.Context(), session.Previewed{Generation: h.view.Generation})
	test.TapCanvas(h.canvas, h.on("拍照"))
	h.until(session.Confirm)
	h.tap("发送核验")
	h.until(session.Verdict)
	h.tap("下一位（也可直接输入姓名）")
	if len(h.o.sent) != 1 || h.o.sent[0].Subject.Name != "LI SI" || h.o.sent[0].Subject.Document.Number != "TK1234567" {
		h.t.Errorf("sent %d", len(h.o.sent))
	}
	h.until(session.Desk)
}
