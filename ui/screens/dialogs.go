package screens

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"facedesk/identity"
	"facedesk/ui/session"
)

// AskPIN asks for the administrator's PIN over the current screen. It calls
// done once.
func (s *Screens) AskPIN(title identity.Text, done func(pin string, ok bool)) {
	s.ask(func() string { return s.say(title) }, pinQuestion, done)
}

// AskNewPIN asks for a PIN that is about to be set, under question, until another
// screen comes. It calls done once.
func (s *Screens) AskNewPIN(title identity.Text, question session.TextKey, done func(pin string, ok bool)) {
	s.ask(func() string { return s.say(title) }, question, done)
}

// AskText asks for a line of text until another screen comes. It calls done once.
func (s *Screens) AskText(title, body session.TextKey, done func(text string, ok bool)) {
	s.ask(func() string { return s.t(title) }, body, done)
}

// Tell says something over the current screen, until Enter or Esc.
func (s *Screens) Tell(told identity.Text) {
	s.ask(func() string { return s.say(told) }, nothingAsked, func(string, bool) {})
}

// AskPINAgain is AskPIN after a wrong PIN. The question can be answered when wait
// has passed; until then it shows the seconds that are left.
func (s *Screens) AskPINAgain(wait time.Duration, done func(pin string, ok bool)) {
	s.AskPIN(identity.Text{ZH: "PIN 不正确，请重新输入", EN: "That is not the PIN; please try again"}, done)
	s.pin.bar(wait)
}

// Tick moves what counts down by itself, and reports whether something does. Call it
// several times a second while it does.
func (s *Screens) Tick() bool { return s.pin.count() }

// AskClose reports whether the window may close. If unsaved settings would be
// lost, it says so and returns false; the next time it returns true.
func (s *Screens) AskClose() bool {
	ask := s.page().mayClose
	return ask == nil || ask(s)
}

// AskEvidence asks what tells about the charge of a call. It calls done once.
func (s *Screens) AskEvidence(done func(text string, ok bool)) {
	s.AskText("ask.evidence.title", "ask.evidence.body", done)
}

// AskAbout is AskText under something that is told.
func (s *Screens) AskAbout(told identity.Text, body session.TextKey, done func(text string, ok bool)) {
	s.ask(func() string { return s.say(told) }, body, done)
}

// AskBundle asks what a bundle needs before it is imported. It calls done once.
func (s *Screens) AskBundle(q Question, done func(text string, ok bool)) {
	if q.About == (identity.Text{}) {
		s.AskText("ask.bundle.title", bundleQuestions[q.Ask], done)
		return
	}
	s.AskAbout(q.About, bundleQuestions[q.Ask], done)
}

func (s *Screens) ask(title func() string, question session.TextKey, done func(typed string, ok bool)) {
	s.menu.close()
	s.pin.padded = s.view.Pad
	s.pin.ask(title, question, func(pin string, ok bool) {
		s.refocus()
		done(pin, ok)
	})
	relayout(s.root) // a Refresh alone does not draw what Fyne has never drawn
	s.refocus()
}

// AskFile opens the picker for a photo over the current screen, until another
// screen comes. It calls open to request the content of a folder ("" for the
// first one), which SetFolder delivers. It calls done once, with "" if nothing
// was chosen.
func (s *Screens) AskFile(open, done func(path string)) { s.pick(false, open, done) }

// AskFolder is AskFile for a folder.
func (s *Screens) AskFolder(open, done func(path string)) { s.pick(true, open, done) }

func (s *Screens) pick(folders bool, open, done func(path string)) {
	s.menu.close()
	s.files.folders = folders
	s.files.ask(open, func(path string) {
		s.refocus()
		done(path)
	})
	relayout(s.root)
	s.refocus()
}

// SetFolder delivers the folder that AskFile requested.
func (s *Screens) SetFolder(f Folder) { s.files.set(f) }

// Text passes on text that reached the window's canvas because no field has the focus.
// Over what is told or asked it is dropped: it may be a PIN, and is not of the guest
// beneath.
func (s *Screens) Text(text string) {
	switch {
	case s.ahead.held:
		for _, r := range text {
			s.ahead.note(r)
		}
	case !s.pin.isOpen() && !s.files.isOpen():
		s.send(session.Typed{Text: text})
	}
}

// locks reports whether a key locks the desk.
func (s *Screens) locks(k session.Key) bool {
	return slices.ContainsFunc(s.view.Keys, func(b session.Binding) bool { return b.Action == session.ActLock && slices.Contains(b.Keys, k) })
}

// Key handles a key that reached the window's canvas because no field has the
// focus.
func (s *Screens) Key(k session.Key, repeat bool) {
	switch {
	case k == session.LockDesk: // whatever is open
		s.menu.close()
	case s.ahead.held && !s.locks(k):
		if r, ok := aheadKeys[k]; ok && !repeat {
			s.ahead.note(r)
		}
		return
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
		if s.burst || s.menu.key(k, repeat) {
			return
		}
		s.menu.close()
		if k == session.KeyEscape {
			s.send(session.Touched{})
			return
		}
	case !s.view.Help && !repeat && !s.burst && s.page().handle != nil && s.page().handle(s, k):
		return
	}
	if s.view.Claim.Editable && !s.view.Help && !repeat && s.opens(fyne.KeyName(k)) {
		return
	}
	s.send(session.KeyPressed{Key: k, Repeat: repeat})
}

// SetSettings sets the content of the settings screen. It keeps what was typed
// and not saved yet.
func (s *Screens) SetSettings(f Settings) {
	s.config.set(f)
	if s.drawn && s.view.Screen == session.Settings {
		v := s.view
		v.Keys = s.config.keys(v.Keys)
		s.chrome.show(v)
		s.help.show(v)
	}
}
