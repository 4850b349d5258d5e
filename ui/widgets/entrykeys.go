package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TypedRune implements fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	if e.strays(r) {
		return
	}
	due.inner++
	defer func() { due.inner-- }()
	e.comes(r)
	e.insert(r)
	e.catchUp()
}

func (e *Entry) insert(r rune) {
	e.begin()
	defer e.note()
	e.typing.typed(r)
	if e.shape.filter != nil {
		r = e.shape.filter(r)
	}
	if r < 0 || e.shape.group != nil && r == gap {
		return
	}
	e.Entry.TypedRune(r)
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if e.strike(ev.Name) || e.waits(ev.Name) || e.composes(ev.Name) || isDeskKey(ev.Name) && repeats(ev.Name) {
		return
	}
	if ev.Name == fyne.KeyEscape {
		e.letters = false
		abandon()
	}
	e.edit(&fyne.KeyEvent{Name: e.wanted(ev.Name)})
}

// edit handles a key that does not belong to the input method.
func (e *Entry) edit(ev *fyne.KeyEvent) {
	e.begin()
	defer e.note()
	if e.forward(ev.Name) || ev.Name == fyne.KeyTab || ev.Name == KeyBackTab || e.leaves(ev.Name) {
		return
	}
	e.anchor()
	switch ev.Name {
	case fyne.KeyBackspace, fyne.KeyDelete:
		e.skipGap(ev.Name)
		e.Entry.TypedKey(ev)
	case fyne.KeyLeft, fyne.KeyRight:
		e.step(ev)
	default:
		e.Entry.TypedKey(ev)
	}
}

// wanted returns the key, or its combination with Shift if that is a key of its
// own.
func (e *Entry) wanted(key fyne.KeyName) fyne.KeyName {
	if key == fyne.KeyTab && (e.shift || shiftHeld()) {
		return KeyBackTab
	}
	return key
}

// composes informs the composition of a key. It reports whether the key belongs
// to the input method.
func (e *Entry) composes(key fyne.KeyName) bool {
	if r, ok := letterOf(key); ok {
		e.typing.letter(r)
		return false
	}
	if k, ok := editKeyOf(key); ok {
		return e.composed(k)
	}
	if isFunctionKey(key) && e.typing.active() {
		e.giveUp() // the key has no other effect, because the list of candidates may hide the field
		return true
	}
	switch key {
	case fyne.KeySpace:
		e.typing.pick()
	case fyne.KeyApostrophe:
		e.typing.apostrophe()
	default:
		if len(key) == 1 && key[0] >= '0' && key[0] <= '9' {
			e.typing.pick()
		}
	}
	return false
}

// composed informs the composition of an editing key. It reports whether the
// key belongs to the input method. The letters of a composition that has ended
// produce no characters any more.
func (e *Entry) composed(k editKey) bool {
	theirs := e.typing.edit(k)
	switch {
	case !theirs || e.typing.active():
	case k == editEsc:
		abandon()
	default:
		due.keys = nil
	}
	return theirs
}

// editKeyOf returns the meaning of an editing key in a composition.
func editKeyOf(key fyne.KeyName) (editKey, bool) {
	switch key {
	case fyne.KeyBackspace:
		return editBack, true
	case fyne.KeyDelete:
		return editDelete, true
	case fyne.KeyReturn, fyne.KeyEnter:
		return editEnter, true
	case fyne.KeyEscape:
		return editEsc, true
	case fyne.KeyLeft:
		return editLeft, true
	case fyne.KeyRight:
		return editRight, true
	case fyne.KeyHome:
		return editHome, true
	case fyne.KeyEnd:
		return editEnd, true
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyInsert, fyne.KeyTab:
		return editMove, true
	}
	return 0, false
}

// letterOf returns the letter of a letter key.
func letterOf(key fyne.KeyName) (rune, bool) {
	if len(key) == 1 && isASCIILetter(rune(key[0])) {
		return rune(key[0]), true
	}
	return 0, false
}

// forward passes a key to OnKey and reports whether it was handled. Repeats of
// a held key are not passed, because the key may have been pressed in another
// field.
func (e *Entry) forward(key fyne.KeyName) bool {
	if e.OnKey == nil || !isDeskKey(key) {
		return false
	}
	e.unselect()
	return e.OnKey(key)
}

// isDeskKey reports the keys that a text field does not use itself.
func isDeskKey(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab, KeyBackTab,
		fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		return true
	}
	return isFunctionKey(key)
}

func isFunctionKey(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		return true
	}
	return false
}

// skipGap makes Backspace and Delete remove the digit beyond a gap. A gap
// itself cannot be deleted.
func (e *Entry) skipGap(key fyne.KeyName) {
	if e.shape.group == nil || e.Entry.SelectedText() != "" {
		return
	}
	at := e.CursorTextOffset()
	switch r := []rune(e.Text); {
	case key == fyne.KeyBackspace && at > 0 && r[at-1] == gap:
		e.setCaret(at - 1)
	case key == fyne.KeyDelete && at < len(r) && r[at] == gap:
		e.setCaret(at + 1)
	}
}

// step moves the caret by one digit. It skips gaps.
func (e *Entry) step(ev *fyne.KeyEvent) {
	from := e.CursorTextOffset()
	e.Entry.TypedKey(ev)
	to := e.CursorTextOffset()
	r := []rune(e.Text)
	if e.shape.group != nil && (to == from+1 && r[from] == gap || to == from-1 && r[to] == gap) {
		e.Entry.TypedKey(ev)
	}
}

// shiftHeld asks the driver whether Shift is down. A field hears of a pressed
// key only while it has the focus.
func shiftHeld() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}
