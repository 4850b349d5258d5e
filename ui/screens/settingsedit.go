package screens

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// change records a new value, or removes the change if the value is the old
// one.
func (s *settings) change(f SettingField, value string) {
	if value == f.Value {
		delete(s.changes, f.Key)
	} else {
		s.changes[f.Key] = value
	}
	s.warned = ""
	s.send(session.Touched{})
	s.foot()
}

// unsaved reports whether leaving would lose anything.
func (s *settings) unsaved() bool { return len(s.changes)+len(s.typed) > 0 }

// askSave asks the session to save the changes, and stores the secrets.
func (s *settings) askSave() {
	if s.setup.Saving {
		return // one save at a time, so that it is clear what was saved
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

// key handles keys that a field passes on. Tab goes through the fields, and
// Enter does nothing.
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

// handle handles the keys of this screen and reports whether it did. The
// session does not know the changes.
func (s *settings) handle(k session.Key) bool {
	switch k {
	case session.KeyEnter:
		return s.next()
	case session.KeyF2:
		s.askSave()
	case session.KeyF4:
		s.choose((s.chosen + 1) % max(len(s.groups), 1))
	case session.KeyF5:
		s.leaveBy(k, session.ActCameraSetup)
	case session.KeyEscape:
		s.leaveBy(k, session.ActLeaveSetup)
	case session.KeyF10:
		s.leaveBy(k, session.ActQuit)
	default:
		return false
	}
	return true
}

// leaveBy leaves the screen. A key that would drop changes says so first, and does
// it when it is pressed again.
func (s *settings) leaveBy(k session.Key, a session.Action) {
	if s.mayLeave(k) {
		s.pass(session.Pressed{Action: a})
	}
}

// mayLeave reports whether nothing would be lost, or the same key has been pressed
// before.
func (s *settings) mayLeave(k session.Key) bool {
	if !s.unsaved() || s.warned == k {
		return true
	}
	s.warned = k
	s.send(session.Touched{})
	s.foot()
	return false
}

// act does what a button of this screen does by itself, and reports whether it has.
func (s *settings) act(a session.Action) bool {
	own := map[session.Action]session.Key{session.ActSection: session.KeyF4, session.ActSave: session.KeyF2, session.ActQuit: session.KeyF10, session.ActCameraSetup: session.KeyF5, session.ActLeaveSetup: session.KeyEscape}
	k, ok := own[a]
	return ok && s.handle(k)
}

// choose shows a group.
func (s *settings) choose(group int) {
	s.chosen = group
	s.rebuild()
	s.scroll.ScrollToTop()
	s.send(session.Touched{})
}

// saved marks the asked changes as saved.
func (s *settings) saved() {
	for i, f := range s.data.Fields {
		if v, ok := s.asked[f.Key]; ok {
			s.data.Fields[i].Value = v
		}
	}
	s.data.Stored, s.kept, s.warned = identity.Text{}, true, ""
	s.set(s.data) // drops values that are no longer a change
}

// caret returns the row with the focus and the position of its caret.
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

// rowOf returns the row of a key that takes the focus, or nil.
func (s *settings) rowOf(key string) *settingRow {
	for _, o := range s.list.Objects {
		if r, ok := o.(*settingRow); ok && r.focusable() != nil && r.key == key && key != "" {
			return r
		}
	}
	return nil
}

// resume gives the focus back to a row that was made again.
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

// keys returns the bindings. Those without effect are grey; the session cannot
// know it, because it does not know what was typed here.
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

// typeSecret records a typed secret until it is stored or the screen is left.
func (s *settings) typeSecret(name, value string) {
	if s.typed[name] = value; value == "" {
		delete(s.typed, name)
	}
	s.warned = ""
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
