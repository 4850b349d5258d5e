package desktop

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// filled is the monitor that a full-screen window fills.
type filled struct {
	monitor
	lost   bool // it was away: GLFW has made an ordinary window of it
	astray astray
}

// watchFull notes when the monitor goes, however short the time. GLFW calls it on the
// user-interface thread.
func (w *window) watchFull() {
	glfw.SetMonitorCallback(func(m *glfw.Monitor, event glfw.PeripheralEvent) {
		if event == glfw.Disconnected && m.GetName() == w.filled.name {
			w.filled.lost = true
		}
	})
}

// keepFull fills the screen again once its monitor is back or has another size, and where
// the window stays elsewhere. GLFW leaves a window with a title and a close button there,
// and the toolkit does not know.
func (w *window) keepFull() {
	if !w.fyne.FullScreen() {
		return
	}
	all := monitors()
	clerk, _ := divide(all, w.customer.wanted)
	if clerk.name == "" {
		return
	}
	f := &w.filled
	changed := f.name != "" && (f.lost || f.monitor != clerk)
	if changed || f.name == "" {
		*f = filled{monitor: clerk}
	}
	if changed || f.astray.again(covers(w.fyne, all)) {
		w.fyne.SetFullScreen(false)
		w.fyne.SetFullScreen(true)
	}
}

// covers reports whether a window covers a whole monitor, whichever: the toolkit takes the
// one on which the window is.
func covers(win fyne.Window, all []monitor) bool {
	handle, known := x11Handle(win)
	return !known || slices.ContainsFunc(all, func(m monitor) bool { return isAt(handle, m.place) })
}

const (
	// astrayAfter is how long a window manager may take to do what it was told.
	astrayAfter = 2 * time.Second
	// astrayTries bounds how often it is told again: it may have its reasons.
	astrayTries = 5
)

// astray counts the looks at which a window does not cover its monitor. A window manager
// that is told to end and to begin a full screen while a monitor comes may end up with
// neither.
type astray struct{ looks, tries int }

// again takes one look in, of one every tick, and reports whether to try once more.
func (a *astray) again(covers bool) bool {
	if covers {
		*a = astray{}
		return false
	}
	a.looks++
	if a.looks < int(astrayAfter/tick) || a.tries == astrayTries {
		return false
	}
	a.looks, a.tries = 0, a.tries+1
	return true
}
