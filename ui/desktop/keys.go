package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"facedesk/ui/screens"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// lockKey locks the desk on every screen, and whatever is asked there.
var lockKey = &desktop.CustomShortcut{KeyName: fyne.KeyF10, Modifier: fyne.KeyModifierControl}

// keyboard tells presses from the repeats of a held key. The driver reports a
// press by OnKeyDown and OnTypedKey, and a repeat by OnTypedKey alone.
type keyboard struct {
	key     func(k session.Key, repeat bool)
	typed   func(text string) // called for text while no field has the focus
	struck  func()            // called for every pressed key
	erase   func()            // called for Backspace while no field has the focus
	pressed fyne.KeyName      // reported by OnKeyDown, waits for its OnTypedKey
	shift   bool
}

func (k *keyboard) attach(c fyne.Canvas) {
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(k.down)
		d.SetOnKeyUp(k.up)
	}
	c.SetOnTypedKey(k.press)
	c.SetOnTypedRune(func(r rune) {
		if r != ' ' { // the space bar is handled as a key
			k.typed(string(r))
		}
	})
	c.AddShortcut(lockKey, func(fyne.Shortcut) { k.key(session.LockDesk, false) })
	c.AddShortcut(&fyne.ShortcutPaste{}, func(s fyne.Shortcut) {
		if paste, ok := s.(*fyne.ShortcutPaste); ok {
			k.paste(paste.Clipboard.Content())
		}
	})
}

// maxPasted bounds what is pasted where no field is, in characters: more than a
// name and a number have.
const maxPasted = 200

func (k *keyboard) paste(text string) {
	r := []rune(text)
	if text = strings.TrimSpace(string(r[:min(len(r), maxPasted)])); text != "" {
		k.typed(text)
	}
}

func (k *keyboard) down(e *fyne.KeyEvent) {
	k.pressed = e.Name
	widgets.KeyDown(e.Name)
	k.struck()
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		k.shift = true
	}
}

func (k *keyboard) up(e *fyne.KeyEvent) {
	widgets.KeyUp(e.Name)
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		k.shift = false
	}
}

func (k *keyboard) press(e *fyne.KeyEvent) {
	repeat := k.pressed != e.Name
	k.pressed = ""
	if e.Name == fyne.KeyBackspace {
		k.erase()
		return
	}
	key, ok := screens.KeyOf(e.Name)
	if !ok {
		return
	}
	if key == session.KeyTab && k.shift {
		key = session.KeyBackTab
	}
	k.key(key, repeat)
}
