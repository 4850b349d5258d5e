package desktop

import (
	"facedesk/identity"
	"facedesk/ui/settings"
)

// bundle imports IT's bundle from the stick, behind the administrator's PIN where one
// is set, even on the settings screen: it may have been left open.
func (w *window) bundle() {
	w.behindPIN(identity.Text{ZH: "管理员", EN: "Administrator"}, false, func() { w.askBundle(settings.Answers{}) })
}

// askBundle asks one question after the other until all is answered or IT gives up.
// The passphrase takes a moment, so it does not use the user-interface thread.
func (w *window) askBundle(given settings.Answers) {
	w.later(func() func() {
		q := w.desk.ImportBundle(given)
		if q.Ask == "" {
			return w.refreshSettings
		}
		return func() {
			w.screens.AskBundle(q, func(text string, ok bool) {
				if ok {
					given[q.Ask] = text
					w.askBundle(given)
				}
			})
		}
	})
}
