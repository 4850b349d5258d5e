package screens

import (
	"fyne.io/fyne/v2"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// followFocus records which field has the focus. It tells the session when the
// clerk has chosen another one.
func (s *Screens) followFocus() {
	for _, f := range []*field{s.claim.name, s.claim.number, s.claim.nation} {
		f.entry.OnFocus = func(on bool) {
			s.note(f.entry, on)
			if f != s.claim.name {
				s.latin(on)
			}
			if on && s.view.Claim.Editable && s.view.Claim.Focus != f.name {
				s.send(session.Focused{Field: f.name})
			}
		}
	}
	s.pin.entry.OnFocus = func(on bool) {
		s.note(s.pin.entry, on)
		s.latin(on)
	}
	for _, f := range []*widgets.Entry{s.signIn.code, s.signIn.pin} {
		f.OnFocus = func(on bool) {
			s.note(f, on)
			s.latin(on)
			if on && s.signIn.on != f { // by mouse or touch
				s.signIn.on = f
				s.signIn.showKeys()
			}
		}
	}
	s.files.entry.OnFocus = func(on bool) { s.note(s.files.entry, on) }
	s.config.onFocus, s.config.focus = s.note, s.options.Focus
}

// latin reports that a field for Latin letters and digits gains or loses the
// focus.
func (s *Screens) latin(on bool) {
	if s.options.Latin != nil {
		s.options.Latin(on)
	}
}

func (s *Screens) note(e *widgets.Entry, on bool) {
	if on {
		s.focused = e
	} else if s.focused == e {
		s.focused = nil
	}
}

// refocus gives the focus to the right field, or to none if keys belong to the
// screen.
func (s *Screens) refocus() {
	want, free := s.wanted()
	if free || s.options.Focus == nil || want == s.focused {
		return
	}
	if want == nil {
		s.options.Focus(nil)
		return
	}
	var f fyne.Focusable = want
	s.options.Focus(f)
}

// wanted returns the field that should have the focus. free means that any
// field may have it.
func (s *Screens) wanted() (want *widgets.Entry, free bool) {
	switch {
	case s.ahead.held, s.pin.isOpen() && s.pin.question == nothingAsked:
		return nil, false
	case s.pin.isOpen():
		return s.pin.entry, false
	case s.files.isOpen():
		return s.files.entry, false
	case s.menu.isOpen(), s.view.Help:
		return nil, false
	case s.page().wanted != nil:
		return s.page().wanted(s)
	case !s.view.Claim.Editable:
		return nil, false
	}
	switch s.view.Claim.Focus {
	case identity.FieldNumber:
		return s.claim.number.entry, false
	case identity.FieldNation:
		return s.claim.nation.entry, false
	case identity.FieldType:
		return nil, false
	}
	return s.claim.name.entry, false
}

// onSettings reports whether a field is on the settings screen.
func (s *Screens) onSettings(e *widgets.Entry) bool {
	for _, o := range s.config.list.Objects {
		if r, ok := o.(*settingRow); ok && r.entry == e {
			return true
		}
	}
	return false
}
