package desktop

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// bare is a canvas that keeps its shortcuts.
type bare struct {
	fyne.Canvas
	fyne.ShortcutHandler
}

func (*bare) SetOnTypedKey(func(*fyne.KeyEvent)) {}
func (*bare) SetOnTypedRune(func(rune))          {}

func (b *bare) AddShortcut(s fyne.Shortcut, f func(fyne.Shortcut)) {
	b.ShortcutHandler.AddShortcut(s, f)
}
func (b *bare) RemoveShortcut(s fyne.Shortcut) { b.ShortcutHandler.RemoveShortcut(s) }

// clipboard holds a text.
type clipboard string

func (c clipboard) Content() string   { return string(c) }
func (c clipboard) SetContent(string) {}

// What is pasted where no field is, as on a pass, is typed text, whole and within
// bounds.
func TestPasteWithoutAField(t *testing.T) {
	var typed []string
	c := &bare{}
	(&keyboard{typed: func(text string) { typed = append(typed, text) }}).attach(c)
	for _, text := range []string{"欧阳建国", " \n", "", strings.Repeat("长", 5000)} {
		c.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard(text)})
	}
	if want := []string{"欧阳建国", strings.Repeat("长", maxPasted)}; !slices.Equal(typed, want) {
		t.Errorf("typed %q", typed)
	}
}
