package screens

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/ui/session"
	"facedesk/ui/theme"
)

// window is the screens in a window, and what they have sent.
type window struct {
	*Screens
	canvas fyne.Canvas
	sent   []session.Msg
	react  func(session.Msg) // what the session does with it
	saved  []string
}

func open(t testing.TB) *window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(1))
	w := &window{}
	win := test.NewTempWindow(t, nil)
	w.canvas = win.Canvas()
	w.Screens = New(Options{
		Focus: w.canvas.Focus, SaveSecret: func(name, value string) { w.saved = append(w.saved, name+"="+value) },
		Send: func(m session.Msg) {
			w.sent = append(w.sent, m)
			if w.react != nil {
				w.react(m)
			}
		},
	})
	win.SetPadded(false)
	win.SetContent(w.Content())
	win.Resize(fyne.NewSize(1366, 768))
	return w
}

// take returns what was sent since the last take.
func (w *window) take() []session.Msg {
	out := w.sent
	w.sent = nil
	return out
}

func (w *window) expect(t *testing.T, want ...session.Msg) {
	t.Helper()
	if got := w.take(); !reflect.DeepEqual(got, want) && len(got)+len(want) > 0 {
		t.Errorf("sent %+v, want %+v", got, want)
	}
}

// all returns every object of the window that can be seen.
func (w *window) all() []fyne.CanvasObject { return visible(w.Content()) }

func visible(o fyne.CanvasObject) []fyne.CanvasObject {
	if o == nil || !o.Visible() {
		return nil
	}
	out := []fyne.CanvasObject{o}
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			out = append(out, visible(c)...)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			out = append(out, visible(c)...)
		}
	}
	return out
}
