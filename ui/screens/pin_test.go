package screens

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// A field for a PIN takes digits of any width, typed or pasted, and no dot for anything
// else. A question for a text that is asked next takes letters again.
func TestAPINIsDigits(t *testing.T) {
	w := open(t)
	w.Show(deskView())
	asked := identity.Text{ZH: "管理员", EN: "Administrator"}
	drop := func(string, bool) {}
	for name, field := range map[string]func() *widgets.Entry{
		"question": func() *widgets.Entry { w.AskPIN(asked, drop); return w.pin.entry },
		"new PIN":  func() *widgets.Entry { w.AskNewPIN(asked, NewPIN, drop); return w.pin.entry },
		"sign-in":  func() *widgets.Entry { return w.signIn.pin },
	} {
		e := field()
		test.Type(e, "1a2 -３�")
		if e.Value() != "123" {
			t.Errorf("%s, typed: %q", name, e.Value())
		}
		e.SetValue("")
		e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: pasted("4x5６\u0000")})
		if e.Value() != "456" {
			t.Errorf("%s, pasted: %q", name, e.Value())
		}
	}
	w.AskText("ask.reference.title", "ask.reference.body", drop)
	if test.Type(w.pin.entry, "陈a1"); w.pin.entry.Value() != "陈a1" {
		t.Errorf("a text: %q", w.pin.entry.Value())
	}
}

func pasted(text string) fyne.Clipboard {
	c := test.NewClipboard()
	c.SetContent(text)
	return c
}

// Each sign-in begins with the code, since another clerk may make the next try.
func TestEachSignInBeginsWithTheCode(t *testing.T) {
	w := open(t)
	w.Show(session.View{Screen: session.SignIn, Language: identity.Chinese, Title: "sign_in.title", SignIn: session.SignInView{Body: "sign_in.body"},
		Keys: []session.Binding{{Keys: []session.Key{session.KeyEnter}, Action: session.ActSignIn, Enabled: true}}})
	for _, step := range []struct{ typed, code string }{{"0012", "0012"}, {"2580", ""}} {
		test.Type(w.signIn.wanted(), step.typed)
		w.signIn.key(session.KeyEnter)
		if got := w.signIn.code.Value(); got != step.code {
			t.Errorf("code %q, want %q", got, step.code)
		}
	}
	if w.signIn.wanted() != w.signIn.code || w.signIn.pin.Value() != "" {
		t.Error("the next try begins with the PIN")
	}
}

// A scanner leaves nothing in a field for a code or a PIN, or the clerk's next keys would
// be added to it.
func TestAScannerLeavesNothingAtTheLock(t *testing.T) {
	w := open(t)
	v := session.View{Screen: session.SignIn, Language: identity.Chinese, Title: "sign_in.title", SignIn: session.SignInView{Body: "sign_in.body"}}
	w.Show(v)
	w.AskPIN(identity.Text{ZH: "管理员", EN: "Administrator"}, func(string, bool) {})
	for name, field := range map[string]*widgets.Entry{"code": w.signIn.code, "PIN": w.signIn.pin, "question": w.pin.entry} {
		v.Burst = false
		w.Show(v)
		test.Type(field, "11010")
		v.Burst = true // the sixth key tells
		w.Show(v)
		test.Type(field, "11")
		if got := field.Value(); got != "1101011" {
			t.Errorf("%s: of keys that came fast %q is left", name, got)
		}
		test.Type(field, "99001010015")
		if got := field.Value(); got != "" {
			t.Errorf("%s: %q is left", name, got)
		}
	}
}

// A scanner that comes while a clerk types his PIN leaves him in that field: in the one for
// codes the rest of the PIN could be read.
func TestAScannerLeavesTheClerkAtHisPIN(t *testing.T) {
	w := open(t)
	v := session.View{Screen: session.SignIn, Language: identity.Chinese, Title: "sign_in.title", SignIn: session.SignInView{Body: "sign_in.body"}}
	w.Show(v)
	test.Type(w.signIn.code, "0034")
	w.signIn.handle(session.KeyEnter)
	v.Burst = true
	w.Show(v)
	test.Type(w.signIn.pin, "110101199001010015")
	w.signIn.handle(session.KeyEnter)
	if w.signIn.on != w.signIn.pin || w.signIn.code.Value() != "0034" || w.signIn.pin.Value() != "" {
		t.Errorf("code %q, PIN of %d characters, at the PIN: %t", w.signIn.code.Value(), len(w.signIn.pin.Value()), w.signIn.on == w.signIn.pin)
	}
}
