package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/go-gl/glfw/v3.4/glfw"

	"facedesk/ui/theme"
)

// fullScreenKey fills the screen and frees it again.
var fullScreenKey = &desktop.CustomShortcut{KeyName: fyne.KeyF11, Modifier: fyne.KeyModifierControl}

// windowSize is that of the base window, or of the screen where that is smaller.
// A window has it before it is maximised.
func windowSize() fyne.Size {
	size := fyne.NewSize(theme.BaseWidth, theme.BaseHeight)
	if m := glfw.GetPrimaryMonitor(); m != nil {
		if v := m.GetVideoMode(); v != nil {
			size = size.Min(fyne.NewSize(float32(v.Width), float32(v.Height)))
		}
	}
	return size
}

// fillScreen fills a kiosk's screen for good; elsewhere a key fills it.
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

// maximise gives a window that is shown the whole screen. GLFW's own hint comes too
// early: Fyne sets the size afterwards. Without a window manager, which leaves
// nobody to maximise it, the window takes the room itself.
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
