package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// KeyBackTab is what OnKey is given for Shift and Tab.
const KeyBackTab fyne.KeyName = "BackTab"

// defaultLimit is the most runes that a field takes.
const defaultLimit = 256

// Entry is a text field for one line. While an input method composes, the keys
// it keeps for itself do nothing here. Use Value and SetValue: Text may hold
// the gaps of a grouping, and OnChanged and OnSubmitted are taken.
type Entry struct {
	widget.Entry

	// OnValue is called after each edit by the user that changes the value.
	OnValue func(value string)
	// OnSubmit is called on Enter that OnKey has not handled.
	OnSubmit func(value string)
	// OnKey is given function keys, Escape, Enter, Up, Down, Page Up and Down,
	// and, with CaptureTab, Tab and KeyBackTab, none of which reach the canvas
	// while a field has the focus. It reports whether that was all.
	OnKey func(fyne.KeyName) (handled bool)
	// OnShortcut is given the combinations that are not the clipboard's or
	// undo's. It reports whether that was all.
	OnShortcut func(fyne.Shortcut) (handled bool)
	// OnPaste is told what was pasted, before any filter, where the field holds
	// nothing else.
	OnPaste func(text string)
	// OnEmptyKey is given Backspace and Left while the field is empty.
	OnEmptyKey func(fyne.KeyName)
	// OnFocus is called when the field gains or loses the focus.
	OnFocus func(focused bool)
	// OnPress is called for every key that goes down, before what it does.
	OnPress func()
	// OnGiveUp is called when a composition is given up, so that the input method
	// is told to end it.
	OnGiveUp func()
	// Latin is set for a field in which the input method is off.
	Latin bool
	// Awake is the time that the machine has been awake, from any point on; nil:
	// keys wait for their characters without limit.
	Awake func() time.Duration
	// Machine reports whether a machine typed the last keys: it composes nothing.
	// Nil: it never does.
	Machine func() bool
	// CaptureTab gives Tab to OnKey instead of moving the focus.
	CaptureTab bool

	shape   shape
	value   string
	quiet   bool // the text is being set by us
	shift   bool
	typing  composition
	letters bool // the last letters came by themselves, one for each key
	touch   touch
}

// NewEntry returns an empty field. It needs a current app, as all Fyne entries.
func NewEntry() *Entry {
	e := &Entry{shape: shape{limit: defaultLimit}}
	e.Wrapping, e.Scroll = fyne.TextWrapOff, fyne.ScrollHorizontalOnly
	e.ExtendBaseWidget(e)
	e.OnChanged = e.changed
	e.OnSubmitted = func(string) {
		if e.OnSubmit != nil {
			e.OnSubmit(e.value)
		}
	}
	e.Fill("")
	return e
}

// SetFilter maps every rune, typed or pasted; a negative result drops it.
func (e *Entry) SetFilter(f func(rune) rune) { e.shape.filter = f; e.again() }

// SetGroup shows the value with spaces in it. f may add spaces and nothing
// else. Value, selection and clipboard are without them.
func (e *Entry) SetGroup(f func(string) string) { e.shape.group = f; e.again() }

// SetLimit sets the most runes of a value, 256 at first.
func (e *Entry) SetLimit(runes int) { e.shape.limit = max(runes, 1); e.again() }

func (e *Entry) again() { e.SetValue(e.value) }

// Value is what was typed, tidied, without the gaps of a grouping.
func (e *Entry) Value() string { return e.value }

// SetText is SetValue.
func (e *Entry) SetText(text string) { e.SetValue(text) }

// Append adds to the value, at its end.
func (e *Entry) Append(text string) { e.SetValue(e.value + text) }

// SelectedText is the selection without the gaps of a grouping.
func (e *Entry) SelectedText() string {
	return e.ungrouped(e.Entry.SelectedText())
}

// changed follows every edit of the user, also pasting and undoing.
func (e *Entry) changed(display string) {
	if e.quiet {
		return
	}
	value, shown, caret := e.shape.reform(display, e.CursorTextOffset())
	if shown != display {
		e.setText(shown)
	}
	e.setCaret(caret)
	if value != e.value {
		e.value = value
		if e.OnValue != nil {
			e.OnValue(value)
		}
	}
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() { e.focus(true); e.Entry.FocusGained() }

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() { e.focus(false); e.Entry.FocusLost() }

func (e *Entry) focus(on bool) {
	e.Rest()
	if on {
		due.here = e
	} else {
		e.leave()
		e.letters = false
	}
	if e.OnFocus != nil {
		e.OnFocus(on)
	}
}

// TappedSecondary implements fyne.SecondaryTappable: no menu. Fyne's speaks
// English and stays open over the next customer.
func (e *Entry) TappedSecondary(*fyne.PointEvent) {}

// AcceptsTab implements fyne.Tabbable: a Tab of the input method must not leave
// the field.
func (e *Entry) AcceptsTab() bool { return e.CaptureTab || e.typing.active() }

// KeyDown implements desktop.Keyable.
func (e *Entry) KeyDown(ev *fyne.KeyEvent) {
	KeyDown(ev.Name)
	if e.OnPress != nil {
		e.OnPress()
	}
	if isShift(ev.Name) {
		e.shift = true
	}
	e.Entry.KeyDown(ev)
}

// KeyUp implements desktop.Keyable.
func (e *Entry) KeyUp(ev *fyne.KeyEvent) {
	KeyUp(ev.Name)
	if isShift(ev.Name) {
		e.shift = false
	}
	r, _ := letterOf(ev.Name)
	e.typing.released(r)
	e.Entry.KeyUp(ev)
}

func isShift(k fyne.KeyName) bool { return k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight }
