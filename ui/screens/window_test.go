package screens

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"facedesk/ui/session"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// window is the screens in a window, with the messages they sent.
type window struct {
	*Screens
	canvas fyne.Canvas
	sent   []session.Msg
	react  func(session.Msg) // called with each sent message, in place of the session
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

// take returns the messages since the last take.
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

// all returns every visible object of the window.
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

// Fyne drops the renderer of a widget that was not visible for a minute. It
// makes a new one later and does not lay it out. The new one must look like the
// first.
func TestRenderersComeBack(t *testing.T) {
	w := open(t)
	for _, s := range scenes(t) {
		w.Show(s.view)
		if s.more != nil {
			s.more(w.Screens)
		}
		for _, o := range w.all() {
			if wid, ok := o.(fyne.Widget); ok {
				if again, ok := wid.CreateRenderer().(*widgets.Parts); ok {
					sameObjects(t, s.name, wid, test.WidgetRenderer(wid).Objects(), again.Objects())
				}
			}
		}
		w.pin.finish(false)
		w.menu.close()
	}
}

func sameObjects(t *testing.T, scene string, of fyne.Widget, before, after []fyne.CanvasObject) {
	t.Helper()
	if len(before) != len(after) {
		t.Errorf("%s: %T had %d parts and has %d", scene, of, len(before), len(after))
		return
	}
	for i, a := range before {
		b := after[i]
		placed := drawsNothing(a) || a.Size() == b.Size() && a.Position() == b.Position()
		if !placed || a.Visible() != b.Visible() {
			t.Errorf("%s: part %d of %T, a %T, was %v at %v, is %v at %v", scene, i, of, a, a.Size(), a.Position(), b.Size(), b.Position())
		}
	}
}

// drawsNothing reports objects whose place does not matter: hidden ones and
// empty texts.
func drawsNothing(o fyne.CanvasObject) bool {
	text, ok := o.(*canvas.Text)
	return !o.Visible() || ok && text.Text == ""
}
