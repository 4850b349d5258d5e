package widgets

import "fyne.io/fyne/v2"

// leaves reports whether to pass a key to OnEmptyKey because it has no effect
// in an empty field. The repeats of a held key that has just emptied the field
// are not passed.
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
