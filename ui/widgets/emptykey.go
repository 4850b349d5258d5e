package widgets

import "fyne.io/fyne/v2"

// leaves reports whether a key that can do nothing in an empty field is told to
// OnEmptyKey. A key held down that has just emptied the field is told to nobody.
func (e *Entry) leaves(key fyne.KeyName) bool {
	if e.OnEmptyKey == nil || key != fyne.KeyBackspace && key != fyne.KeyLeft {
		return false
	}
	again := repeats(key)
	if e.value != "" {
		return false
	}
	if !again {
		e.OnEmptyKey(key)
	}
	return true
}
