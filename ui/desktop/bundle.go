package desktop

import (
	"facedesk/identity"
	"facedesk/ui/settings"
)

// bundle imports IT's bundle from the stick, behind the administrator's PIN where one
// is set, even on the settings screen: it may have been left open.
func (w *window) bundle() {
	begin := func() { w.askBundle(settings.Answers{}) }
	go func() { // HasPIN reads the settings
		barred := w.desk.HasPIN()
		w.dispatch(func() {
			if barred {
				w.askPIN(identity.Text{ZH: "管理员", EN: "Administrator"}, w.desk.CheckPIN, begin)
				return
			}
			begin()
		})
	}()
}

// askBundle asks one question after the other until all is answered or IT gives up.
// The passphrase takes a moment, so it does not use the user-interface thread.
func (w *window) askBundle(given settings.Answers) {
	go func() {
		q := w.desk.ImportBundle(given)
		if q.Ask == "" {
			w.refreshSettings()
			return
		}
		w.dispatch(func() {
			w.screens.AskBundle(q, func(text string, ok bool) {
				if ok {
					given[q.Ask] = text
					w.askBundle(given)
				}
			})
		})
	}()
}
