package screens

import "fyne.io/fyne/v2"

// secretRow returns the row of a secret. It never shows the stored secret.
func (s *settings) secretRow(f SecretField) *settingRow {
	state := s.t("settings.secret.missing")
	if f.Stored {
		state = s.t("settings.secret.set")
	}
	r := newSettingRow(s.say(f.Label), s.say(f.Help), state+"\n"+s.t("settings.secret.hint"))
	r.key = f.Name
	if f.Stored {
		r.note.SetInk(palette.PassInk)
	} else {
		r.note.SetInk(palette.Warn)
	}
	r = r.withEntry(s.newEntry(), s.typed[f.Name], func(value string) { s.typeSecret(f.Name, value) }, func(k fyne.KeyName) bool {
		if k == fyne.KeyReturn || k == fyne.KeyEnter {
			if !s.burst {
				r.button.tapped()
			}
			return true
		}
		return s.key(k)
	})
	r.entry.Password = true
	r.entry.OnFocus = func(on bool) { s.reveal(r, on) }
	r.button = newButton(func() {
		r.entry.Fill("")
		s.storeSecret(f.Name)
	})
	r.button.set("", s.t("screen.settings.store"), false, true)
	return r
}
