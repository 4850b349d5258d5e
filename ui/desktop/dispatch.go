package desktop

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
)

// door is the one way to the user interface's thread, but for the preview's
// frames. Once it is shut nothing comes through, and nothing either that Fyne,
// which also ends by itself at a signal, would run on whatever thread gave it.
type door struct{ shut atomic.Bool }

// dispatch runs f on the user interface's thread, later.
func (d *door) dispatch(f func()) {
	if d.shut.Load() {
		return
	}
	fyne.Do(func() {
		if !d.shut.Load() && onMainThread() {
			f()
		}
	})
}
