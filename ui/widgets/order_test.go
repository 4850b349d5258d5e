package widgets

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/ui/theme"
)

func TestOrder(t *testing.T) {
	test.NewTempApp(t)
	var got []int
	var others []fyne.KeyName
	o := NewOrder(theme.Colours(), []string{"a", "b", "c"}, []int{1})
	o.OnOrder = func(used []int) { got = used }
	o.OnKey = func(k fyne.KeyName) bool { others = append(others, k); return true }
	w := test.NewTempWindow(t, o)
	w.Canvas().Focus(o)
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			o.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	expect := func(want ...int) {
		t.Helper()
		if !slices.Equal(o.Used(), want) || !slices.Equal(got, want) {
			t.Errorf("used %v, told %v, want %v", o.Used(), got, want)
		}
	}
	press(fyne.KeyDown, fyne.KeyDown, fyne.KeySpace) // to c, the last line
	expect(1, 2)
	press(fyne.KeyPageUp)
	expect(2, 1)
	press(fyne.KeyPageUp, fyne.KeyUp, fyne.KeyPageDown) // c cannot go further up and moves back down
	expect(1, 2)
	press(fyne.KeyPageDown, fyne.KeySpace) // c cannot go further down and is left out
	expect(1)
	test.Tap(o.lines[0].(*orderRow))
	expect()
	press(fyne.KeyF2)
	if !slices.Equal(others, []fyne.KeyName{fyne.KeyF2}) {
		t.Errorf("handed on %v", others)
	}
}
