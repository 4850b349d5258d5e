package screens

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// change notes a new value, or that it is the old one again.
func (s *settings) change(f SettingField, value string) {
	if value == f.Value {
		delete(s.changes, f.Key)
	} else {
		s.changes[f.Key] = value
	}
	s.warned = false
	s.send(session.Touched{})
	s.foot()
}

// unsaved reports whether anything would be lost.
func (s *settings) unsaved() bool { return len(s.changes)+len(s.typed) > 0 }

// askSave asks for the changes to be saved, and for the secrets to be stored.
func (s *settings) askSave() {
	if s.setup.Saving {
		return // one at a time, so that it is known what has been saved
	}
	for _, name := range slices.Sorted(maps.Keys(s.typed)) {
		s.storeSecret(name)
	}
	s.asked = maps.Clone(s.changes)
	var out []session.Change
	for _, k := range slices.Sorted(maps.Keys(s.asked)) {
		out = append(out, session.Change{Key: k, Value: s.asked[k]})
	}
	if len(out) > 0 {
		s.send(session.SaveAsked{Changes: out})
	}
}

// key hands on the keys of a field that are not its own; Tab goes through the
// fields, and Enter does nothing.
func (s *settings) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		return true
	case fyne.KeyTab, widgets.KeyBackTab:
		return false
	}
	key, _ := fieldKey(k)
	return !s.burst && s.handle(key) || sendKey(s.send, k)
}

// handle does what keys do on this screen and reports whether it has: what is to be
// saved is here and not in the session.
func (s *settings) handle(k session.Key) bool {
	switch k {
	case session.KeyEnter:
		return s.next()
	case session.KeyF2:
		s.askSave()
	case session.KeyF4:
		s.choose((s.chosen + 1) % max(len(s.groups), 1))
	case session.KeyEscape:
		if s.warned = s.unsaved() && !s.warned; !s.warned {
			s.send(session.Pressed{Action: session.ActLeaveSetup})
			return true
		}
		s.send(session.Touched{})
		s.foot()
	default:
		return false
	}
	return true
}

// choose shows a group.
func (s *settings) choose(group int) {
	s.chosen = group
	s.rebuild()
	s.scroll.ScrollToTop()
	s.send(session.Touched{})
}

// saved makes the changes what is there now.
func (s *settings) saved() {
	for i, f := range s.data.Fields {
		if v, ok := s.asked[f.Key]; ok {
			s.data.Fields[i].Value = v
		}
	}
	s.data.Stored, s.kept, s.warned = identity.Text{}, true, false
	s.set(s.data) // drops what is no longer a change
}

// caret is the row that has the focus and where its caret stands.
func (s *settings) caret() (key string, column int) {
	r := s.rowOf(s.at)
	switch {
	case r == nil:
		return "", 0
	case r.entry == nil:
		return s.at, 0
	}
	return s.at, r.entry.CursorColumn
}

// rowOf is the row with a key that takes the focus, nil if there is none.
func (s *settings) rowOf(key string) *settingRow {
	for _, o := range s.list.Objects {
		if r, ok := o.(*settingRow); ok && r.focusable() != nil && r.key == key && key != "" {
			return r
		}
	}
	return nil
}

// resume gives the focus back to a row that has been made anew.
func (s *settings) resume(key string, column int) {
	r := s.rowOf(key)
	if r == nil || s.focus == nil {
		return
	}
	s.focus(r.focusable())
	if r.entry == nil {
		return
	}
	r.entry.CursorColumn = min(column, len([]rune(r.entry.Value())))
	r.entry.Refresh()
}

// keys are the bindings, grey where they do nothing now: the session does not
// know what has been typed here.
func (s *settings) keys(bindings []session.Binding) []session.Binding {
	out := slices.Clone(bindings)
	for i, b := range out {
		switch b.Action {
		case session.ActSave:
			out[i].Enabled = s.unsaved() && !s.setup.Saving
		case session.ActSection:
			out[i].Enabled = len(s.groups) > 1
		}
	}
	return out
}

// typeSecret notes what is typed of a secret, until it is stored or the screen
// is left.
func (s *settings) typeSecret(name, value string) {
	if s.typed[name] = value; value == "" {
		delete(s.typed, name)
	}
	s.warned = false
	s.send(session.Touched{})
	s.foot()
}

func (s *settings) storeSecret(name string) {
	value := s.typed[name]
	delete(s.typed, name)
	if value != "" {
		s.save(name, value)
	}
	s.foot()
}
