package widgets

import "fyne.io/fyne/v2"

// held is the key that is down, wherever the focus went meanwhile: the driver
// tells of a press by KeyDown and TypedKey, of a repeat by TypedKey alone. There is
// one keyboard, and all this happens on the user interface's goroutine.
var held struct {
	key  fyne.KeyName
	told bool // its TypedKey has come
}

// KeyDown notes that a key went down; fields note it themselves.
func KeyDown(k fyne.KeyName) { held.key, held.told = k, false }

// KeyUp notes that it is up again.
func KeyUp(k fyne.KeyName) {
	if held.key == k {
		held.key = ""
	}
}

// repeats takes in a TypedKey and reports whether the key is being held.
func repeats(k fyne.KeyName) bool {
	if held.key != k {
		return false
	}
	again := held.told
	held.told = true
	return again
}
