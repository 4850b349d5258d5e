package screens

import (
	"facedesk/identity"
	"facedesk/ui/session"
)

// AskPIN asks for the administrator's PIN over the present screen; done is called
// once.
func (s *Screens) AskPIN(title identity.Text, done func(pin string, ok bool)) {
	s.menu.close()
	s.pin.ask(title, func(pin string, ok bool) {
		s.refocus()
		done(pin, ok)
	})
	relayout(s.root) // Fyne does not draw what it has never drawn for a Refresh of it alone
	s.refocus()
}

// AskFile opens the picker for a photo over the present screen, until another
// screen comes. Open is asked for the content of a folder, "" for the one to start
// with, and is answered by SetFolder; done is called once, with "" for none.
func (s *Screens) AskFile(open, done func(path string)) {
	s.menu.close()
	s.files.ask(open, func(path string) {
		s.refocus()
		done(path)
	})
	relayout(s.root)
	s.refocus()
}

// SetFolder answers what AskFile asked for.
func (s *Screens) SetFolder(f Folder) { s.files.set(f) }

// Key takes a key that reached the window's canvas because no field has the
// focus.
func (s *Screens) Key(k session.Key, repeat bool) {
	switch {
	case s.pin.isOpen():
		if !repeat {
			s.pin.key(k)
		}
		return
	case s.files.isOpen():
		if !repeat {
			s.files.key(k)
		}
		return
	case s.menu.isOpen():
		s.menu.close()
		if k == session.KeyEscape {
			s.send(session.Touched{})
			return
		}
	case s.view.Screen == session.Settings && !s.view.Help && !repeat && !s.burst && s.config.handle(k):
		return
	}
	s.send(session.KeyPressed{Key: k, Repeat: repeat})
}

// SetSettings gives the settings screen its content: fields with their values,
// and which secrets are there. What was typed and not saved yet stays.
func (s *Screens) SetSettings(f Settings) {
	s.config.set(f)
	if s.drawn && s.view.Screen == session.Settings {
		v := s.view
		v.Keys = s.config.keys(v.Keys)
		s.chrome.show(v)
		s.help.show(v)
	}
}
