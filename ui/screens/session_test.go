package screens

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
)

// outside are ports of the session that do nothing.
type outside struct{ now time.Time }

func (o *outside) Now() session.Moment { return momentAt(o.now) }

func (o *outside) Load(context.Context) session.Msg {
	d := providers.Descriptor{
		Code: "muzhiyun", Name: identity.Text{ZH: "拇指云", EN: "Muzhiyun"}, Face: true, Documents: providers.EighteenDigits(),
		Recipient: providers.Recipient{Name: identity.Text{ZH: "拇指云", EN: "Muzhiyun"}, Contact: "0592"}, Portrait: identity.PortraitSpec{MaxBytes: 50000},
	}
	return session.Loaded{Config: session.Config{
		Language: identity.Chinese, Company: "滨江酒店", Contact: "8001", RetentionDays: 180,
		Routes:   map[identity.DocumentType][]string{identity.ResidentID: {"muzhiyun"}},
		Services: []session.Service{{Descriptor: d, Values: providers.Values{providers.KeyRecipient: "拇指云", providers.KeyContact: "0592"}}},
	}}
}

func (o *outside) Demo(context.Context) session.Msg                            { return nil }
func (o *outside) Save(context.Context, []session.Change) *identity.Error      { return nil }
func (o *outside) Open(uint64, string)                                         {}
func (o *outside) Close()                                                      {}
func (o *outside) Try(session.TryCamera)                                       {}
func (o *outside) Find(context.Context) session.CamerasFound                   { return session.CamerasFound{} }
func (o *outside) Mount(context.Context, session.SaveMounting) *identity.Error { return nil }
func (o *outside) Choose(session.Face)                                         {}
func (o *outside) Move(session.Aim)                                            {}
func (o *outside) Shoot(context.Context, session.Shoot) session.Msg            { return nil }
func (o *outside) Check(context.Context, identity.Request) session.Answered {
	return session.Answered{}
}
func (o *outside) Consent(context.Context, session.RecordConsent) error   { return nil }
func (o *outside) Decision(context.Context, session.RecordDecision) error { return nil }
func (o *outside) Lift(context.Context, session.LiftLimit) error          { return nil }

func (o *outside) Settle(context.Context, session.SettleRecord) *identity.Error { return nil }

func (o *outside) AcceptPhoto(context.Context, session.RecordAccepted) error { return nil }

func (o *outside) Duties(context.Context, session.RecordDuties) error { return nil }

func (o *outside) Clerk(context.Context, session.RecordClerk) error { return nil }

func (o *outside) Today(context.Context, string) session.RecordsLoaded {
	return session.RecordsLoaded{}
}

func (o *outside) Shift(context.Context, session.ReadShift) session.ShiftRead {
	return session.ShiftRead{}
}

func (o *outside) HandOver(context.Context, session.MakeHandOver) session.LedgerDone {
	return session.LedgerDone{}
}

func (o *outside) ports() session.Ports {
	return session.Ports{
		Language: identity.Chinese, Setup: o, Network: func(context.Context) bool { return true }, Camera: o, Cameras: o, Portraits: o, Checker: o, Journal: o,
		Play: func(session.Sound) {}, Quit: func() {},
	}
}

// A check by keyboard alone, with the real session: typed text arrives, the
// focus follows, and the desk is empty afterwards.
func TestWithTheSession(t *testing.T) {
	w := open(t)
	o := &outside{now: morning}
	posted := make(chan session.Msg, 16)
	d := session.NewDriver(o.ports(), o, func(m session.Msg) { posted <- m }, func(v session.View) { w.Show(v) })
	w.react = func(m session.Msg) { d.Do(t.Context(), m) }
	d.Start(t.Context())
	for w.view.Screen != session.Desk {
		d.Do(t.Context(), <-posted)
	}
	press := func(k fyne.KeyName) { w.canvas.Focused().TypedKey(&fyne.KeyEvent{Name: k}) }

	test.Type(w.canvas.Focused(), guest)
	press(fyne.KeyReturn)
	if w.canvas.Focused() != w.claim.number.entry {
		t.Fatal("Enter does not lead to the number")
	}
	test.Type(w.canvas.Focused(), "11010519491231002*")
	press(fyne.KeyTab)
	if w.canvas.Focused() != w.claim.name.entry {
		t.Error("Tab does not lead to the name")
	}
	w.canvas.Focus(w.claim.number.entry) // by mouse
	if w.view.Claim.Focus != identity.FieldNumber {
		t.Errorf("the session has the focus at %s", w.view.Claim.Focus)
	}
	press(fyne.KeyReturn)
	if w.view.Screen != session.Notice || w.canvas.Focused() != nil {
		t.Fatalf("on %s, focus %v", w.view.Screen, w.canvas.Focused())
	}
	o.now = o.now.Add(2 * time.Second)
	w.Key(session.KeyEnter, false)
	w.Key(session.KeySpace, false)
	if w.view.Screen != session.Notice {
		t.Fatal("Enter or Space consents")
	}
	w.Key(session.KeyF8, false)
	if w.view.Screen != session.Capture {
		t.Fatalf("on %s", w.view.Screen)
	}
	w.Key(session.KeyF3, false)
	w.canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.view.Screen != session.Desk || w.claim.name.entry.Text+w.claim.number.entry.Text != "" {
		t.Errorf("on %s: %q %q", w.view.Screen, w.claim.name.entry.Text, w.claim.number.entry.Text)
	}
	w.sent = nil
	for _, old := range []string{guest, number} {
		if keeps(w.Screens, old) {
			t.Errorf("%q is still there", old)
		}
	}
}
