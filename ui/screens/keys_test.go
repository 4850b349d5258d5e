package screens

import (
	"testing"

	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// windowKeys returns Fyne's names of all keys of the session.
func windowKeys() []fyne.KeyName {
	return []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape, fyne.KeySpace, fyne.KeyTab, widgets.KeyBackTab,
		fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12,
		fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5}
}

// KeyOf returns every key of the session for exactly one key of Fyne.
func TestKeyOf(t *testing.T) {
	reached := map[session.Key]bool{}
	for _, name := range windowKeys() {
		key, ok := KeyOf(name)
		if !ok {
			t.Errorf("%s is no key", name)
		}
		reached[key] = true
	}
	for _, key := range session.AllKeys() {
		if !reached[key] {
			t.Errorf("%s cannot be pressed", key)
		}
	}
	for _, name := range []fyne.KeyName{fyne.KeyA, fyne.KeyHome, fyne.KeyBackspace, ""} {
		if key, ok := fieldKey(name); ok {
			t.Errorf("%s is the key %s", name, key)
		}
	}
	for _, name := range []fyne.KeyName{fyne.KeySpace, fyne.KeyLeft, fyne.KeyDown, fyne.Key1} {
		if _, ok := fieldKey(name); ok {
			t.Errorf("a field hands on %s", name)
		}
	}
}
