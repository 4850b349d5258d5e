package desktop

import (
	"context"
	"strings"

	"facedesk/ui/session"
)

// leaves reports whether a message ends a kiosk from the settings, which are behind
// the administrator's PIN.
func (w *window) leaves(m session.Msg) bool {
	if !w.desk.Kiosk || w.view.Screen != session.Settings {
		return false
	}
	for _, b := range w.view.Keys {
		if b.Action == session.ActQuit && means(m, b) {
			return true
		}
	}
	return false
}

// askLeave asks how a kiosk is to be left: to the log-in screen, by a restart, or by
// switching the machine off. It also tells how the machine is connected.
func (w *window) askLeave(ctx context.Context, body session.TextKey, quit func()) {
	w.screens.AskText("kiosk.leave.title", body, w.left(ctx, quit))
}

// left does what was typed.
func (w *window) left(ctx context.Context, quit func()) func(text string, ok bool) {
	return func(text string, ok bool) {
		if !ok {
			return
		}
		switch strings.TrimSpace(text) {
		case "1":
			quit()
		case "2":
			w.power(ctx, w.desk.Restart, quit)
		case "3":
			w.power(ctx, w.desk.Off, quit)
		case "4":
			w.later(func() func() { // the facts are read from files
				facts := w.desk.NetworkFacts()
				return func() { w.screens.AskAbout(facts, "kiosk.leave.body", w.left(ctx, quit)) }
			})
		default:
			w.askLeave(ctx, "kiosk.leave.body", quit)
		}
	}
}

// power asks the system, which may refuse.
func (w *window) power(ctx context.Context, ask func(context.Context) error, quit func()) {
	w.later(func() func() {
		if ask(ctx) == nil {
			return func() {}
		}
		return func() { w.askLeave(ctx, "kiosk.leave.refused", quit) }
	})
}
