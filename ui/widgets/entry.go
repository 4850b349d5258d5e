package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// KeyBackTab is the name for Shift and Tab that OnKey gets.
const KeyBackTab fyne.KeyName = "BackTab"

// defaultLimit is the default limit of a field in runes.
const defaultLimit = 256

// Entry is a text field for one line. While an input method composes, the keys
// that belong to it have no effect here. Use Value and SetValue, because Text
// may contain the gaps of a grouping. OnChanged and OnSubmitted are used by
// Entry itself.
type Entry struct {
	widget.Entry

	// OnValue is called after each edit by the user that changes the value.
	OnValue func(value string)
	// OnSubmit is called on an Enter that OnKey did not handle.
	OnSubmit func(value string)
	// OnKey gets function keys, Escape, Enter, Up, Down, Page Up and Page Down
	// and, with CaptureTab, Tab and KeyBackTab. The canvas does not get these
	// keys while a field has the focus. OnKey reports whether it handled the
	// key.
	OnKey func(fyne.KeyName) (handled bool)
	// OnPaste gets the pasted text before any filter, if the field contains
	// nothing else.
	OnPaste func(text string)
	// OnEmptyKey gets Backspace and Left while the field is empty.
	OnEmptyKey func(fyne.KeyName)
	// OnTap is called when the field is tapped, before the tap's effect.
	OnTap func()
	// OnFocus is called when the field gains or loses the focus.
	OnFocus func(focused bool)
	// OnPress is called when any key is pressed, before the key's effect.
	OnPress func()
	// OnGiveUp is called when a composition is given up. The receiver tells the
	// input method to end it.
	OnGiveUp func()
	// Latin marks a field for which the input method is off.
	Latin bool
	// Awake returns how long the machine has been awake, from any point in
	// time. If it is nil, keys wait for their characters without limit.
	Awake func() time.Duration
	// Machine reports whether a machine typed the last keys; then nothing is
	// composed. nil means never.
	Machine func() bool
	// Private marks a field of a guest: see ForgetCopied.
	Private bool
	// CaptureTab passes Tab to OnKey and does not move the focus.
	CaptureTab bool

	shape   shape
	value   string
	quiet   bool // the program is setting the text
	shift   bool
	typing  composition
	letters bool // the last letters arrived one for each key, without an input method
	touch   touch
	here    bool // the field has the focus
	parked  bool // the caret stands at the beginning, so that the field shows it
	back    int  // where the caret belongs while it is parked
}

// NewEntry returns an empty field. Like all Fyne entries it needs a current
// app.
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

// SetFilter sets a function that maps every typed or pasted rune. A negative
// result drops the rune.
func (e *Entry) SetFilter(f func(rune) rune) { e.shape.filter = f; e.again() }

// SetGroup shows the value with gaps. f may add spaces and nothing else. Value,
// selection and clipboard have no gaps.
func (e *Entry) SetGroup(f func(string) string) { e.shape.group = f; e.again() }

// SetLimit sets the largest number of runes of a value. The default is 256.
func (e *Entry) SetLimit(runes int) { e.shape.limit = max(runes, 1); e.again() }

func (e *Entry) again() { e.SetValue(e.value) }

// Value returns the typed text after filter and limit, without the gaps of a
// grouping.
func (e *Entry) Value() string { return e.value }

// SetText is SetValue.
func (e *Entry) SetText(text string) { e.SetValue(text) }

// Append adds text at the end of the value.
func (e *Entry) Append(text string) { e.SetValue(e.value + text) }

// SelectedText returns the selection without the gaps of a grouping.
func (e *Entry) SelectedText() string {
	return e.ungrouped(e.Entry.SelectedText())
}

// changed is called after every edit by the user, including pasting and
// undoing.
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
	if e.here = on; on {
		due.here = e
		e.unpark()
	} else {
		e.leave()
		e.letters = false
		e.park(e.CursorColumn)
	}
	if e.OnFocus != nil {
		e.OnFocus(on)
	}
}

// Tapped implements fyne.Tappable.
func (e *Entry) Tapped(ev *fyne.PointEvent) {
	if e.OnTap != nil {
		e.OnTap()
	}
	e.Entry.Tapped(ev)
}

// TappedSecondary implements fyne.SecondaryTappable. It opens no menu, because
// Fyne's menu is in English and stays open for the next customer.
func (e *Entry) TappedSecondary(*fyne.PointEvent) {}

// AcceptsTab implements fyne.Tabbable. A Tab that belongs to the input method
// must not leave the field.
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
