package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// pair returns a name and a number field. The name has the focus.
func pair(t *testing.T) (name, number *Entry, c fyne.Canvas, ended *int) {
	t.Helper()
	desk(t)
	name, number, ended = NewEntry(), NewEntry(), new(int)
	number.Latin = true
	number.SetFilter(NumberRune)
	name.OnGiveUp = func() { *ended++ }
	c = window(t, container.NewVBox(name, number), 600, 200).Canvas()
	c.Focus(name)
	return name, number, c, ended
}

// commit acts as an input method that commits to the window.
func commit(c fyne.Canvas, text string) {
	for _, r := range text {
		if f := c.Focused(); f != nil {
			f.TypedRune(r)
		}
	}
}

// strokes types keys without an input method.
func strokes(e *Entry, text string) {
	for _, r := range text {
		compose(e, string(r))
		e.TypedRune(r)
	}
}

// Letters of an abandoned composition reach no other field, whenever they
// arrive.
func TestACompositionStaysInItsField(t *testing.T) {
	for _, text := range givenUpTexts {
		name, number, c, ended := pair(t)
		strokes(name, "王")
		compose(name, "lisi")
		c.Focus(number)
		commit(c, text)
		strokes(number, "12")
		commit(c, text)
		strokes(number, "3l")
		if name.Value() != "王" || number.Value() != "123L" || *ended != 1 {
			t.Errorf("%q: name %q, number %q, ended %d times", text, name.Value(), number.Value(), *ended)
		}
		c.Focus(name)
		compose(name, "li")
		commit(c, "李")
		if name.Value() != "王李" {
			t.Errorf("%q: then %q", text, name.Value())
		}
	}
}

// givenUpTexts are what an input method may commit of an abandoned composition:
// its letters, its proposals, or both.
var givenUpTexts = []string{"lisi", "李四", "li si", "李si"}

// The same holds if both fields take Chinese.
func TestACompositionStaysAmongChineseFields(t *testing.T) {
	for _, text := range givenUpTexts {
		name, other, c, _ := pair(t)
		other.Latin = false
		other.SetFilter(nil)
		compose(name, "lisi")
		c.Focus(other)
		commit(c, text)
		compose(other, "zhang")
		commit(c, "张")
		if other.Value() != "张" {
			t.Errorf("%q: %q", text, other.Value())
		}
	}
}

// A function key ends a composition and has no other effect. The next one has
// its effect.
func TestAFunctionKeyEndsAComposition(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.KeyF2, fyne.KeyF5, fyne.KeyF7, fyne.KeyF12} {
		name, _, c, ended := pair(t)
		acted := 0
		name.OnKey = func(fyne.KeyName) bool { acted++; return true }
		compose(name, "lisi")
		press(name, key)
		commit(c, "lisi")
		if acted != 0 || *ended != 1 || name.Value() != "" {
			t.Errorf("%s: acted %d times, ended %d, %q", key, acted, *ended, name.Value())
		}
		press(name, key)
		if acted != 1 {
			t.Errorf("%s: acted %d times afterwards", key, acted)
		}
	}
}

// A text that the program sets ends the composition too.
func TestATextEndsAComposition(t *testing.T) {
	for _, text := range givenUpTexts {
		name, _, c, ended := pair(t)
		compose(name, "lisi")
		name.Fill("")
		commit(c, text)
		if name.Value() != "" || *ended != 1 {
			t.Errorf("%q: %q, ended %d times", text, name.Value(), *ended)
		}
	}
}

// Characters that arrive late, as on a busy machine, are kept. An abandoned
// composition before them is dropped.
func TestLateCharactersAreKept(t *testing.T) {
	const digits = "110101199001010015"
	for late := range 8 {
		name, number, c, _ := pair(t)
		compose(name, "lind")
		c.Focus(number)
		for i, r := range digits + strings.Repeat("\x00", late) {
			if r != 0 {
				press(number, fyne.KeyName(r))
			}
			if i >= late {
				commit(c, string(digits[i-late]))
			}
		}
		if number.Value() != digits {
			t.Errorf("%d keys late: %q", late, number.Value())
		}
		c.Focus(name)
		compose(name, "wang")
		commit(c, "d") // belongs to the abandoned composition
		commit(c, "王")
		if name.Value() != "王" {
			t.Errorf("%d keys late: name %q", late, name.Value())
		}
	}
}
