package screens

import (
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// pin asks for the administrator's PIN over everything else.
type pin struct {
	*env
	root        *fyne.Container
	title, body *widgets.Prose
	row         *widgets.FieldRow
	entry       *widgets.Entry
	ok, cancel  *button
	keys        *typingKeys
	padded      bool // keys are shown on the screen
	asked       func() string
	question    session.TextKey // under it
	done        func(pin string, ok bool)
	until       time.Duration // by the time awake: nothing is taken before
	left        int           // the seconds that are shown, 0 for none
}

func newPIN(e *env) *pin {
	n := &pin{env: e, title: widgets.NewProse(textTitle, palette.Ink), body: widgets.NewProse(textBody, palette.Muted), entry: e.newEntry()}
	n.entry.Password, n.entry.Latin = true, true
	n.entry.CaptureTab = true
	n.entry.OnTap = func() { n.send(session.FieldTapped{}) }
	n.entry.OnKey = func(k fyne.KeyName) bool {
		key, _ := fieldKey(k)
		n.key(key)
		return true
	}
	n.entry.OnValue = n.edited
	n.row = widgets.NewFieldRow(palette, "PIN", n.entry)
	n.ok, n.cancel = newButton(func() { n.close(true) }), newButton(func() { n.close(false) })
	n.keys = newTypingKeys(e, anyText(), func() *widgets.Entry { return n.entry })
	back := newTouch(palette.Veil, nil)
	card := newCard()
	n.root = newSheet(func(p px, size fyne.Size) {
		widgets.Place(back, 0, 0, size.Width, size.Height)
		w := p(560)
		if n.padded && !n.isPIN() {
			w = p(700) // ten keys in a row
		}
		inner := w - p(80)
		title, body, keys, row := n.title.Height(inner), n.body.Height(inner), n.keys.height(p), p(26+fieldHeight)
		if n.question == nothingAsked {
			body, row = 0, 0
		}
		high := p(32) + title + body + p(gutter) + row + p(gap+gutter) + keys + p(buttonHeight) + p(40)
		x, y := (size.Width-w)/2, (size.Height-high)/2
		placeBox(card, p, x, y, w, high, 0, cardRound)
		x, y = x+p(40), y+p(32)
		widgets.Place(n.title, x, y, inner, title)
		widgets.Place(n.body, x, y+title, inner, body)
		y += title + body + p(gutter)
		widgets.Place(n.row, x, y, inner, row)
		y += row + p(gap+gutter)
		widgets.Place(n.keys.root, x, y, inner, max(keys-p(gutter), 0))
		y += keys
		half := (inner - p(gutter)) / 2
		fitLabels(half, n.cancel, n.ok)
		widgets.Place(n.cancel, x, y, half, p(buttonHeight))
		widgets.Place(n.ok, x+half+p(gutter), y, half, p(buttonHeight))
	}, back, card, n.title, n.body, n.row, n.keys.root, n.cancel, n.ok)
	n.root.Hide()
	return n
}

// edited handles what was typed.
func (n *pin) edited(text string) {
	switch {
	case n.isPIN() && n.scanned(text):
		n.entry.Fill("")
	case text != "" && !n.entry.Password:
		n.send(session.Touched{}) // somebody is there
	}
}

// ask asks for a PIN, or for a text that everybody may read.
func (n *pin) ask(title func() string, question session.TextKey, done func(string, bool)) {
	if old := n.done; old != nil {
		n.done = nil
		old("", false)
	}
	n.asked, n.question, n.done, n.until, n.left = title, question, done, 0, 0
	secret := n.isPIN() || question == passphraseQuestion
	n.entry.Password, n.entry.Latin = secret, secret
	n.row.SetLabel(map[bool]string{true: "PIN"}[n.isPIN()])
	n.entry.SetFilter(nil)
	if n.isPIN() {
		n.entry.SetFilter(only(isDigit))
	}
	n.entry.Fill("")
	n.keys.text = textKeys
	n.root.Show()
	n.retext()
}

// retext sets the texts of the current language.
func (n *pin) retext() {
	asked := n.asked()
	if n.left > 0 {
		asked = n.say(waitText(n.left))
	}
	kind := textKeys
	if n.isPIN() {
		kind = pinKeys
	}
	asks := n.question != nothingAsked
	n.keys.show(n.padded && asks, kind)
	n.title.SetStrong(asked)
	body := ""
	if asks {
		body = n.t(n.question)
	}
	n.body.SetText(body)
	n.ok.set(string(session.KeyEnter), n.t("screen.pin.ok"), true, n.left == 0)
	n.cancel.set(string(session.KeyEscape), n.t("screen.pin.cancel"), false, true)
	widgets.Show(n.row, asks)
	widgets.Show(n.cancel, asks)
	relayout(n.root)
}

// bar keeps the question from being answered for a while.
func (n *pin) bar(wait time.Duration) {
	if n.awake == nil || wait <= 0 {
		return
	}
	n.until = n.awake() + wait
	n.count()
}

// count shows the seconds that are left, and frees the question after the last. It
// reports whether it counts.
func (n *pin) count() bool {
	if !n.isOpen() || n.until == 0 {
		return false
	}
	left := max(int((n.until-n.awake()+time.Second-1)/time.Second), 0)
	if left == n.left {
		return true
	}
	if n.left = left; left == 0 {
		n.until = 0
	}
	n.retext()
	return true
}

func waitText(seconds int) identity.Text {
	s := strconv.Itoa(seconds)
	return identity.Text{ZH: "输错次数过多，请等待 " + s + " 秒", EN: "Too many wrong tries; wait " + s + " s"}
}

// nothingAsked is the question where something is told and nothing asked.
const nothingAsked session.TextKey = ""

// pinQuestion is the text under the question for a PIN.
const pinQuestion session.TextKey = "pin.body"

// The texts under the question for a new PIN.
const (
	NewPIN      session.TextKey = "pin.new.body"
	OwnPIN      session.TextKey = "pin.own.body" // of who is asked himself
	NewPINAgain session.TextKey = "pin.again.body"
)

// isPIN reports whether a PIN is asked for, and no other text.
func (n *pin) isPIN() bool {
	return slices.Contains([]session.TextKey{pinQuestion, NewPIN, OwnPIN, NewPINAgain}, n.question)
}

func (n *pin) isOpen() bool { return n.root.Visible() }

// giveUp closes a question for a text, which is of its screen alone.
func (n *pin) giveUp() {
	if n.question != pinQuestion {
		n.finish(false)
	}
}

// key handles the keys while the question is open.
func (n *pin) key(k session.Key) {
	if n.burst {
		return
	}
	switch k {
	case session.KeyEnter:
		n.finish(true)
	case session.KeyEscape:
		n.finish(false)
	}
}

// close is finish by a tap, whose second half must press nothing beneath.
func (n *pin) close(ok bool) {
	n.send(session.LayerClosed{})
	n.finish(ok)
}

// finish calls done once and clears the PIN.
func (n *pin) finish(ok bool) {
	typed, done := n.entry.Value(), n.done
	if done == nil || ok && n.question != nothingAsked && (typed == "" || n.left > 0) {
		return
	}
	n.entry.Fill("")
	n.done = nil
	n.root.Hide()
	if !ok {
		typed = ""
	}
	done(typed, ok)
}
