package desktop

import (
	"context"
	"sync"

	"github.com/go-gl/gl/v2.1/gl"
	"github.com/go-gl/glfw/v3.4/glfw"

	"facedesk/ui"
)

// ownLocale asks once for the locale of the environment, before fixLocale changes
// it.
var ownLocale = sync.OnceValues(func() (name string, ok bool) {
	ok = setLocale("")
	return currentLocale(), ok
})

// Locale returns the locale of typed characters that the environment asks for. ok is
// false if the system does not have it, or it is not in UTF-8.
func (s *Windows) Locale() (name string, ok bool) { return ownLocale() }

// Renderer returns the name of what draws a window, without showing one. Call it only
// if no window is opened. Its errors are those of Run.
func (s *Windows) Renderer(ctx context.Context) (name string, err error) {
	err = s.show(ctx, func(drawn func()) (err error) {
		name, err = hiddenRenderer()
		drawn()
		return err
	})
	return name, err
}

// hiddenRenderer opens a window that nobody sees, as Fyne would.
func hiddenRenderer() (string, error) {
	watchDisplay()
	if glfw.Init() != nil {
		return "", ui.ErrNoDisplay
	}
	defer glfw.Terminate()
	glfw.WindowHint(glfw.Visible, glfw.False)
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 0)
	w, err := glfw.CreateWindow(16, 16, "Facedesk", nil, nil)
	if err != nil {
		return "", ui.ErrNoWindow
	}
	defer w.Destroy()
	w.MakeContextCurrent()
	if gl.Init() != nil {
		return "", ui.ErrNoWindow
	}
	if s := gl.GetString(gl.RENDERER); s != nil {
		return gl.GoStr(s), nil
	}
	return "", nil
}

// report saves what the doctor sees. It does not use the user-interface thread.
func (w *window) report() {
	drawn := ui.Drawn{Renderer: w.renderer}
	drawn.Locale, drawn.Typed = ownLocale()
	go func() {
		w.desk.SaveReport(drawn)
		w.refreshSettings()
	}()
}
