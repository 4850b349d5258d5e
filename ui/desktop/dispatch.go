package desktop

import "fyne.io/fyne/v2"

// dispatch runs f on the user interface's thread: the one door to it, but for
// the preview's frames.
func dispatch(f func()) { fyne.Do(f) }
