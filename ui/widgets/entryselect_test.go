package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// click presses and releases the mouse in the field, as the X11 driver reports
// it.
func click(e *Entry, x float32) {
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 20)}}
	e.MouseDown(ev)
	e.MouseUp(ev)
}

// drag moves the mouse with the button down. Fyne's content of a field passes
// this on without our Entry.
func drag(e *Entry, x, by float32) {
	e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 20)}, Dragged: fyne.NewDelta(by, 0)})
}

func withShift(e *Entry, keys ...fyne.KeyName) {
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	e.KeyDown(shift)
	press(e, keys...)
	e.KeyUp(shift)
}

// selecting are all ways to select. The flag says that nothing is selected
// until the text is set.
var selecting = map[string]struct {
	do    func(*Entry)
	after func(*Entry) // goes on after the text is set
	late  bool
}{
	"nothing":             {do: func(*Entry) {}, late: true},
	"Ctrl+A":              {do: func(e *Entry) { e.TypedShortcut(&fyne.ShortcutSelectAll{}) }},
	"Shift+Home":          {do: func(e *Entry) { withShift(e, fyne.KeyHome) }},
	"Home, Shift+End":     {do: func(e *Entry) { press(e, fyne.KeyHome); withShift(e, fyne.KeyEnd) }},
	"Shift+Left":          {do: func(e *Entry) { withShift(e, fyne.KeyLeft) }},
	"Home, Shift+Right":   {do: func(e *Entry) { press(e, fyne.KeyHome); withShift(e, fyne.KeyRight) }},
	"Shift+Left, held":    {do: func(e *Entry) { e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftRight}); press(e, fyne.KeyLeft) }},
	"Ctrl+Shift+Left":     {do: func(e *Entry) { word(e, fyne.KeyLeft) }},
	"Ctrl+Shift+Right":    {do: func(e *Entry) { press(e, fyne.KeyHome); word(e, fyne.KeyRight) }},
	"a double click":      {do: func(e *Entry) { click(e, 30); click(e, 30); e.DoubleTapped(nil) }},
	"a late double click": {do: func(e *Entry) { click(e, 30); click(e, 30) }, after: func(e *Entry) { e.DoubleTapped(nil) }, late: true},
	"a triple click":      {do: func(e *Entry) { click(e, 30); click(e, 30); e.DoubleTapped(nil); click(e, 30) }},
	"a drag":              {do: func(e *Entry) { dragged(e); e.DragEnd() }},
	"a drag that goes on": {do: dragged, after: func(e *Entry) { drag(e, 60, 20); drag(e, 8, -52) }},
	"a drag that ends":    {do: dragged, after: func(e *Entry) { e.DragEnd() }},
	"a drag back":         {do: func(e *Entry) { dragged(e); drag(e, 200, 180); drag(e, 20, -180); e.DragEnd() }, late: true},
}

func word(e *Entry, key fyne.KeyName) {
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
}

// dragged selects from the left and keeps the button down.
func dragged(e *Entry) {
	e.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 20)}})
	drag(e, 60, 40)
}

// setting are all ways in which a field is prepared for the next guest.
var setting = map[string]struct {
	do   func(*Entry)
	left string // the text of the field afterwards
}{
	"emptied":            {func(e *Entry) { e.Fill("") }, ""},
	"emptied by a value": {func(e *Entry) { e.SetValue("") }, ""},
	"filled":             {func(e *Entry) { e.Fill("12") }, "12"},
	"filled by a value":  {func(e *Entry) { e.SetValue("12") }, "12"},
	"filled alike":       {func(e *Entry) { e.Fill(e.Value()) }, "110101199001010015"},
	"left and entered":   {func(e *Entry) { e.FocusLost(); e.FocusGained(); press(e, fyne.KeyEnd) }, "110101199001010015"},
	"handed to a key":    {func(e *Entry) { press(e, fyne.KeyF5, fyne.KeyEnd) }, "110101199001010015"},
	"hidden and shown":   {func(e *Entry) { e.Hide(); e.Show(); press(e, fyne.KeyEnd) }, "110101199001010015"},
	"barred and freed":   {func(e *Entry) { e.Disable(); e.Enable(); press(e, fyne.KeyEnd) }, "110101199001010015"},
	"emptied in a key": {func(e *Entry) {
		e.OnKey = func(fyne.KeyName) bool { e.Fill(""); return true }
		press(e, fyne.KeyEscape)
	}, ""},
}

// However text was selected when the program sets another text, every character
// typed afterwards arrives.
func TestNoCharacterIsLostAfterASelection(t *testing.T) {
	for kind, prepare := range map[string]func(*Entry){
		"plain":   func(*Entry) {},
		"grouped": func(e *Entry) { e.SetFilter(NumberRune); e.SetGroup(groups) },
		"secret":  func(e *Entry) { e.Password = true },
	} {
		e := focused(t)
		e.OnKey = func(fyne.KeyName) bool { return true }
		prepare(e)
		for how, way := range selecting {
			for what, set := range setting {
				e.Fill("110101199001010015")
				e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftRight})
				way.do(e)
				if (e.Entry.SelectedText() == "") != way.late {
					t.Fatalf("%s: %s selects %q", kind, how, e.Entry.SelectedText())
				}
				set.do(e)
				e.OnKey = func(fyne.KeyName) bool { return true }
				if way.after != nil {
					way.after(e)
				}
				for _, r := range "20398" {
					e.TypedRune(r)
				}
				if e.Value() != set.left+"20398" {
					t.Errorf("%s: %s, %s: %q", kind, how, what, e.Value())
				}
			}
		}
	}
}

// Typing replaces a selection that the user made.
func TestTypingReplacesASelection(t *testing.T) {
	for how, way := range selecting {
		if way.late || way.after != nil {
			continue
		}
		e := focused(t)
		e.Fill("110101")
		test.Type(e, "2")
		way.do(e)
		if e.Entry.SelectedText() == "" {
			t.Errorf("%s selects nothing", how)
		}
		e.TypedRune('9')
		e.TypedRune('8')
		if v := e.Value(); len(v) >= 9 || e.Entry.SelectedText() != "" {
			t.Errorf("%s: %q stays", how, v)
		}
	}
}

// The rest of a selection after an edit replaces nothing.
func TestEditsEndASelection(t *testing.T) {
	for name, edit := range map[string]struct {
		do   func(*Entry)
		want string
	}{
		"undo": {func(e *Entry) { e.TypedShortcut(&fyne.ShortcutUndo{}) }, "34"},
		"redo": {func(e *Entry) { e.TypedShortcut(&fyne.ShortcutRedo{}) }, "1234"},
		"Ctrl+Backspace": {func(e *Entry) {
			e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: fyne.KeyModifierControl})
		}, "34"},
		"an empty paste, undone": {func(e *Entry) {
			e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: test.NewClipboard()})
			e.TypedShortcut(&fyne.ShortcutUndo{})
		}, "34"},
		"a paste of nothing useful": {func(e *Entry) {
			clip := test.NewClipboard()
			clip.SetContent("号")
			e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
		}, "34"},
	} {
		for _, grouped := range []bool{false, true} {
			e := focused(t)
			if e.SetFilter(NumberRune); grouped {
				e.SetGroup(groups)
			}
			test.Type(e, "12")
			e.TypedShortcut(&fyne.ShortcutSelectAll{})
			edit.do(e)
			if name == "redo" {
				press(e, fyne.KeyEnd)
			}
			test.Type(e, "34")
			if e.Value() != edit.want {
				t.Errorf("%s, grouped %t: %q", name, grouped, e.Value())
			}
		}
	}
}

// A selection by Shift begins at the caret, even if capitals were typed while
// Shift was down.
func TestShiftSelectsFromTheCaret(t *testing.T) {
	e := focused(t)
	e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	for _, r := range "ABC" {
		e.TypedRune(r)
	}
	press(e, fyne.KeyLeft)
	if e.SelectedText() != "C" {
		t.Errorf("selected %q", e.SelectedText())
	}
}

// Setting the typed value again leaves caret, selection and undo as they are.
func TestAnEchoChangesNothing(t *testing.T) {
	e := focused(t)
	test.Type(e, "张三丰")
	withShift(e, fyne.KeyLeft)
	e.SetValue("张三丰")
	if e.SelectedText() != "丰" || e.CursorColumn != 2 {
		t.Errorf("selected %q, caret %d", e.SelectedText(), e.CursorColumn)
	}
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if e.Value() == "张三丰" {
		t.Error("nothing to undo")
	}
}
