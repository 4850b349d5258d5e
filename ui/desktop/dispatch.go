package desktop

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
)

// door passes functions to the user-interface thread; only the preview's frames
// do not use it. Once it is shut, it passes nothing. Fyne may end by itself at
// a signal and would then run functions on the caller's thread.
type door struct{ shut atomic.Bool }

// dispatch runs f later on the user-interface thread.
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
