package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Fyne keeps a selection when a text is set. A selection of length 0 then grows
// with the next character, and the character after that replaces the first one.
// So a selection ends here whenever the program sets a text, the field loses
// the focus or is disabled, and a key is handed on. A mouse gesture that began
// before then, or before the last key, selects nothing. A double click arrives
// up to 0.3 s late, and a drag lasts until the button is released.

// touch records which mouse gestures count, and the selection after the last
// key.
type touch struct {
	clicked  bool   // the mouse was pressed here after the last key and the last text
	selected string // the selection after the last key or text
	caret    int
}

// SetValue shows a value, with the caret at the end. An equal value is the echo
// of the user's typing and changes nothing. OnValue is not called.
func (e *Entry) SetValue(value string) {
	value = e.shape.clean(value)
	if value != e.value || e.shape.display(value) != e.Text {
		e.Fill(value)
	}
}

// Fill shows a value that this field's user did not type, even if it is equal.
// It ends selection, composition, undo history and mouse gestures, and moves
// the caret to the end; without the focus the field shows the beginning of its
// text. OnValue is not called.
func (e *Entry) Fill(value string) {
	e.value = e.shape.clean(value)
	shown := e.shape.display(e.value)
	e.setText(shown)
	if e.parked = false; e.here {
		e.setCaret(len([]rune(shown)))
	} else {
		e.park(len([]rune(shown)))
	}
	e.letters = false
	e.Rest()
}

// Rest ends selection, composition and mouse gestures. The text stays.
func (e *Entry) Rest() {
	e.giveUp()
	e.unselect()
	e.touch.clicked = false
	e.note()
}

// unselect ends the selection, and with it a selection by Shift.
func (e *Entry) unselect() {
	e.shift = false
	e.Entry.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	e.deselect()
}

// setText sets the shown text without calling changed, and removes the
// selection. In an empty text both ends of a selection meet, and Fyne removes a
// selection of length 0 when a drag ends.
func (e *Entry) setText(shown string) {
	e.quiet = true
	e.Entry.SetText("")
	e.DragEnd()
	e.Entry.SetText(shown)
	e.quiet = false
}

// deselect ends the selection. Fyne does not tell where the selection's other
// end is. It is at the caret, or before or after it by the selection's length.
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

// park shows the beginning of a text while the field has no focus. The caret goes
// back to a place of its own with the focus or the next key.
func (e *Entry) park(caret int) {
	if !e.parked {
		e.back = caret
	}
	e.parked = true
	e.setCaret(0)
	e.note()
}

func (e *Entry) unpark() {
	if e.parked {
		e.parked = false
		e.setCaret(min(e.back, len([]rune(e.Text))))
		e.note()
	}
}

// begin prepares the field for a key or a character. It drops a selection by an
// outdated mouse gesture.
func (e *Entry) begin() {
	e.unpark()
	if !e.touch.clicked && (e.Entry.SelectedText() != e.touch.selected || e.CursorColumn != e.touch.caret) {
		e.deselect()
		e.setCaret(e.touch.caret)
	}
	e.touch.clicked = false
	e.DragEnd() // ends a selection of length 0, which would grow
}

// note records the selection after a key or a text.
func (e *Entry) note() {
	e.touch.selected, e.touch.caret = e.Entry.SelectedText(), e.CursorColumn
}

// anchor makes a selection by Shift begin at the caret, even if text was typed
// while Shift was down.
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
