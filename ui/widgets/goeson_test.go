package widgets

import (
	"bytes"
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// drawnField returns the picture of a field.
func drawnField(t *testing.T, w fyne.Window) []byte {
	t.Helper()
	img, ok := w.Canvas().Capture().(*image.NRGBA)
	if !ok {
		t.Fatal("no picture")
	}
	return bytes.Clone(img.Pix)
}

// Without the focus a field shows the beginning of a long text and that it goes on,
// however the text came; with the focus the caret is where it was, and what is
// typed goes there.
func TestALongTextShowsItsBeginning(t *testing.T) {
	test.NewTempApp(t)
	e, other := NewEntry(), NewEntry()
	w := test.NewTempWindow(t, nil)
	w.SetContent(container.NewWithoutLayout(e, other))
	w.Resize(fyne.NewSize(220, 120))
	e.Resize(fyne.NewSize(200, 40))
	other.Resize(fyne.NewSize(200, 40))
	other.Move(fyne.NewPos(0, 60))
	long := strings.Repeat("ALEXANDER ", 8)
	leave := map[string]func(string){
		"typed": func(text string) {
			w.Canvas().Focus(e)
			e.Fill("")
			for _, r := range text {
				e.TypedRune(r)
			}
			w.Canvas().Focus(other)
		},
		"set":                func(text string) { w.Canvas().Focus(other); e.Fill(text) },
		"set over the other": func(text string) { w.Canvas().Focus(other); e.Fill("X" + long); e.SetValue(text) },
	}
	for name, come := range leave {
		come(long + "AHO")
		if e.CursorColumn != 0 || !e.GoesOn() {
			t.Errorf("%s: caret %d, goes on %v", name, e.CursorColumn, e.GoesOn())
		}
		first := drawnField(t, w)
		if come(long + "OHA"); !bytes.Equal(first, drawnField(t, w)) {
			t.Errorf("%s: the end of the text is shown", name)
		}
		if come("OTHER " + long); bytes.Equal(first, drawnField(t, w)) {
			t.Errorf("%s: the beginning is not shown", name)
		}
		w.Canvas().Focus(e)
		if e.GoesOn() || e.CursorColumn != len(e.Text) {
			t.Errorf("%s: back at %d, goes on %v", name, e.CursorColumn, e.GoesOn())
		}
		if e.TypedRune('Z'); e.Value() != "OTHER "+long+"Z" {
			t.Errorf("%s: typed into the middle: %s", name, e.Value())
		}
	}
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	at := e.CursorColumn
	w.Canvas().Focus(other)
	w.Canvas().Focus(e)
	if e.CursorColumn != at {
		t.Errorf("the caret was at %d and is at %d", at, e.CursorColumn)
	}
	e.Fill("SHORT")
	if w.Canvas().Focus(other); e.GoesOn() {
		t.Error("a short text goes on")
	}
}

// A field for a PIN that is drawn anew has no button that shows the PIN.
func TestNothingRevealsASecret(t *testing.T) {
	test.NewTempApp(t)
	e := NewEntry()
	e.Password = true
	for _, o := range e.CreateRenderer().Objects() {
		if _, button := o.(fyne.Tappable); button {
			t.Errorf("%T can be tapped", o)
		}
	}
}
