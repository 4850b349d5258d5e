package screens

import (
	"fyne.io/fyne/v2"

	"facedesk/assets"
	"facedesk/providers"
	"facedesk/ui/session"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// signIn is the lock of the desk. Its fields are its own: nothing that is typed here
// is a guest's, and nothing that was typed for a guest is shown here.
type signIn struct {
	*env
	root        *fyne.Container
	title, body *widgets.Prose
	code, pin   *widgets.Entry
	rows        [2]*widgets.FieldRow
	enter       *button
	keys        *typingKeys
	on          *widgets.Entry // the field that is being typed into
	view        session.View
	refocus     func()
}

func signInPage() page {
	return page{screen: session.SignIn, buttons: []session.Action{session.ActSignIn}, build: func(s *Screens) part { return s.signIn },
		handle: func(s *Screens, k session.Key) bool { return s.signIn.handle(k) },
		wanted: func(s *Screens) (*widgets.Entry, bool) { return s.signIn.wanted(), false }}
}

func newSignIn(e *env, refocus func()) *signIn {
	n := &signIn{env: e, title: widgets.NewProse(textTitle, palette.Ink), body: widgets.NewProse(textBody, palette.Ink), refocus: refocus}
	n.title.Align, n.body.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	n.code, n.pin = n.field(isCode), n.field(isDigit)
	n.pin.Password = true
	n.on = n.code
	n.rows = [2]*widgets.FieldRow{widgets.NewFieldRow(palette, "", n.code), widgets.NewFieldRow(palette, "PIN", n.pin)}
	n.enter = newButton(e.press(session.ActSignIn))
	n.keys = newTypingKeys(e, [][][]string{textRows("-")}, n.wanted)
	card, sign := newCard(), newIcon(assets.IconLogo, palette.Accent, palette.Surface)
	n.root = newSheet(func(p px, size fyne.Size) {
		placeBox(card, p, 0, 0, size.Width, size.Height, 1, cardRound)
		n.arrange(p, size, sign)
	}, card, sign, n.title, n.body, n.rows[0], n.rows[1], n.enter, n.keys.root)
	return n
}

// longestCode is that of a code and of a PIN.
const longestCode = 12

func (n *signIn) field(takes func(rune) bool) *widgets.Entry {
	f := n.newEntry()
	f.Latin, f.CaptureTab = true, true
	f.SetLimit(longestCode)
	f.SetFilter(only(takes))
	f.OnTap = func() { n.send(session.FieldTapped{}) }
	f.OnValue = func(value string) {
		switch {
		case !n.scanned(value):
		case f == n.pin: // the code stays: the clerk's next keys are meant for this field
			n.pin.Fill("")
		default:
			n.forget()
		}
	}
	f.OnKey = func(k fyne.KeyName) bool {
		if key, ok := fieldKey(k); ok {
			n.key(key)
		}
		return true
	}
	return f
}

// only is the filter of a field that takes some ASCII characters, whichever width they
// are typed in, and drops all others.
func only(takes func(rune) bool) func(rune) rune {
	return func(r rune) rune {
		if r >= '！' && r <= '～' {
			r += '!' - '！'
		}
		if takes(r) {
			return r
		}
		return -1
	}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isCode(r rune) bool {
	return isDigit(r) || r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// arrange gives the keys on the screen the right half, or the lower one of an upright
// window.
func (n *signIn) arrange(p px, size fyne.Size, sign fyne.CanvasObject) {
	if !n.keys.root.Visible() {
		n.arrangeForm(p, size, sign)
		return
	}
	form, x, y := size, size.Width/2, p(28)
	if form.Width /= 2; theme.Upright(size) {
		form, x, y = size, p(28), size.Height/2
		form.Height /= 2
	}
	n.arrangeForm(p, form, sign)
	high := min(n.keys.height(p)*1.4, size.Height-y-p(28))
	if !theme.Upright(size) {
		y = (size.Height - high) / 2
	}
	widgets.Place(n.keys.root, x, y, size.Width-x-p(28), high)
}

func (n *signIn) arrangeForm(p px, size fyne.Size, sign fyne.CanvasObject) {
	w := min(size.Width-p(80), p(480))
	x, side := (size.Width-w)/2, p(72)
	wide := min(size.Width-p(80), p(760))
	title, body := n.title.Height(wide), n.body.Height(wide)
	row := p(26 + fieldHeight)
	high := side + p(gutter) + title + p(gap) + body + p(24) + 2*row + p(gutter) + p(24) + p(buttonHeight)
	y := max((size.Height-high)/2, p(12))
	widgets.Place(sign, (size.Width-side)/2, y, side, side)
	y += side + p(gutter)
	widgets.Place(n.title, (size.Width-wide)/2, y, wide, title)
	y += title + p(gap)
	widgets.Place(n.body, (size.Width-wide)/2, y, wide, body)
	y += body + p(24)
	for _, r := range n.rows {
		widgets.Place(r, x, y, w, row)
		y += row + p(gutter)
	}
	y += p(24 - gutter)
	fitLabels(w, n.enter)
	widgets.Place(n.enter, x, y, w, p(buttonHeight))
}

func (n *signIn) content() fyne.CanvasObject { return n.root }

func (n *signIn) forget() {
	n.code.Fill("")
	n.pin.Fill("")
	n.on = n.code
}

func (n *signIn) show(v session.View) {
	n.view = v
	n.title.SetStrong(n.t(v.Title))
	n.body.SetText(n.t(v.SignIn.Body, "name", v.SignIn.Who, "seconds", v.SignIn.Seconds))
	n.rows[0].SetLabel(n.t("sign_in.code"))
	n.rows[1].SetLabel("PIN")
	n.setButton(n.enter, v, session.ActSignIn)
	n.showKeys()
}

// showKeys shows the keys on the screen that belong to the field.
func (n *signIn) showKeys() {
	kind := textKeys
	if n.on == n.pin {
		kind = pinKeys
	}
	n.keys.show(n.view.Pad, kind)
	relayout(n.root)
}

// wanted is the field that has the focus, none while keys are meant for something
// else.
func (n *signIn) wanted() *widgets.Entry {
	if n.view.SignIn.Held || n.view.SignIn.Busy {
		return nil
	}
	return n.on
}

// act does what a button does that needs what is typed.
func (n *signIn) act(a session.Action) bool {
	if n.view.Screen != session.SignIn {
		return false
	}
	for _, b := range n.view.Keys {
		if b.Action == a && (a == session.ActSignIn || a == session.ActForward || a == session.ActClear) {
			return n.handle(b.Keys[0])
		}
	}
	return false
}

// key is a key of one of the fields.
func (n *signIn) key(k session.Key) {
	if !n.handle(k) {
		n.send(session.KeyPressed{Key: k})
	}
}

// handle does what a key does on the lock itself.
func (n *signIn) handle(k session.Key) bool {
	switch k {
	case session.KeyEnter:
		n.submit()
	case session.KeyTab, session.KeyBackTab:
		n.other()
	case session.KeyEscape:
		n.forget()
	default:
		return false
	}
	n.showKeys()
	n.refocus()
	return true
}

func (n *signIn) other() {
	if n.on == n.code {
		n.on = n.pin
	} else {
		n.on = n.code
	}
}

// submit goes on to the PIN, and from there has both checked. The next try begins with
// a code, since another clerk may make it: his PIN would stand in the field for codes. A
// machine that types does not sign in.
func (n *signIn) submit() {
	code, pin := n.code.Value(), n.pin.Value()
	switch {
	case n.burst || code == "":
	case pin == "":
		n.on = n.pin
	default:
		n.forget()
		n.pass(session.SignInAsked{Code: code, PIN: providers.NewSecret(pin)})
	}
}
