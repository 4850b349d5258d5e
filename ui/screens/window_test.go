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

// Fyne drops the renderer of what has not been seen for a minute and makes a new
// one when it is shown again, without laying it out: that one must be like the
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

// drawsNothing reports what may be anywhere: what is hidden, and an empty text.
func drawsNothing(o fyne.CanvasObject) bool {
	text, ok := o.(*canvas.Text)
	return !o.Visible() || ok && text.Text == ""
}
