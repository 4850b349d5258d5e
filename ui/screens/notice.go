package screens

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"facedesk/ui/session"
	"facedesk/ui/text"
	"facedesk/ui/widgets"
)

// notice is the left pane before the camera opens. Its two buttons have the
// same size and colour, and neither takes the focus.
type notice struct {
	*env
	root           *fyne.Container
	title, body    *widgets.Prose
	scroll         *container.Scroll
	missing, warns *alert
	agree, decline *button
	guardian, lang *widgets.KeyHint
	minor          *widgets.KeyHint
	choice         *languages
}

func noticePage() page {
	return page{
		screen: session.Notice, build: func(s *Screens) part { return newNotice(s.env) }, claim: true,
		buttons: []session.Action{session.ActAgree, session.ActDecline, session.ActGuardian, session.ActMinor, session.ActReading},
		foot: func(e *env, v session.View) foot {
			next := e.t("key.send")
			if v.Notice.Face {
				next = e.t("key.shoot")
			}
			return foot{idle: next, note: e.t("desk.waiting")}
		},
	}
}

func newNotice(e *env) *notice {
	n := &notice{
		env: e, title: widgets.NewLine(textTitle, palette.Ink, fyne.TextAlignLeading), body: widgets.NewProse(textBody, palette.Ink),
		missing: newWarning(textSmall), warns: newWarning(textSmall),
		agree: newButton(e.press(session.ActAgree)), decline: newButton(e.press(session.ActDecline)),
		guardian: widgets.NewKeyHint("", "", palette.Ink, e.press(session.ActGuardian)),
		minor:    widgets.NewKeyHint("", "", palette.Ink, e.press(session.ActMinor)),
		lang:     widgets.NewKeyHint("", "", palette.Ink, e.press(session.ActReading)),
		choice:   newLanguages(e),
	}
	n.missing.Hide()
	n.warns.Hide()
	n.scroll = container.NewVScroll(container.New(&stack{}, n.body))
	card := newCard()
	n.root = newSheet(func(p px, size fyne.Size) {
		placeBox(card, p, 0, 0, size.Width, size.Height, 1, cardRound)
		n.arrange(p, size)
	}, card, n.title, n.scroll, n.missing, n.warns, n.agree, n.decline, n.guardian, n.minor, n.lang, n.choice.root)
	return n
}

func (n *notice) content() fyne.CanvasObject { return n.root }

func (n *notice) forget() { n.body.SetRuns(nil) }

func (n *notice) show(v session.View) {
	k := v.Notice
	n.title.SetStrong(n.guestTitle(k))
	changed := n.body.SetRuns(n.guestBody(k))
	n.missing.setText(n.list(k.Missing))
	n.warns.setText(n.list(k.Warnings))
	n.setBoth(n.agree, v, session.ActAgree, k.Agree)
	n.setBoth(n.decline, v, session.ActDecline, k.Decline)
	n.hint(n.guardian, v, session.ActGuardian)
	n.hint(n.minor, v, session.ActMinor)
	n.hint(n.lang, v, session.ActReading)
	n.choice.show(v)
	relayout(n.root)
	n.body.Refresh() // its lines were broken anew while the room was looked for
	if changed {
		n.scroll.Content.Refresh()
		n.scroll.ScrollToTop()
		n.scroll.Refresh()
	}
}

// guestTitle and guestBody are the notice in the guest's language.
func (e *env) guestTitle(k session.NoticeView) string {
	if k.Title == "" {
		return ""
	}
	return e.guest.T(k.Title)
}

func (e *env) guestBody(k session.NoticeView) []text.Run {
	if k.Body == "" {
		return nil
	}
	return e.guest.Runs(k.Body, "company", k.Company, "phone", k.Phone, "recipient", e.guest.Say(k.Recipient),
		"recipient_contact", k.RecipientContact, "reason", k.Reason, "days", k.Days, "rules", k.RecipientRules, "operator", k.Operator, "contact", k.Contact)
}

// setBoth is setButton for a button that the guest may press too.
func (e *env) setBoth(b *button, v session.View, a session.Action, guest session.TextKey) {
	if binding, ok := bound(v, a); ok {
		b.set(e.keyName(binding), e.both(guest, e.t(binding.Label)), binding.Primary, binding.Enabled)
	}
}

// hint shows the current effect of a key, or hides the hint.
func (e *env) hint(h *widgets.KeyHint, v session.View, a session.Action) {
	b, ok := bound(v, a)
	widgets.Show(h, ok)
	h.Set(e.keyName(b), e.t(b.Label), b.Enabled)
}

// list joins several sentences, one a line.
func (e *env) list(keys []session.TextKey) string {
	var out []string
	for _, k := range keys {
		out = append(out, e.t(k))
	}
	return strings.Join(out, "\n")
}

func (n *notice) arrange(p px, size fyne.Size) {
	x, w := p(40), size.Width-p(80)
	y := p(28)
	if h := n.choice.height(p, w); h > 0 {
		widgets.Place(n.choice.root, x, y, w, h)
		y += h + p(gap)
	}
	widgets.Place(n.title, x, y, w, p(textTitle*widgets.Leading))
	y += p(textTitle*widgets.Leading) + p(gap)

	hints := size.Height - p(16) - p(44)
	at := x
	for _, h := range []*widgets.KeyHint{n.guardian, n.minor} {
		if h.Visible() {
			widgets.Place(h, at, hints, h.MinSize().Width, h.MinSize().Height)
			at += h.MinSize().Width + p(gutter)
		}
	}
	b := n.lang.MinSize()
	widgets.Place(n.lang, x+w-b.Width, hints, b.Width, b.Height)
	buttons := hints - p(4) - p(buttonHeight)
	half := (w - p(gutter)) / 2
	fitLabels(half, n.agree, n.decline)
	widgets.Place(n.agree, x, buttons, half, p(buttonHeight))
	widgets.Place(n.decline, x+half+p(gutter), buttons, half, p(buttonHeight))

	bottom := buttons - p(gutter)
	for _, al := range []*alert{n.missing, n.warns} {
		if al.Visible() {
			h := al.height(w)
			widgets.Place(al, x, bottom-h, w, h)
			bottom -= h + p(gap)
		}
	}
	n.fitBody(w, bottom-y)
	widgets.Place(n.scroll, x, y, w, bottom-y)
}

// fitBody shrinks the text a little if it then fits. Otherwise the text
// scrolls.
func (n *notice) fitBody(w, room float32) {
	for _, fit := range [][2]float32{{20, 1.7}, {20, 1.6}, {19, 1.6}, {19, 1.5}, {18, 1.5}, {17, 1.4}, {16, 1.4}, {15, 1.4}} {
		n.body.SetSize(fit[0], fit[1])
		if n.body.Height(w) <= room {
			return
		}
	}
}
