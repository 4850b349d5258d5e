package screens

import (
	"time"

	"fyne.io/fyne/v2"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/text"
	"facedesk/ui/widgets"
)

// env is what all parts share.
type env struct {
	send  func(session.Msg)
	texts *text.Catalogue
	phone string // IT's
	menu  *menu
	endIM func()               // see Options.EndComposition
	awake func() time.Duration // see Options.Awake
	burst bool                 // the last keys are a machine's, see session.View
}

func newEnv(send func(session.Msg)) *env {
	return &env{send: send, texts: text.New(identity.Chinese)}
}

// newEntry returns a field that tells of its keys and of compositions.
func (e *env) newEntry() *widgets.Entry {
	f := widgets.NewEntry()
	f.Awake, f.Machine = e.awake, func() bool { return e.burst }
	f.OnPress = func() { e.send(session.Struck{}) }
	f.OnGiveUp = func() {
		if e.endIM != nil {
			e.endIM()
		}
	}
	return f
}

// t is a text, "" for no key. IT's phone goes into every one that asks for it.
func (e *env) t(key session.TextKey, values ...any) string {
	if key == "" {
		return ""
	}
	return e.texts.T(key, append(values, "it_phone", e.phone)...)
}

func (e *env) runs(key session.TextKey, values ...any) []text.Run {
	if key == "" {
		return nil
	}
	return e.texts.Runs(key, append(values, "it_phone", e.phone)...)
}

func (e *env) say(t identity.Text) string { return e.texts.Say(t) }

// and sets two statements beside each other; what is empty is left out.
func (e *env) and(a, b string) string {
	switch {
	case a == "" || b == "":
		return a + b
	case e.texts.Language() == identity.English:
		return a + "; " + b
	}
	return a + "·" + b
}

// press sends an action, as a button does.
func (e *env) press(a session.Action) func() {
	return func() { e.send(session.Pressed{Action: a}) }
}

// setButton gives a button the text of what it is bound to now and reports whether
// it is bound at all.
func (e *env) setButton(b *button, v session.View, a session.Action) bool {
	binding, ok := bound(v, a)
	if ok {
		b.set(e.keyName(binding), e.t(binding.Label), binding.Primary, binding.Enabled)
	}
	return ok
}

// part is one screen, or what several share.
type part interface {
	content() fyne.CanvasObject
	// show draws a view; it changes nothing that is drawn already.
	show(v session.View)
	// forget drops everything that belongs to a customer.
	forget()
}
