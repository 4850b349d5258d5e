package screens

import (
	"slices"
	"testing"

	"facedesk/identity"
	"facedesk/ui/session"
)

// What is typed while a question is about to be asked reaches nothing beneath: neither
// the guest's field nor the screen.
func TestKeysBeforeAQuestion(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	w.take()
	before := w.canvas.Focused()
	w.Hold()
	if w.canvas.Focused() != nil {
		t.Error("a field has the focus")
	}
	w.Show(noticeView())
	w.Show(deskView())
	w.type2468()
	w.expect(t)
	w.Release(func() {})
	w.expect(t)
	if w.canvas.Focused() != before || before == nil {
		t.Error("the field has not got the focus back")
	}
	w.AskPIN(adminTitle, func(string, bool) { t.Error("what nobody asked for answers a later question") })
	if w.pin.entry.Value() != "" {
		t.Error("what nobody asked for is in a later question")
	}
	w.pin.done = nil
	w.pin.root.Hide()
	w.refocus()
	w.take()
	w.Text("张")
	w.expect(t, session.Typed{Text: "张"})
}

var adminTitle = identity.Text{ZH: "管理员", EN: "Administrator"}

// type2468 types a PIN and Enter where no field is.
func (w *window) type2468() {
	for _, r := range "2x468" {
		w.Text(string(r))
	}
	w.Key(session.KeyEnter, false)
}

// The question for a PIN gets what was typed before it stood, Enter and Esc too, and so
// does the next one where the first is wrong.
func TestKeysAheadOfAPIN(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	var got []string
	done := func(pin string, ok bool) {
		got = append(got, map[bool]string{true: pin, false: "given up"}[ok])
		if ok {
			w.Hold() // it is checked, and wrong
		}
	}
	ask := func() { w.AskPIN(adminTitle, done) }
	w.Hold()
	w.Text("13")
	w.Key(session.KeyEnter, true) // of the key that led here
	w.Release(ask)
	if w.pin.entry.Value() != "13" || w.canvas.Focused() != w.pin.entry || len(got) != 0 {
		t.Fatalf("the question holds %q, answered %q", w.pin.entry.Value(), got)
	}
	w.pin.entry.Append("57")
	w.pin.key(session.KeyEnter)
	w.type2468()
	w.type2468()
	w.Key(session.KeyEscape, false)
	w.Text("9")
	for range 3 {
		w.Release(ask)
	}
	if want := []string{"1357", "2468", "2468", "given up"}; !slices.Equal(got, want) || w.pin.isOpen() || keeps(w.Screens, "2468") {
		t.Errorf("%q, want %q; open %v", got, want, w.pin.isOpen())
	}
}

// No other question gets it, and the lock forgets it. Who waits can lock.
func TestKeysAheadOfOthers(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	w.Hold()
	w.type2468()
	w.Release(func() { w.Tell(adminTitle) })
	w.AskPIN(adminTitle, func(string, bool) {})
	if w.pin.entry.Value() != "" {
		t.Error("the answer to nothing is in a later question")
	}
	w.pin.finish(false)
	v := deskView()
	v.Keys = append(v.Keys, session.Binding{Keys: []session.Key{session.KeyF10}, Action: session.ActLock, Enabled: true})
	w.Show(v)
	w.take()
	w.Hold()
	w.type2468()
	w.Key(session.KeyF10, false)
	w.expect(t, session.KeyPressed{Key: session.KeyF10})
	w.Show(session.View{Screen: session.SignIn, Language: v.Language, Title: "sign_in.title", SignIn: session.SignInView{Body: "sign_in.body"}})
	if w.canvas.Focused() != w.signIn.code || len(w.ahead.typed) != 0 {
		t.Error("the next key is not the first of the code, or the PIN is kept")
	}
}

// A PIN that is typed although the settings do not open stands in nobody's name, nor does
// what is typed over a list of files.
func TestKeysOverWhatIsTold(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	w.take()
	w.Tell(adminTitle)
	w.type2468()
	w.expect(t)
	if w.pin.isOpen() {
		t.Error("Enter does not close it")
	}
	w.AskFile(func(string) {}, func(string) {})
	w.Text("9")
	w.expect(t)
}

// A scan that comes before the question is dropped as one that comes into it.
func TestScanAheadOfAPIN(t *testing.T) {
	w := open(t)
	v := deskView()
	v.Burst = true
	w.Show(v)
	w.Hold()
	w.Text("110105199003078")
	w.Key(session.KeyEnter, false)
	w.Release(func() { w.AskPIN(adminTitle, func(string, bool) { t.Error("a scan answers") }) })
	if got := w.pin.entry.Value(); got != "" {
		t.Errorf("the question holds %d characters of a scan", len(got))
	}
}

// What is typed ahead is taken as the field takes it: full-width digits, and Backspace.
func TestKeysAheadAreThoseOfTheField(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	w.Erase()
	w.Hold()
	w.Erase()
	w.Text("１３")
	w.Erase()
	w.Text("2")
	w.Release(func() { w.AskPIN(adminTitle, func(string, bool) {}) })
	if got := w.pin.entry.Value(); got != "12" {
		t.Errorf("the question holds %q", got)
	}
}

// The second click on a button asks no second question, which would end the first.
func TestOneQuestionIsWaitedFor(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	if !w.Hold() || w.Hold() {
		t.Error("the second click asks too")
	}
	w.Release(func() {})
	if !w.Hold() {
		t.Error("nothing is asked any more")
	}
}
