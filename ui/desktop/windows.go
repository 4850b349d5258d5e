package desktop

import (
	"context"
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
// third of a second. After nine seconds the display will not draw it any more, unless
// the program was at work for an eighth of them: a very slow machine may take slowest
// times as long.
const (
	drawLimit = 9 * time.Second
	slowest   = 7
)

// closeLimit is how long a window may take to close. The toolkit may wait for itself
// for ever there: its queue of events waits for a loop that has ended.
const closeLimit = 3 * time.Second

// Windows opens the program's windows on the main goroutine. A program opens at
// most one window, because Fyne cannot start again.
type Windows struct {
	jobs  chan func()
	limit time.Duration // usually drawLimit
}

// Main runs program on a new goroutine and its windows on the calling one,
// which must be the main goroutine. It never returns; program calls os.Exit. A
// display that dies, or a graphics driver, may block the main goroutine for
// ever. program goes on and ends in good order.
func Main(program func(*Windows)) {
	w := &Windows{jobs: make(chan func()), limit: drawLimit}
	go program(w)
	for job := range w.jobs {
		job()
	}
}

// show runs a window on the main goroutine. It returns when the window is closed or
// lost, or is not drawn within the limit (see drawLimit). window calls drawn when it is
// drawn. ctx ends when it is to close; one that hangs then is given up, so that the
// program always ends.
func (s *Windows) show(ctx context.Context, window func(drawn func()) error) error {
	done, first := make(chan error, 1), make(chan struct{})
	s.jobs <- func() { done <- recovered(func() error { return window(func() { close(first) }) }) }
	limit := time.NewTimer(s.limit)
	defer limit.Stop()
	used, left := processorTime(), slowest-1
	ended, late := ctx.Done(), (<-chan time.Time)(nil)
	for {
		select {
		case err := <-done:
			return err
		case <-displayLost:
			return ui.ErrDisplayLost
		case <-limit.C:
			now := processorTime()
			if now-used < s.limit/8 || left == 0 {
				return ui.ErrNoWindow
			}
			used, left = now, left-1
			limit.Reset(s.limit)
		case <-first:
			limit.Stop()
			first = nil
		case <-ended:
			ended, late = nil, time.NewTimer(min(s.limit, closeLimit)).C
		case <-late:
			return nil
		}
	}
}

// recovered turns a panic of f into an error. The error holds only the place,
// because the panic's value may contain what was typed.
func recovered(f func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = &ui.Fault{Stack: debug.Stack()}
		}
	}()
	return f()
}

// newWindow starts Fyne and makes its window. The error is ui.ErrNoDisplay if
// there is no display.
func newWindow(title string) (fyne.App, fyne.Window, error) {
	_, _ = ownLocale()
	fixLocale(setLocale)
	watchDisplay()
	// Fyne would ask at each change of an object whether it runs on the right thread,
	// which takes a seventh of the time of a new screen.
	app.SetMetadata(fyne.AppMetadata{ID: appID, Name: title, Migrations: map[string]bool{"fyneDo": true}})
	a := still{app.NewWithID(appID)}
	a.SetCloudProvider(unkept{})
	fyne.SetCurrentApp(a) // Fyne's widgets use the current app
	a.SetIcon(theme.AppIcon())
	a.Settings().SetTheme(theme.New(1))
	read := readFonts()
	f := a.NewWindow(title)
	go loadGraphics() // while the window's content is built
	f.SetPadded(false)
	<-read
	return a, f, flatFramebuffer()
}

// readFonts has Fyne list the fonts of this machine, which it does when it first
// measures a text, while GLFW starts. Nothing else may measure until read is closed.
func readFonts() (read <-chan struct{}) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { _ = recover() }() // what fails here fails again where show tells of it
		for _, bold := range []bool{false, true} {
			fyne.MeasureText("0", 12, fyne.TextStyle{Bold: bold})
		}
	}()
	return done
}

// flatFramebuffer requests a window without depth and stencil buffers, because
// nothing here uses them. Without a graphics card, clearing the depth takes
// half the time of an empty picture. Call it after Fyne has started GLFW and
// before it makes the window. If Fyne could not start GLFW, the error is
// ui.ErrNoDisplay; Fyne itself only logs it.
func flatFramebuffer() error {
	if err := glfw.Init(); err != nil { // Fyne has called it already; this returns its error
		return errors.Join(ui.ErrNoDisplay, err)
	}
	glfw.WindowHint(glfw.DepthBits, 0)
	glfw.WindowHint(glfw.StencilBits, 0)
	return nil
}

// run shows a window and draws it once. It returns when the window is closed.
func run(a fyne.App, f fyne.Window, drawn func()) error {
	f.Show()
	if !exists(f) {
		return ui.ErrNoWindow // for example without OpenGL, which Fyne only logs
	}
	drawn()
	a.Run()
	return nil
}

// exists reports whether Fyne could make the window.
func exists(f fyne.Window) bool {
	handle, known := x11Handle(f)
	return handle != 0 || !known
}

// x11Handle returns the window's X11 handle, or 0 if the window could not be
// made. known is false on other systems.
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
