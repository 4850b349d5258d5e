package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// keyNames maps the keys of the canvas, which come where no field has the focus.
var keyNames = map[fyne.KeyName]session.Key{
	fyne.KeyReturn: session.KeyEnter, fyne.KeyEnter: session.KeyEnter, fyne.KeyEscape: session.KeyEscape,
	fyne.KeySpace: session.KeySpace, fyne.KeyTab: session.KeyTab,
	fyne.KeyF1: session.KeyF1, fyne.KeyF2: session.KeyF2, fyne.KeyF3: session.KeyF3, fyne.KeyF4: session.KeyF4,
	fyne.KeyF5: session.KeyF5, fyne.KeyF6: session.KeyF6, fyne.KeyF7: session.KeyF7, fyne.KeyF8: session.KeyF8,
	fyne.KeyF9: session.KeyF9, fyne.KeyF10: session.KeyF10, fyne.KeyF11: session.KeyF11, fyne.KeyF12: session.KeyF12,
}

// keyboard tells first presses from the automatic repeats of a key held down:
// the driver announces a press by OnKeyDown and OnTypedKey, a repeat by
// OnTypedKey alone.
type keyboard struct {
	key     func(k session.Key, repeat bool)
	typed   func(r rune)
	struck  func()       // any key went down
	pressed fyne.KeyName // announced by OnKeyDown, its OnTypedKey still to come
	shift   bool
}

func (k *keyboard) attach(c fyne.Canvas) {
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(k.down)
		d.SetOnKeyUp(k.up)
	}
	c.SetOnTypedKey(k.press)
	c.SetOnTypedRune(func(r rune) {
		if r != ' ' { // the space bar is a key
			k.typed(r)
		}
	})
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
	key, ok := keyNames[e.Name]
	if !ok {
		return
	}
	if key == session.KeyTab && k.shift {
		key = session.KeyBackTab
	}
	k.key(key, repeat)
}
