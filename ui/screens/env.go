package screens

import (
	"cmp"
	"reflect"
	"time"

	"fyne.io/fyne/v2"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/text"
	"facedesk/ui/widgets"
)

// env is shared by all parts.
type env struct {
	send  func(session.Msg)
	pass  func(session.Msg) // send, past what a screen does by itself
	texts *text.Catalogue
	guest *text.Catalogue // what the guest reads
	reads string          // the code of its language
	table uintptr         // its texts, where IT has added them
	phone string          // IT's phone number
	menu  *menu
	endIM func()                  // see Options.EndComposition
	awake func() time.Duration    // see Options.Awake
	lacks func(rune) bool         // see Options.Lacks
	lists map[fyne.KeyName]func() // the lists that a key opens from a field
	burst bool                    // a machine typed the last keys, see session.View
	scan  bool                    // and they were a scan, see scanned
}

func newEnv(send func(session.Msg)) *env {
	e := &env{send: send, pass: send, texts: text.New(identity.Chinese)}
	e.guest, e.reads = e.texts, string(identity.Chinese)
	return e
}

// newEntry returns a field that reports its keys and compositions.
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

// scanned reports whether what a field for a code or a PIN holds now was scanned from a
// document: a machine typed it, and it reached the length of the longest code. A busy
// machine takes a hand's keys as fast, but not so many at once.
func (e *env) scanned(value string) bool {
	e.scan = e.burst && (e.scan || len(value) >= longestCode)
	return e.scan
}

// opens opens the list of a key and reports whether there is one. A scanner that sends
// arrow keys opens none.
func (e *env) opens(k fyne.KeyName) bool {
	open := e.lists[k]
	if open == nil || e.burst {
		return false
	}
	open()
	return true
}

// t returns a text, or "" for an empty key. It fills in IT's phone number.
func (e *env) t(key session.TextKey, values ...any) string {
	if key == "" {
		return ""
	}
	return e.texts.T(key, append(values, "it_phone", e.phone)...)
}

// reading sets the language in which the guest reads, the clerk's where a view has
// none.
func (e *env) reading(v session.View) {
	code := cmp.Or(v.Guest.Code, string(v.Language), string(identity.Chinese))
	table := reflect.ValueOf(v.Guest.Texts).Pointer()
	if code != e.reads || table != e.table {
		e.table = table
		e.guest, e.reads = text.Guest(session.NoticeLanguage{Code: code, Texts: v.Guest.Texts}), code
	}
}

// foreign reports whether the guest reads another language than the clerk.
func (e *env) foreign() bool { return e.reads != string(e.texts.Language()) }

// both returns what a guest reads, and under it the same for the clerk where he
// reads another language.
func (e *env) both(guest session.TextKey, clerk string) string {
	switch {
	case guest == "":
		return clerk
	case !e.foreign():
		return clerk
	}
	return e.guest.T(guest) + "\n" + clerk
}

func (e *env) say(t identity.Text) string { return e.texts.Say(t) }

// and joins two sentences. It leaves out an empty one.
func (e *env) and(a, b string) string {
	switch {
	case a == "" || b == "":
		return a + b
	case e.texts.Language() == identity.English:
		return a + "; " + b
	}
	return a + "·" + b
}

// press returns a function that sends an action, as a button does.
func (e *env) press(a session.Action) func() {
	return func() { e.send(session.Pressed{Action: a}) }
}

// setButton gives a button the current text of its binding. It reports whether
// the action is bound.
func (e *env) setButton(b *button, v session.View, a session.Action) bool {
	binding, ok := bound(v, a)
	if ok {
		b.set(e.keyName(binding), e.t(binding.Label), binding.Primary, binding.Enabled)
	}
	return ok
}

// part is one screen, or something that several screens share.
type part interface {
	content() fyne.CanvasObject
	// show draws a view. It skips what is drawn already.
	show(v session.View)
	// forget clears everything that belongs to a customer.
	forget()
}
