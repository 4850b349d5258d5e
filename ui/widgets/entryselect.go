package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Fyne keeps a selection alive when a text is set. Where nothing is left of it,
// it grows with the next character, and the one after that replaces the first.
// So a selection ends here whenever the program sets a text, the field loses the
// focus or is disabled, and a key is handed on. A mouse gesture that began
// before then, or before the last key, selects nothing any more: a double click
// arrives up to 0.3 s late, and a drag goes on as long as the button is down.

// touch is what the mouse may still do, and what the last key left.
type touch struct {
	clicked  bool   // the mouse was pressed here after the last key and the last text
	selected string // what was selected after it
	caret    int
}

// SetValue shows a value, with the caret at the end. An equal value is the echo
// of what was typed and changes nothing at all. OnValue is not called.
func (e *Entry) SetValue(value string) {
	value = e.shape.clean(value)
	if value != e.value || e.shape.display(value) != e.Text {
		e.Fill(value)
	}
}

// Fill shows a value that did not come from this field's user, even if it is the
// same: selection, composition, undo history and mouse gestures end, and the
// caret goes to the end. OnValue is not called.
func (e *Entry) Fill(value string) {
	e.value = e.shape.clean(value)
	shown := e.shape.display(e.value)
	e.setText(shown)
	e.setCaret(len([]rune(shown)))
	e.letters = false
	e.Rest()
}

// Rest ends selection, composition and mouse gestures; the text stays.
func (e *Entry) Rest() {
	e.giveUp()
	e.unselect()
	e.touch.clicked = false
	e.note()
}

// unselect ends the selection, and that Shift goes on selecting.
func (e *Entry) unselect() {
	e.shift = false
	e.Entry.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	e.deselect()
}

// setText sets what is shown without being told of it, and with no selection:
// in an empty text both its ends meet, and Fyne ends one without length when a
// drag ends.
func (e *Entry) setText(shown string) {
	e.quiet = true
	e.Entry.SetText("")
	e.DragEnd()
	e.Entry.SetText(shown)
	e.quiet = false
}

// deselect ends the selection. Its other end is where the caret stands, or as
// far from it as it is long, to the left or the right.
func (e *Entry) deselect() {
	at, n := e.CursorColumn, len([]rune(e.Entry.SelectedText()))
	for _, end := range []int{at - n, at + n, at} {
		e.CursorColumn = end
		e.DragEnd()
	}
	if n > 0 {
		e.Refresh()
	}
}

func (e *Entry) setCaret(at int) {
	e.CursorRow, e.CursorColumn = 0, at
	e.Refresh()
}

// begin makes the field ready for a key or a character: what a stale gesture of
// the mouse has selected is dropped.
func (e *Entry) begin() {
	if !e.touch.clicked && (e.Entry.SelectedText() != e.touch.selected || e.CursorColumn != e.touch.caret) {
		e.deselect()
		e.setCaret(e.touch.caret)
	}
	e.touch.clicked = false
	e.DragEnd() // one without length would grow
}

// note remembers what a key or a text has left.
func (e *Entry) note() {
	e.touch.selected, e.touch.caret = e.Entry.SelectedText(), e.CursorColumn
}

// anchor lets a selection by Shift begin at the caret, though there was typing
// since Shift went down.
func (e *Entry) anchor() {
	if e.shift && e.Entry.SelectedText() == "" {
		e.Entry.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
}

// MouseDown implements desktop.Mouseable.
func (e *Entry) MouseDown(ev *desktop.MouseEvent) {
	e.touch.clicked = true
	e.Entry.MouseDown(ev)
}

// DoubleTapped implements fyne.DoubleTappable.
func (e *Entry) DoubleTapped(ev *fyne.PointEvent) {
	if e.touch.clicked {
		e.Entry.DoubleTapped(ev)
	}
}

// Disable implements fyne.Disableable.
func (e *Entry) Disable() {
	e.Rest()
	e.Entry.Disable()
}

// Hide implements fyne.CanvasObject.
func (e *Entry) Hide() {
	e.Rest()
	e.Entry.Hide()
}
