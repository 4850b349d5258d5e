package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	e.expire()
	if e.awaits() {
		e.await(func(e *Entry) { e.shortcut(s) })
		return
	}
	e.shortcut(s)
}

func (e *Entry) shortcut(s fyne.Shortcut) {
	e.begin()
	defer e.note()
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		e.Entry.TypedShortcut(&fyne.ShortcutCopy{Clipboard: e.plain(s.Clipboard), Secondary: s.Secondary})
		return
	case *fyne.ShortcutPaste:
		e.paste(s)
		return
	case *fyne.ShortcutCut:
		e.Entry.TypedShortcut(&fyne.ShortcutCut{Clipboard: e.plain(s.Clipboard), Secondary: s.Secondary})
		return
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		e.deselect()
	case *desktop.CustomShortcut:
		if isEditing(s.KeyName) && e.typing.edit(editWord) || e.erases(s.KeyName) {
			return
		}
		if c, ok := fyne.CurrentApp().Driver().CanvasForObject(e).(fyne.Shortcutable); ok {
			c.TypedShortcut(s) // the window's own shortcuts
		}
		e.anchor()
	}
	e.Entry.TypedShortcut(s)
}

// paste ignores an empty clipboard. Fyne would keep the selected text and still
// add an undo step, which doubles the text.
func (e *Entry) paste(s *fyne.ShortcutPaste) {
	short := shortClipboard{s.Clipboard, e.shape.limit}
	text := short.Content()
	if text == "" {
		return
	}
	e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: short, Secondary: s.Secondary})
	if e.OnPaste != nil && e.value == e.shape.clean(text) {
		e.OnPaste(text)
	}
}

// erases deletes the selection. Fyne would delete a word and keep the
// selection.
func (e *Entry) erases(key fyne.KeyName) bool {
	if key != fyne.KeyBackspace && key != fyne.KeyDelete || e.Entry.SelectedText() == "" {
		return false
	}
	e.Entry.TypedKey(&fyne.KeyEvent{Name: key})
	return true
}

// isEditing reports the keys that delete or move by words together with Ctrl.
func isEditing(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyLeft, fyne.KeyRight:
		return true
	}
	return false
}

// shortClipboard limits the clipboard's text to what a field may hold, dropped
// characters included. Fyne takes minutes to paste a very long text.
type shortClipboard struct {
	fyne.Clipboard
	limit int
}

func (c shortClipboard) Content() string {
	s := []rune(c.Clipboard.Content())
	return string(s[:min(len(s), 4*c.limit)])
}

func (e *Entry) ungrouped(s string) string {
	if e.shape.group == nil {
		return s
	}
	return strings.ReplaceAll(s, string(gap), "")
}

// plain returns a clipboard that receives text without gaps.
func (e *Entry) plain(c fyne.Clipboard) fyne.Clipboard { return plainClipboard{c, e} }

type plainClipboard struct {
	fyne.Clipboard
	of *Entry
}

func (c plainClipboard) SetContent(s string) {
	s = c.of.ungrouped(s)
	if c.of.Private {
		copied = s
	}
	c.Clipboard.SetContent(s)
}

// copied is what was last copied out of a guest's field. There is one clipboard.
var copied string

// ForgetCopied empties the clipboard if it still holds what was copied out of a
// guest's field.
func ForgetCopied(c fyne.Clipboard) {
	if copied != "" && c.Content() == copied {
		c.SetContent("")
	}
	copied = ""
}
