package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/go-gl/glfw/v3.4/glfw"

	"facedesk/ui/theme"
)

// fullScreenKey switches full screen on and off.
var fullScreenKey = &desktop.CustomShortcut{KeyName: fyne.KeyF11, Modifier: fyne.KeyModifierControl}

// windowSize returns the size of the base window, or of the screen if that is
// smaller. The window has this size before it is maximised.
func windowSize() fyne.Size {
	size := fyne.NewSize(theme.BaseWidth, theme.BaseHeight)
	if m := glfw.GetPrimaryMonitor(); m != nil {
		if v := m.GetVideoMode(); v != nil {
			size = size.Min(fyne.NewSize(float32(v.Width), float32(v.Height)))
		}
	}
	return size
}

// fillScreen makes a kiosk full screen. In other windows it binds the key for
// full screen.
func (w *window) fillScreen() {
	w.fyne.SetFullScreen(w.desk.Kiosk)
	if !w.desk.Kiosk {
		w.fyne.Canvas().AddShortcut(fullScreenKey, func(fyne.Shortcut) { w.toggleFullScreen() })
	}
}

func (w *window) toggleFullScreen() {
	w.fyne.SetFullScreen(!w.fyne.FullScreen())
	if !w.fyne.FullScreen() {
		w.maximise()
	}
}

// maximise maximises a visible window. GLFW's own hint comes too early, because
// Fyne sets the size afterwards. If there is no window manager, it resizes the
// window itself.
func (w *window) maximise() {
	m := glfw.GetPrimaryMonitor()
	handle, known := x11Handle(w.fyne)
	if w.desk.Kiosk || m == nil || !known || askManager(handle) {
		return
	}
	_, _, width, height := m.GetWorkarea()
	scale := w.fyne.Canvas().Scale()
	w.fyne.Resize(fyne.NewSize(float32(width)/scale, float32(height)/scale))
}
