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
	if a, ok := w.manages(m); ok {
		if a == session.ActLedger || a == session.ActStaff {
			w.admit(ctx, a)
			return
		}
		w.askManager(ctx, a, m)
		return
	}
	a, ok := w.administrates(m)
	if !ok {
		w.driver.Do(ctx, m)
		return
	}
	w.behindPIN(identity.Text{ZH: "管理员", EN: "Administrator"}, false, func() { w.still(ctx, a, m) })
}

// still does what a PIN was asked for, unless the screen has changed meanwhile: the key
// may do there what another PIN is asked for.
func (w *window) still(ctx context.Context, a session.Action, m session.Msg) {
	if _, ok := meant(w.view.Keys, m, a); ok {
		w.driver.Do(ctx, m)
	}
}

// behindPIN does something behind the administrator's PIN, where one is set or always.
// If no PIN can be right, it says so.
func (w *window) behindPIN(title identity.Text, always bool, then func()) {
	go func() { // HasPIN reads the settings
		barred, why := w.desk.HasPIN()
		w.dispatch(func() {
			switch {
			case why != identity.Text{}:
				w.screens.Tell(why)
			case barred || always:
				w.askPIN(title, w.desk.CheckPIN, then)
			default:
				then()
			}
		})
	}()
}

// administrates returns the action by which a message belongs to the administrator: it
// opens the settings or takes a real guest's photo from a file.
func (w *window) administrates(m session.Msg) (session.Action, bool) {
	theirs := []session.Action{session.ActSettings, session.ActSetUp}
	if !w.view.Demo {
		theirs = append(theirs, session.ActFile)
	}
	return meant(w.view.Keys, m, theirs...)
}

// manages returns the action by which a message belongs to the duty manager: it
// opens the records, lifts a limit of money or says what became of some. On his own
// screen he has given the PIN.
func (w *window) manages(m session.Msg) (session.Action, bool) {
	if w.view.Screen == session.Ledger {
		return "", false
	}
	return meant(w.view.Keys, m, session.ActLift, session.ActLedger, session.ActStaff, session.ActCharged, session.ActNotCharged)
}

// meant returns which of some actions a message now does.
func meant(keys []session.Binding, m session.Msg, actions ...session.Action) (session.Action, bool) {
	i := slices.IndexFunc(keys, func(b session.Binding) bool {
		return b.Enabled && slices.Contains(actions, b.Action) && means(m, b)
	})
	if i < 0 {
		return "", false
	}
	return keys[i].Action, true
}

// admit lets the duty manager in to the records or the clerks, for one visit. A shift
// lead who is signed in comes to the clerks with a PIN of his own.
func (w *window) admit(ctx context.Context, a session.Action) {
	enter := func() { w.driver.Do(ctx, session.Pressed{Action: a}) } // does nothing where the screen has changed
	if lead := w.view.Records.Lead; lead != "" && a == session.ActStaff {
		w.askPIN(identity.Text{ZH: "当班主管 " + lead, EN: "Shift lead " + lead}, func(pin string) (bool, time.Duration) { return w.desk.CheckClerk(lead, pin) }, enter)
		return
	}
	go func() { // HasManager reads the settings
		has := w.desk.HasManager()
		w.dispatch(func() {
			if !has {
				w.driver.Do(ctx, session.NoManager{})
				return
			}
			w.askPIN(identity.Text{ZH: "值班经理", EN: "Duty manager"}, w.desk.CheckManager, enter)
		})
	}()
}

// askManager asks for the duty manager's PIN, and for the evidence of what he says
// of a charge.
func (w *window) askManager(ctx context.Context, a session.Action, m session.Msg) {
	w.askPIN(identity.Text{ZH: "值班经理", EN: "Duty manager"}, w.desk.CheckManager, func() {
		if a == session.ActLift {
			w.still(ctx, a, m)
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
		go func() { // hashing is slow
			right, wait := check(pin)
			w.dispatch(func() {
				if right {
					then()
					return
				}
				w.screens.AskPINAgain(wait, w.answerPIN(check, then))
			})
		}()
	}
}
