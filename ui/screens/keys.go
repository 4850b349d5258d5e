package screens

import (
	"slices"

	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// otherNames are keys with different names in Fyne and in the session.
var otherNames = map[fyne.KeyName]session.Key{
	fyne.KeyReturn: session.KeyEnter, fyne.KeyEnter: session.KeyEnter, fyne.KeyEscape: session.KeyEscape, widgets.KeyBackTab: session.KeyBackTab,
	fyne.KeyPageUp: session.KeyPageUp, fyne.KeyPageDown: session.KeyPageDown,
}

// KeyOf returns the session's key for a key of Fyne, or false if the session
// has none.
func KeyOf(name fyne.KeyName) (session.Key, bool) {
	if key, ok := otherNames[name]; ok {
		return key, true
	}
	key := session.Key(name)
	return key, slices.Contains(session.AllKeys(), key)
}

// typing are the keys that a field keeps for itself.
var typing = []session.Key{session.KeySpace, session.KeyLeft, session.KeyRight, session.KeyUp, session.KeyDown, session.KeyPageUp, session.KeyPageDown, session.Key1, session.Key2, session.Key3, session.Key4, session.Key5}

// fieldKey is KeyOf for a key that a field passes on. There the space bar
// types.
func fieldKey(name fyne.KeyName) (session.Key, bool) {
	key, ok := KeyOf(name)
	return key, ok && !slices.Contains(typing, key)
}

// sendKey sends a key that a field passes on. It reports whether the session
// has this key.
func sendKey(send func(session.Msg), name fyne.KeyName) bool {
	key, ok := fieldKey(name)
	if ok {
		send(session.KeyPressed{Key: key})
	}
	return ok
}

// keyName returns the name of a binding's first key.
func (e *env) keyName(b session.Binding) string {
	if len(b.Keys) == 0 {
		return ""
	}
	return e.say(b.Keys[0].Name())
}

// keyNames returns the names of all keys of a binding.
func (e *env) keyNames(b session.Binding) string {
	s := ""
	for i, k := range b.Keys {
		if i > 0 {
			s += " / "
		}
		s += e.say(k.Name())
	}
	return s
}
