package widgets

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// press sends a key as the X11 driver does: down, typed, up.
func press(e *Entry, keys ...fyne.KeyName) {
	for _, k := range keys {
		ev := &fyne.KeyEvent{Name: k}
		e.KeyDown(ev)
		e.TypedKey(ev)
		e.KeyUp(ev)
	}
}

// compose types letters that an input method keeps.
func compose(e *Entry, letters string) {
	for _, r := range letters {
		press(e, fyne.KeyName(strings.ToUpper(string(r))))
	}
}

func focused(t testing.TB) *Entry {
	t.Helper()
	desk(t)
	e := NewEntry()
	window(t, e, 600, 60).Canvas().Focus(e)
	return e
}

func numberField(t testing.TB) *Entry {
	t.Helper()
	e := focused(t)
	e.SetFilter(NumberRune)
	e.SetGroup(groups)
	return e
}

func TestEntryLeavesKeysToTheInputMethod(t *testing.T) {
	e := focused(t)
	submitted, keys := 0, 0
	e.OnSubmit = func(string) { submitted++ }
	e.OnKey = func(fyne.KeyName) bool { keys++; return false }
	test.Type(e, "张")
	compose(e, "san")
	if !e.typing.active() || !e.AcceptsTab() {
		t.Fatal("not composing, or Tab would leave the field")
	}
	press(e, fyne.KeyBackspace, fyne.KeyLeft, fyne.KeyTab, fyne.KeyDelete, fyne.KeyHome)
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: fyne.KeyModifierControl})
	press(e, fyne.KeyReturn)
	if e.Value() != "张" || e.CursorColumn != 1 || submitted+keys != 0 {
		t.Errorf("%q, caret %d, submitted %d, keys %d", e.Value(), e.CursorColumn, submitted, keys)
	}
	for _, r := range "san" { // Enter commits the letters
		e.TypedRune(r)
	}
	press(e, fyne.KeyBackspace, fyne.KeyReturn)
	if e.Value() != "张sa" || submitted != 1 || keys != 1 {
		t.Errorf("%q, submitted %d, keys %d", e.Value(), submitted, keys)
	}
}

func TestEntryForgetsAComposition(t *testing.T) {
	for name, leave := range map[string]func(*Entry){
		"focus lost": func(e *Entry) { e.FocusLost(); e.FocusGained() },
		"set anew":   func(e *Entry) { e.SetValue("李四") },
		"Escape":     func(e *Entry) { press(e, fyne.KeyEscape) },
	} {
		e := focused(t)
		compose(e, "zhang")
		leave(e)
		if e.typing.active() {
			t.Errorf("%s: still composing", name)
		}
	}
}

func TestEntryHandsKeysOn(t *testing.T) {
	e := focused(t)
	var got []string
	take := false
	e.OnKey = func(k fyne.KeyName) bool { got = append(got, string(k)); return take }
	submitted := ""
	e.OnSubmit = func(v string) { submitted += v + ";" }
	test.Type(e, "ab")
	press(e, fyne.KeyF2, fyne.KeyF12, fyne.KeyEscape, fyne.KeyReturn, fyne.KeyA)
	take = true
	press(e, fyne.KeyEnter)
	e.CaptureTab = true
	press(e, fyne.KeyTab)
	e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press(e, fyne.KeyTab)
	e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if want := "F2 F12 Escape Return"; !strings.HasPrefix(strings.Join(got, " "), want) {
		t.Errorf("keys %q", got)
	}
	if submitted != "ab;" || e.Value() != "ab" {
		t.Errorf("submitted %q, value %q", submitted, e.Value())
	}
}

func TestEntryTellsBackTab(t *testing.T) {
	e := focused(t)
	e.CaptureTab = true
	var got []string
	e.OnKey = func(k fyne.KeyName) bool { got = append(got, string(k)); return true }
	press(e, fyne.KeyTab)
	e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftRight})
	press(e, fyne.KeyTab)
	e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftRight})
	press(e, fyne.KeyTab)
	if s := strings.Join(got, " "); s != "Tab BackTab Tab" || e.Value() != "" {
		t.Errorf("%s, value %q", s, e.Value())
	}
}

func TestEntryShortcuts(t *testing.T) {
	e := focused(t)
	test.Type(e, "one two")
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: fyne.KeyModifierControl})
	if e.Value() != "one " {
		t.Errorf("%q", e.Value())
	}
}

func TestCaretAfterAPaste(t *testing.T) {
	e := focused(t)
	e.SetFilter(func(r rune) rune { return []rune(strings.ReplaceAll(string(r), "•", "·"))[0] })
	var values []string
	e.OnValue = func(v string) { values = append(values, v) }
	test.Type(e, "买提")
	press(e, fyne.KeyLeft)
	clip := test.NewClipboard()
	clip.SetContent("•买买")
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if e.Value() != "买·买买提" || e.CursorColumn != 4 {
		t.Errorf("%q, caret %d", e.Value(), e.CursorColumn)
	}
	if strings.Join(values, " ") != "买 买提 买·买买提" {
		t.Errorf("told of %q", values)
	}
}

func TestNumberField(t *testing.T) {
	e := numberField(t)
	test.Type(e, "11010519491231 002*")
	if e.Value() != "11010519491231002X" || e.Text != "110105 19491231 002X" || e.CursorColumn != len(e.Text) {
		t.Errorf("%q shown as %q, caret %d", e.Value(), e.Text, e.CursorColumn)
	}
	clip := test.NewClipboard()
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	if clip.Content() != e.Value() || e.SelectedText() != e.Value() {
		t.Errorf("copied %q", clip.Content())
	}
	e.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip})
	if clip.Content() != "11010519491231002X" || e.Value() != "" || e.Text != "" {
		t.Errorf("cut %q, left %q", clip.Content(), e.Text)
	}
	clip.SetContent("号码：１１０１０５ 19491231-002x\n")
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if e.Text != "110105 19491231 002X" {
		t.Errorf("pasted %q", e.Text)
	}
}

func TestCaretGoesOverGaps(t *testing.T) {
	e := numberField(t)
	e.SetValue("11010519491231002X")
	for range 4 {
		press(e, fyne.KeyLeft)
	}
	press(e, fyne.KeyBackspace) // deletes the 1 before the gap
	if e.Value() != "1101051949123002X" || e.Text[:e.CursorColumn] != "110105 1949123" {
		t.Errorf("Backspace at a gap: %q, caret %d", e.Value(), e.CursorColumn)
	}
	test.Type(e, "1")
	if e.Value() != "11010519491231002X" || e.Text[:e.CursorColumn] != "110105 19491231 " {
		t.Errorf("typed at a gap: %q, caret %d", e.Value(), e.CursorColumn)
	}
	press(e, fyne.KeyHome)
	for range 6 {
		press(e, fyne.KeyRight)
	}
	press(e, fyne.KeyDelete) // deletes the 1 after the gap
	if e.Value() != "1101059491231002X" {
		t.Errorf("Delete at a gap: %q", e.Value())
	}
}

// At every position a field with gaps behaves like an editor without gaps.
func TestGroupedEditingIsPlainEditing(t *testing.T) {
	e := numberField(t)
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 60 {
		e.SetValue("")
		var model []rune
		at := 0
		for range 60 {
			switch random.IntN(7) {
			case 0, 1, 2:
				r := rune('0' + random.IntN(10))
				e.TypedRune(r)
				model = append(model[:at:at], append([]rune{r}, model[at:]...)...)
				at++
			case 3:
				press(e, fyne.KeyBackspace)
				if at > 0 {
					model = append(model[:at-1:at-1], model[at:]...)
					at--
				}
			case 4:
				press(e, fyne.KeyDelete)
				if at < len(model) {
					model = append(model[:at:at], model[at+1:]...)
				}
			case 5:
				press(e, fyne.KeyLeft)
				at = max(at-1, 0)
			case 6:
				press(e, fyne.KeyRight)
				at = min(at+1, len(model))
			}
			before := len(strings.ReplaceAll(string([]rune(e.Text)[:e.CursorColumn]), " ", ""))
			if e.Value() != string(model) || e.Text != groups(string(model)) || before != at {
				t.Fatalf("round %d: %q shown as %q, caret after %d; want %q, %d", round, e.Value(), e.Text, before, string(model), at)
			}
		}
	}
}

func TestUndoAndCutKeepTheNumberWhole(t *testing.T) {
	e := numberField(t)
	random := rand.New(rand.NewPCG(3, 4))
	clip := test.NewClipboard()
	for range 600 {
		switch random.IntN(6) {
		case 0:
			e.Undo()
		case 1:
			e.Redo()
		case 2:
			press(e, fyne.KeyBackspace)
		case 3:
			e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			press(e, fyne.KeyLeft, fyne.KeyLeft)
			e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			e.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip})
		case 4:
			e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
		default:
			e.TypedRune('5')
		}
		if e.Text != groups(e.Value()) || e.CursorColumn > len(e.Text) || strings.Contains(clip.Content(), " ") {
			t.Fatalf("%q shown as %q, caret %d, clipboard %q", e.Value(), e.Text, e.CursorColumn, clip.Content())
		}
	}
}

func TestSetValue(t *testing.T) {
	e := focused(t)
	told := 0
	e.OnValue = func(string) { told++ }
	e.SetValue("张三")
	press(e, fyne.KeyLeft)
	e.SetValue("张三")
	if e.CursorColumn != 1 || told != 0 {
		t.Errorf("caret %d, told %d times", e.CursorColumn, told)
	}
	e.SetText("李")
	e.Append("四")
	if e.Value() != "李四" || e.CursorColumn != 2 || told != 0 {
		t.Errorf("%q, caret %d, told %d times", e.Value(), e.CursorColumn, told)
	}
}

func TestLimit(t *testing.T) {
	e := focused(t)
	clip := test.NewClipboard()
	clip.SetContent(strings.Repeat("𠮷", 1000))
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if n := utf8.RuneCountInString(e.Value()); n != defaultLimit || e.CursorColumn != defaultLimit {
		t.Errorf("%d runes, caret %d", n, e.CursorColumn)
	}
}

func TestFocusIsTold(t *testing.T) {
	desk(t)
	a, b := NewEntry(), NewEntry()
	var got []bool
	a.OnFocus = func(on bool) { got = append(got, on) }
	c := window(t, container.NewVBox(a, b), 300, 200).Canvas()
	c.Focus(a)
	c.Focus(b)
	if len(got) != 2 || !got[0] || got[1] {
		t.Errorf("%v", got)
	}
}

func FuzzReform(f *testing.F) {
	f.Add("110105 1949", 3)
	f.Add("张•三 ", -1)
	s := shape{filter: NumberRune, group: groups, limit: 18}
	f.Fuzz(func(t *testing.T, display string, caret int) {
		value, shown, at := s.reform(display, caret)
		if strings.ReplaceAll(shown, " ", "") != value || at < 0 || at > len([]rune(shown)) {
			t.Errorf("%q at %d: %q shown as %q, caret %d", display, caret, value, shown, at)
		}
		again, _, _ := s.reform(shown, at)
		if again != value {
			t.Errorf("%q becomes %q", value, again)
		}
	})
}

func TestNumberRune(t *testing.T) {
	for in, want := range map[rune]rune{'*': 'X', '×': 'X', '＊': 'X', 'x': 'X', 'ｘ': 'X', '７': '7', 'h': 'H', ' ': -1, '-': -1, '张': -1, '<': '<'} {
		if got := NumberRune(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// A key that was pressed in one field and is still held has no effect in the
// next.
func TestHeldKeys(t *testing.T) {
	desk(t)
	a, b := NewEntry(), NewEntry()
	var got []string
	a.OnKey = func(k fyne.KeyName) bool { got = append(got, "a "+string(k)); return true }
	b.OnKey = func(k fyne.KeyName) bool { got = append(got, "b "+string(k)); return true }
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	a.KeyDown(enter)
	a.TypedKey(enter)
	b.TypedKey(enter)
	b.TypedKey(enter)
	b.KeyUp(enter)
	b.KeyDown(enter)
	b.TypedKey(enter)
	KeyUp(fyne.KeyReturn)
	if len(got) != 2 || got[0] != "a Return" || got[1] != "b Return" {
		t.Errorf("%q", got)
	}
}

// A very long text is pasted only up to the limit, and quickly.
func TestHugePaste(t *testing.T) {
	e := focused(t)
	e.SetLimit(20)
	clip := test.NewClipboard()
	clip.SetContent(strings.Repeat("字", 1_000_000))
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if e.Value() != strings.Repeat("字", 20) {
		t.Errorf("%d characters", len([]rune(e.Value())))
	}
}
