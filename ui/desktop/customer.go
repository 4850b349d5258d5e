package desktop

import (
	"cmp"
	"context"
	"image"
	"slices"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/go-gl/glfw/v3.4/glfw"

	"facedesk/ui/screens"
	"facedesk/ui/session"
)

// anyMonitor stands for the first monitor beside the one with the clerk's window.
const anyMonitor = "auto"

// customer is the guest's own window on a second monitor. The window is kept while
// the monitor is away. Everything but frame runs on the user-interface thread.
type customer struct {
	wanted  string // the monitor's name, anyMonitor, or "" for none
	window  fyne.Window
	content *screens.Customer
	on      atomic.Bool // the window is open on its monitor
	place   rect
	told    session.ScreenState
}

// rect is where a monitor is, in pixels of the display.
type rect struct{ x, y, w, h int }

// frame shows a picture of the preview. It may be called from any goroutine.
func (c *customer) frame(img *image.RGBA) {
	if c.on.Load() {
		c.content.Frame(img)
	}
}

// monitor is one that is at work.
type monitor struct {
	name  string
	place rect
}

// monitors returns those at work, the primary one first where there is one.
func monitors() (out []monitor) {
	for _, m := range glfw.GetMonitors() {
		if v := m.GetVideoMode(); v != nil && v.Width > 0 {
			x, y := m.GetPos()
			out = append(out, monitor{m.GetName(), rect{x, y, v.Width, v.Height}})
		}
	}
	return out
}

// divide returns the clerk's monitor and the one for the guest among those at work. The
// guest's is the one with the name, whatever its place in the list: a server without a
// primary monitor may name it first. anyMonitor is the first by name beside the primary
// one. The guest never gets the only one.
func divide(all []monitor, wanted string) (clerk, guest monitor) {
	if len(all) == 0 {
		return clerk, guest
	}
	at := slices.IndexFunc(all, func(m monitor) bool { return m.name == wanted })
	if wanted == anyMonitor && len(all) > 1 {
		others := slices.SortedFunc(slices.Values(all[1:]), func(a, b monitor) int { return cmp.Compare(a.name, b.name) })
		at = slices.Index(all, others[0])
	}
	if at < 0 || len(all) == 1 {
		return all[0], guest
	}
	return slices.Delete(slices.Clone(all), at, at+1)[0], all[at]
}

// followMonitors opens, moves and hides the guest's window as monitors come and go.
// The session is told, because the guest decides on the clerk's screen meanwhile.
func (w *window) followMonitors(ctx context.Context) {
	c := &w.customer
	if c.wanted == "" {
		return
	}
	_, guest := divide(monitors(), c.wanted)
	place, there := guest.place, guest.name != ""
	switch {
	case !there && c.on.Swap(false):
		c.window.Hide()
		c.place = rect{}
	case there && (place != c.place || c.on.Load() && !c.fills()):
		c.on.Store(w.openCustomer(place))
	}
	state := session.ScreenLost
	if c.on.Load() {
		state = session.ScreenOn
	}
	if state != c.told {
		c.told = state
		w.driver.Do(ctx, session.GuestScreenReported{State: state})
	}
}

// fills reports whether the window covers its monitor. A window manager, or the toolkit's
// own idea of the size, may come in between.
func (c *customer) fills() bool {
	handle, known := x11Handle(c.window)
	return !known || isAt(handle, c.place)
}

// openCustomer shows the guest's window over a whole monitor. It reports whether
// there is a window.
func (w *window) openCustomer(at rect) bool {
	c := &w.customer
	if c.window == nil && !w.buildCustomer() {
		return false
	}
	scale := c.window.Canvas().Scale()
	c.window.Resize(fyne.NewSize(float32(at.w)/scale, float32(at.h)/scale)) // else the toolkit makes it as small as it can be
	c.window.Show()
	handle, known := x11Handle(c.window)
	if !known || handle == 0 {
		c.window.Hide()
		return false
	}
	c.place = at
	placeWindow(handle, at)
	w.fyne.RequestFocus()
	return true
}

// buildCustomer makes the window, without a frame. There is one keyboard, the
// clerk's: what reaches this window goes where it belongs, and every tap gives the
// focus back.
func (w *window) buildCustomer() bool {
	d, ok := w.app.Driver().(desktop.Driver)
	if !ok {
		return false
	}
	c := &w.customer
	c.window = d.CreateSplashWindow()
	c.window.SetTitle(w.desk.Title)
	c.window.SetPadded(false)
	back := func() { w.fyne.RequestFocus() }
	c.content = screens.NewCustomer(func(m session.Msg) { w.send(m); back() }, func() { w.send(session.GuestPressed{}); back() })
	c.window.SetContent(c.content.Content())
	c.window.SetCloseIntercept(func() {})
	w.keys().attach(c.window.Canvas())
	return true
}

// showCustomer draws the guest's window.
func (w *window) showCustomer(v session.View) {
	if w.customer.on.Load() && v.GuestScreen.Stage != "" {
		w.customer.content.Show(v.GuestScreen)
	}
}
