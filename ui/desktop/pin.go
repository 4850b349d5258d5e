package desktop

import (
	"context"
	"slices"
	"time"

	"facedesk/identity"
	"facedesk/ui/session"
)

// guarded passes on what the clerk does. If a PIN is set, it asks for the PIN
// before the administrator's actions.
func (w *window) guarded(ctx context.Context, m session.Msg) {
	if w.leaves(m) {
		w.askLeave(ctx, "kiosk.leave.body", func() { w.driver.Do(ctx, m) })
		return
	}
	if a, ok := w.bound(m, managers); ok && w.view.Screen != session.Ledger { // there he has given the PIN
		if a == session.ActLedger || a == session.ActStaff {
			w.admit(ctx, a)
			return
		}
		w.askManager(ctx, a)
		return
	}
	a, ok := w.bound(m, w.administrators())
	switch {
	case !ok && w.occupied(func(b session.Binding) bool { return means(m, b) }):
		w.screens.Tell(guestFirst) // else the PIN that is typed next would stand in the guest's name
		return
	case !ok:
		w.driver.Do(ctx, m)
		return
	}
	w.behindPIN(identity.Text{ZH: "管理员", EN: "Administrator"}, false, w.permitted(ctx, a))
}

// permitted returns what does an action once a PIN is right. It is not the key again,
// which may mean something else on another screen. A guest may have come meanwhile, from
// the hotel's own software or from the card reader.
func (w *window) permitted(ctx context.Context, a session.Action) func() {
	return func() {
		if w.occupied(func(b session.Binding) bool { return b.Action == a }) {
			w.screens.Tell(guestFirst)
			return
		}
		w.driver.Do(ctx, session.Permitted{Action: a})
	}
}

// guestFirst says why the settings do not open.
var guestFirst = identity.Text{
	ZH: "柜台上有客人，现在不能打开设置。请先办完，或按 Esc 清空柜台，再试一次。",
	EN: "The settings do not open while a guest is on the desk. Finish the guest, or clear the desk with Esc, and try again.",
}

// occupied reports whether a binding that is meant opens the settings, and does not now
// because a guest is on the desk.
func (w *window) occupied(meant func(session.Binding) bool) bool {
	return slices.ContainsFunc(w.view.Keys, func(b session.Binding) bool {
		return b.Action == session.ActSettings && !b.Enabled && meant(b)
	})
}

// behindPIN does something behind the administrator's PIN, where one is set or always.
// If no PIN can be right, it says so.
func (w *window) behindPIN(title identity.Text, always bool, then func()) {
	w.later(func() func() { // HasPIN reads the settings
		barred, why := w.desk.HasPIN()
		return func() {
			switch {
			case why != identity.Text{}:
				w.screens.Tell(why)
			case barred || always:
				w.askPIN(title, w.desk.CheckPIN, then)
			default:
				then()
			}
		}
	})
}

// later does what is slow beside the window, and goes on unless the desk was locked
// meanwhile: no question of who was there stands over the lock, or over the desk of who
// signed in after him. What is typed meanwhile waits for the question that it asks. While
// one question is awaited, later does nothing: a double click asks once.
func (w *window) later(slow func() func()) {
	if !w.screens.Hold() {
		return
	}
	locks := w.locks
	go func() {
		then := slow()
		w.dispatch(func() {
			if w.locks == locks {
				w.screens.Release(then)
			}
		})
	}()
}

// managers are the duty manager's actions: they open the records, lift a limit of money
// or say what became of some.
var managers = []session.Action{session.ActLift, session.ActLedger, session.ActStaff, session.ActCharged, session.ActNotCharged}

// administrators are the administrator's actions: they open the settings or take a real
// guest's photo from a file.
func (w *window) administrators() []session.Action {
	if w.view.Demo {
		return []session.Action{session.ActSettings, session.ActSetUp}
	}
	return []session.Action{session.ActSettings, session.ActSetUp, session.ActFile}
}

// bound returns the action that a message means, if it is one of some and can be done now.
func (w *window) bound(m session.Msg, of []session.Action) (session.Action, bool) {
	for _, b := range w.view.Keys {
		if b.Enabled && slices.Contains(of, b.Action) && means(m, b) {
			return b.Action, true
		}
	}
	return "", false
}

// admit lets the duty manager in to the records or the clerks, for one visit. A shift
// lead who is signed in comes to the clerks with a PIN of his own.
func (w *window) admit(ctx context.Context, a session.Action) {
	enter := w.permitted(ctx, a)
	if lead := w.view.Records.Lead; lead != "" && a == session.ActStaff {
		w.askPIN(identity.Text{ZH: "当班主管 " + lead, EN: "Shift lead " + lead}, func(pin string) (bool, time.Duration) { return w.desk.CheckClerk(lead, pin) }, enter)
		return
	}
	w.later(func() func() { // HasManager reads the settings
		if !w.desk.HasManager() {
			return func() { w.driver.Do(ctx, session.NoManager{}) }
		}
		return func() { w.askPIN(identity.Text{ZH: "值班经理", EN: "Duty manager"}, w.desk.CheckManager, enter) }
	})
}

// askManager asks for the duty manager's PIN, and for the evidence of what he says
// of a charge.
func (w *window) askManager(ctx context.Context, a session.Action) {
	w.askPIN(identity.Text{ZH: "值班经理", EN: "Duty manager"}, w.desk.CheckManager, func() {
		if a == session.ActLift {
			w.permitted(ctx, a)()
			return
		}
		charged := identity.ChargedNo
		if a == session.ActCharged {
			charged = identity.ChargedYes
		}
		w.screens.AskEvidence(func(text string, ok bool) {
			if ok {
				w.driver.Do(ctx, session.SettleAsked{Charged: charged, Evidence: text})
			}
		})
	})
}

// means reports whether a message is the key or the button of a binding.
func means(m session.Msg, b session.Binding) bool {
	switch m := m.(type) {
	case session.Pressed:
		return m.Action == b.Action
	case session.KeyPressed:
		return !m.Repeat && slices.Contains(b.Keys, m.Key)
	}
	return false
}

// askPIN asks until the PIN is right or the clerk gives up.
func (w *window) askPIN(title identity.Text, check func(string) (bool, time.Duration), then func()) {
	w.screens.AskPIN(title, w.answerPIN(check, then))
}

func (w *window) answerPIN(check func(string) (bool, time.Duration), then func()) func(string, bool) {
	return func(pin string, ok bool) {
		if !ok {
			return
		}
		w.later(func() func() { // hashing is slow
			right, wait := check(pin)
			if right {
				return then
			}
			return func() { w.screens.AskPINAgain(wait, w.answerPIN(check, then)) }
		})
	}
}
