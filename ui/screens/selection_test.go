package screens

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// selects are ways to select a whole field.
var selects = map[string]func(*widgets.Entry){
	"Ctrl+A": func(e *widgets.Entry) { e.TypedShortcut(&fyne.ShortcutSelectAll{}) },
	"Shift+Home": func(e *widgets.Entry) {
		e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	},
	"a double click": func(e *widgets.Entry) {
		e.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
		e.DoubleTapped(nil)
	},
	"a drag": func(e *widgets.Entry) {
		e.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
		e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 20)}, Dragged: fyne.NewDelta(295, 0)})
	},
}

// The next guest loses no character, whichever field was selected, and however
// the last guest's check ended.
func TestASelectionEndsWithItsGuest(t *testing.T) {
	for how, selectAll := range selects {
		for name, in := range map[string]struct {
			of    identity.Field
			typed string
			entry func(*window) *widgets.Entry
		}{
			"name":   {identity.FieldName, "Berta Lind", func(w *window) *widgets.Entry { return w.claim.name.entry }},
			"number": {identity.FieldNumber, "110101199001010015", func(w *window) *widgets.Entry { return w.claim.number.entry }},
			"nation": {identity.FieldNation, "DEU", func(w *window) *widgets.Entry { return w.claim.nation.entry }},
		} {
			w := open(t)
			v := emptyDesk()
			v.Claim.AsksNation, v.Claim.Focus = true, in.of
			v.Claim.Name, v.Claim.Number, v.Claim.Nation = "Anna Lind", "E00000001", "FRA"
			w.Show(v)
			e := in.entry(w)
			if in.of == identity.FieldNation {
				typeInto(e, "FRA")
			}
			selectAll(e)
			if e.SelectedText() == "" {
				t.Fatalf("%s, %s: nothing is selected", name, how)
			}
			v.Claim.Name, v.Claim.Number, v.Claim.Nation = "", "", ""
			v.Generation++
			w.Show(v)
			typeInto(e, in.typed)
			if e.Value() != in.typed {
				t.Errorf("%s, %s: %q", name, how, e.Value())
			}
		}
	}
}

// A line with a Chinese name that is pasted into the number field is passed on
// whole. Other pasted text is filtered as usual.
func TestALinePastedAsANumber(t *testing.T) {
	for text, want := range map[string]string{
		"张三 110101199001010015": "张三 110101199001010015",
		"110101199001010015":    "110101199001010015",
		"张三":                    "张三",
	} {
		w := open(t)
		v := emptyDesk()
		v.Claim.Focus = identity.FieldNumber
		w.Show(v)
		clip := test.NewClipboard()
		clip.SetContent(text)
		w.sent = []session.Msg{session.Touched{}}
		w.claim.number.entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
		sent := w.take()
		if got, _ := sent[len(sent)-1].(session.Edited); got.Field != identity.FieldNumber || got.Text != want {
			t.Errorf("%q: the session is told %+v", text, got)
		}
	}
}

// typeInto types into the field with the focus. Unlike test.Type it does not
// set the focus.
func typeInto(e *widgets.Entry, text string) {
	for _, r := range text {
		e.TypedRune(r)
	}
}

// A selection ends with the screen, and also if the same person is checked
// again.
func TestASelectionEndsWithItsScreen(t *testing.T) {
	for how, selectAll := range selects {
		w := open(t)
		v := deskView()
		v.Claim.Focus = identity.FieldName
		w.Show(v)
		selectAll(w.claim.name.entry)
		w.Show(noticeView())
		w.Show(v)
		w.claim.name.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		w.claim.name.entry.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		typeInto(w.claim.name.entry, "二世")
		if got := w.claim.name.entry.Value(); got != guest+"二世" {
			t.Errorf("%s: %q", how, got)
		}
		selectAll(w.claim.name.entry)
		w.claim.name.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF5})
		if w.claim.name.entry.SelectedText() != "" {
			t.Errorf("%s: a key leaves it", how)
		}
	}
}

// The PIN and the fields of the settings lose their selections too.
func TestASelectionEndsWithThePIN(t *testing.T) {
	for how, selectAll := range selects {
		w := open(t)
		w.Show(emptyDesk())
		got := ""
		for range 2 {
			w.AskPIN(identity.Text{ZH: "管理员", EN: "Administrator"}, func(pin string, _ bool) { got = pin })
			typeInto(w.pin.entry, "123456")
			selectAll(w.pin.entry)
			w.pin.finish(false)
		}
		w.AskPIN(identity.Text{ZH: "管理员", EN: "Administrator"}, func(pin string, _ bool) { got = pin })
		typeInto(w.pin.entry, "246810")
		w.pin.finish(true)
		if got != "246810" {
			t.Errorf("%s: %q", how, got)
		}
	}
}

func TestASelectionEndsWithASavedSecret(t *testing.T) {
	for how, selectAll := range selects {
		w := open(t)
		w.SetSettings(Settings{Secrets: []SecretField{{Name: "muzhiyun.key", Label: identity.Text{ZH: "密钥", EN: "Key"}}}})
		w.Show(session.View{Screen: session.Settings, Language: identity.Chinese, Title: "settings.title"})
		for _, o := range w.config.list.Objects {
			r, ok := o.(*settingRow)
			if !ok || r.button == nil {
				continue
			}
			w.canvas.Focus(r.entry)
			typeInto(r.entry, "first")
			selectAll(r.entry)
			r.button.tapped()
			typeInto(r.entry, "second")
			if r.entry.Value() != "second" {
				t.Errorf("%s: %q", how, r.entry.Value())
			}
		}
		if len(w.saved) != 1 {
			t.Errorf("%s: saved %q", how, w.saved)
		}
	}
}
