package screens

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/ui/session"
)

// When the generation has grown, no object holds anything of the last customer.
func TestForgets(t *testing.T) {
	w := open(t)
	v := demo(deskView())
	v.Claim.AsksNation, v.Claim.Nation = true, "QQQ"
	v.Claim.Name, v.Claim.Number = "", ""
	w.Show(v)
	test.Type(w.claim.name.entry, guest)
	test.Type(w.claim.number.entry, number)
	v.Claim.Name, v.Claim.Number, v.Claim.Persons = guest, "110105 19491231 002X", nil
	w.Show(v)
	for _, next := range []session.View{noticeView(), captureView("hint.good"), confirmView(t), checkingView(1), repeatView(), byEyeView(true), verdictView(session.FamilyNotMatch, "face_mismatch")} {
		w.Show(next)
		if next.Screen == session.Capture {
			w.capture.preview.SetFrame(frame(t))
		}
		if next.Screen == session.Capture || next.Screen == session.Confirm { // pictures have their own caches
			w.canvas.Capture()
		}
		if next.Screen == session.Confirm && !keeps(w.Screens, guest) {
			t.Fatal("the search finds nothing")
		}
	}
	w.sent = nil
	empty := emptyDesk()
	empty.Generation++
	w.Show(empty)
	w.canvas.Capture()
	for _, secret := range []string{guest, number, "110105 19491231 002X", "002X", identity.MaskName(guest), "QQQ", "欧阳"} {
		if keeps(w.Screens, secret) {
			t.Errorf("%q is still there", secret)
		}
	}
	if img := w.parts[session.Confirm].(*confirm).picture.Image; img != nil {
		t.Error("the portrait is still there")
	}
	w.claim.name.entry.TypedShortcut(&fyne.ShortcutUndo{})
	w.claim.number.entry.TypedShortcut(&fyne.ShortcutUndo{})
	if w.claim.name.entry.Text+w.claim.number.entry.Text != "" {
		t.Error("undo brings back the old customer")
	}
	w.expect(t)
}

// A field whose text was deleted by hand has no undo history either.
func TestForgetsWhatWasDeleted(t *testing.T) {
	w := open(t)
	w.Show(emptyDesk())
	test.Type(w.claim.name.entry, "王")
	w.claim.name.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	next := emptyDesk()
	next.Generation++
	w.Show(next)
	w.claim.name.entry.TypedShortcut(&fyne.ShortcutUndo{})
	if w.claim.name.entry.Text != "" || keeps(w.Screens, "王") {
		t.Error("undo brings back the old customer")
	}
}

// What was copied out of a guest's field leaves the clipboard with the guest. What
// came from elsewhere stays.
func TestForgetsWhatWasCopied(t *testing.T) {
	for _, shortcut := range []func(fyne.Clipboard) fyne.Shortcut{
		func(c fyne.Clipboard) fyne.Shortcut { return &fyne.ShortcutCopy{Clipboard: c} },
		func(c fyne.Clipboard) fyne.Shortcut { return &fyne.ShortcutCut{Clipboard: c} },
	} {
		for later, want := range map[string]string{"": "", "a telephone number": "a telephone number"} {
			w := open(t)
			w.Show(emptyDesk())
			clipboard := fyne.CurrentApp().Clipboard()
			test.Type(w.claim.name.entry, guest)
			w.claim.name.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
			w.claim.name.entry.TypedShortcut(shortcut(clipboard))
			if clipboard.Content() != guest {
				t.Fatalf("copied %q", clipboard.Content())
			}
			if later != "" {
				clipboard.SetContent(later)
			}
			next := emptyDesk()
			next.Generation++
			w.Show(next)
			if got := clipboard.Content(); got != want {
				t.Errorf("the clipboard holds %q, want %q", got, want)
			}
		}
	}
}

// keeps searches for a string in everything that can be reached from s.
func keeps(s *Screens, secret string) bool {
	k := keeper{secret: secret, seen: map[visit]bool{}}
	return k.in(reflect.ValueOf(s))
}

type visit struct {
	at  uintptr
	typ reflect.Type
}

type keeper struct {
	secret string
	seen   map[visit]bool
}

func (k *keeper) in(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return strings.Contains(v.String(), k.secret)
	case reflect.Pointer, reflect.Map:
		at := visit{v.Pointer(), v.Type()}
		if v.IsNil() || k.seen[at] {
			return false
		}
		k.seen[at] = true
	}
	switch v.Kind() {
	case reflect.Pointer:
		return k.in(v.Elem())
	case reflect.Interface:
		return !v.IsNil() && k.in(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if k.in(v.Field(i)) {
				return true
			}
		}
	case reflect.Slice, reflect.Array:
		return k.inList(v)
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			if k.in(it.Key()) || k.in(it.Value()) {
				return true
			}
		}
	}
	return false
}

func (k *keeper) inList(v reflect.Value) bool {
	switch v.Type().Elem().Kind() {
	case reflect.Uint8:
		return v.Kind() == reflect.Slice && strings.Contains(string(v.Bytes()), k.secret)
	case reflect.Int32: // runes, as in a RichText
		s := ""
		for i := range v.Len() {
			s += string(rune(v.Index(i).Int()))
		}
		return strings.Contains(s, k.secret)
	}
	for i := range v.Len() {
		if k.in(v.Index(i)) {
			return true
		}
	}
	return false
}
