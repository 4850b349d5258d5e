package desktop

import "github.com/go-gl/glfw/v3.4/glfw"

// filled is the monitor that a full-screen window fills.
type filled struct {
	monitor
	lost bool // it was away: GLFW has made an ordinary window of it
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

// keepFull fills the screen again once its monitor is back or has another size. GLFW
// leaves a window with a title and a close button there, and the toolkit does not know.
func (w *window) keepFull() {
	if !w.fyne.FullScreen() {
		return
	}
	clerk, _ := divide(monitors(), w.customer.wanted)
	if clerk.name == "" {
		return
	}
	old, now := w.filled, filled{monitor: clerk}
	w.filled = now
	if old.name != "" && old != now {
		w.fyne.SetFullScreen(false)
		w.fyne.SetFullScreen(true)
	}
}
