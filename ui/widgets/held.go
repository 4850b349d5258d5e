package widgets

import "fyne.io/fyne/v2"

// held is the key that is down, in whichever field the focus is. The driver
// reports a press by KeyDown and TypedKey, and a repeat by TypedKey alone.
// There is one keyboard, and only the user-interface goroutine uses this.
var held struct {
	key  fyne.KeyName
	told bool // its TypedKey has arrived
}

// KeyDown records that a key was pressed. Fields call it themselves.
func KeyDown(k fyne.KeyName) { held.key, held.told = k, false }

// KeyUp records that a key was released.
func KeyUp(k fyne.KeyName) {
	if held.key == k {
		held.key = ""
	}
}

// repeats records a TypedKey and reports whether it is a repeat of a held key.
func repeats(k fyne.KeyName) bool {
	if held.key != k {
		return false
	}
	again := held.told
	held.told = true
	return again
}
