package desktop

import (
	"errors"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver"
	"github.com/go-gl/glfw/v3.4/glfw"

	"facedesk/ui"
	"facedesk/ui/theme"
)

// drawLimit is how long a window may take until it is drawn. It usually takes a
// third of a second; a display that has not drawn by then never will.
const drawLimit = 9 * time.Second

// Windows opens the program's windows on the main goroutine. A program opens at
// most one in its life: Fyne cannot start again.
type Windows struct {
	jobs  chan func()
	limit time.Duration // drawLimit
}

// Main runs a program on a goroutine of its own and its windows on the calling
// one, which must be the main goroutine. It never returns: the program ends by
// os.Exit. A display that dies keeps the main goroutine for ever, and a graphics
// driver may; the program beside it still ends in good order.
func Main(program func(*Windows)) {
	w := &Windows{jobs: make(chan func()), limit: drawLimit}
	go program(w)
	for job := range w.jobs {
		job()
	}
}

// show runs a window on the main goroutine until it is closed, is lost, or is
// still not drawn after the limit. The window calls drawn once it is drawn.
func (s *Windows) show(window func(drawn func()) error) error {
	done, first := make(chan error, 1), make(chan struct{})
	s.jobs <- func() { done <- recovered(func() error { return window(func() { close(first) }) }) }
	limit := time.NewTimer(s.limit)
	defer limit.Stop()
	for {
		select {
		case err := <-done:
			return err
		case <-displayLost:
			return ui.ErrDisplayLost
		case <-limit.C:
			return ui.ErrNoWindow
		case <-first:
			limit.Stop()
			first = nil
		}
	}
}

// recovered makes an error of a panic. The value of a panic may quote what was
// typed, so the error holds only the place.
func recovered(f func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = &ui.Fault{Stack: debug.Stack()}
		}
	}()
	return f()
}

// newWindow starts Fyne and makes its window. Where there is no display the error
// is ui.ErrNoDisplay.
func newWindow(title string) (fyne.App, fyne.Window, error) {
	fixLocale(setLocale)
	watchDisplay()
	a := still{app.NewWithID(appID)}
	fyne.SetCurrentApp(a) // Fyne's widgets ask the current app
	a.SetIcon(theme.AppIcon())
	a.Settings().SetTheme(theme.New(1))
	f := a.NewWindow(title)
	f.SetPadded(false)
	return a, f, flatFramebuffer()
}

// flatFramebuffer asks for a window without depth and stencil buffers, which
// nothing here draws into. Where there is no graphics card, Fyne's clearing of
// the depth for every picture would be half the price of an empty one. It is to
// be called when Fyne has started GLFW and not made its window yet; a driver
// that has no such buffers gives others. Where Fyne could not start GLFW, which it
// only logs, the error is ui.ErrNoDisplay.
func flatFramebuffer() error {
	if err := glfw.Init(); err != nil { // done already, unless it failed
		return errors.Join(ui.ErrNoDisplay, err)
	}
	glfw.WindowHint(glfw.DepthBits, 0)
	glfw.WindowHint(glfw.StencilBits, 0)
	return nil
}

// run shows a window, which draws it once, and returns when it is closed.
func run(a fyne.App, f fyne.Window, drawn func()) error {
	f.Show()
	if !exists(f) {
		return ui.ErrNoWindow // without OpenGL, for example, which Fyne only logs
	}
	drawn()
	a.Run()
	return nil
}

// exists reports whether Fyne could make the window it was asked to show.
func exists(f fyne.Window) bool {
	handle, known := x11Handle(f)
	return handle != 0 || !known
}

// x11Handle is X11's number of a window, 0 for one that could not be made; known
// is false for other systems.
func x11Handle(f fyne.Window) (handle uintptr, known bool) {
	if n, ok := f.(driver.NativeWindow); ok {
		n.RunNative(func(c any) {
			var x driver.X11WindowContext
			x, known = c.(driver.X11WindowContext)
			handle = x.WindowHandle
		})
	}
	return handle, known
}
