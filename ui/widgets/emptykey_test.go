package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Backspace and Left leave an empty field, but not one that a held key has just
// emptied.
func TestEntryEmptyKey(t *testing.T) {
	test.NewTempApp(t)
	e := NewEntry()
	var got []fyne.KeyName
	e.OnEmptyKey = func(k fyne.KeyName) { got = append(got, k) }
	e.SetValue("a")
	back := &fyne.KeyEvent{Name: fyne.KeyBackspace}
	KeyDown(fyne.KeyBackspace)
	e.TypedKey(back)
	e.TypedKey(back)
	if e.Value() != "" || len(got) > 0 {
		t.Errorf("held: %q, %v", e.Value(), got)
	}
	KeyUp(fyne.KeyBackspace)
	KeyDown(fyne.KeyBackspace)
	e.TypedKey(back)
	KeyUp(fyne.KeyBackspace)
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if len(got) != 2 {
		t.Errorf("%v", got)
	}
}
