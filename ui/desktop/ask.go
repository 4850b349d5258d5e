package desktop

import (
	"context"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/screens"
	"facedesk/ui/session"
)

// askText implements session.Ports.AskText. Leaving the screen gives the question
// up.
func (w *window) askText(ctx context.Context, a session.AskText) session.Msg {
	return session.TextGiven{AskText: a, Text: w.await(ctx, false, func(done func(string)) {
		w.screens.AskText(a.Question.Title(), a.Question.Body(), func(text string, _ bool) { done(text) })
	})}
}

// askNewPIN implements session.Ports.AskNewPIN.
func (w *window) askNewPIN(ctx context.Context, a session.AskNewPIN) session.Msg {
	title, question := identity.Text{ZH: a.Clerk.Name + "的临时 PIN", EN: "Temporary PIN for " + a.Clerk.Name}, screens.NewPIN
	if a.Own {
		title, question = identity.Text{ZH: a.Clerk.Name + "，请设置自己的 PIN", EN: a.Clerk.Name + ", choose a PIN of your own"}, screens.OwnPIN
	}
	if a.Fault != (identity.Text{}) {
		title = a.Fault
	}
	pin := w.await(ctx, a.Own, func(done func(string)) { w.askTwice(title, question, done) })
	return session.NewPINGiven{AskNewPIN: a, PIN: providers.NewSecret(pin)}
}

// askTwice asks until the same PIN is typed twice.
func (w *window) askTwice(title identity.Text, question session.TextKey, done func(string)) {
	w.screens.AskNewPIN(title, question, func(first string, ok bool) {
		if !ok {
			done("")
			return
		}
		again := identity.Text{ZH: "再输入一次", EN: "Once more"}
		w.screens.AskNewPIN(again, screens.NewPINAgain, func(second string, ok bool) {
			switch {
			case !ok:
				done("")
			case first != second:
				w.askTwice(identity.Text{ZH: "两次输入的 PIN 不同，请重新输入", EN: "The two PINs differ; please begin again"}, question, done)
			default:
				done(first)
			}
		})
	})
}

// pickFolder implements session.Ports.PickFolder.
func (w *window) pickFolder(ctx context.Context, p session.PickFolder) session.Msg {
	return session.FolderGiven{Visit: p.Visit, Path: w.await(ctx, false, func(done func(string)) {
		w.screens.AskFolder(func(path string) { go w.list(path) }, done)
	})}
}

// await asks on the user-interface thread and waits for what is typed or chosen, ""
// for nothing. Only what belongs to the lock is asked over it.
func (w *window) await(ctx context.Context, onLock bool, ask func(done func(string))) string {
	given := make(chan string, 1)
	w.dispatch(func() {
		if w.view.Screen == session.SignIn && !onLock {
			given <- ""
			return
		}
		ask(func(text string) { given <- text })
	})
	select {
	case text := <-given:
		return text
	case <-ctx.Done():
		return ""
	}
}
