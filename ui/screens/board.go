package screens

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/assets"
	"facedesk/ui/session"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// board is a card with a sign, a heading, paragraphs and a row of equal
// buttons. It serves the first start, a desk that is not set up, a repeated
// check, and the check by hand.
type board struct {
	*env
	root       *fyne.Container
	card       *widgets.Box
	icon       *canvas.Image
	title      *widgets.Prose
	paragraphs []*widgets.Prose
	warn       *alert
	buttons    []*button
	fill       func(v session.View) boardText
	widest     float32 // largest width of the card, in base pixels
}

// boardText holds the texts of a board.
type boardText struct {
	title      string
	paragraphs []string
	warning    string
}

func newBoard(e *env, icon *canvas.Image, widest float32, actions []session.Action, fill func(session.View) boardText) *board {
	b := &board{env: e, card: newCard(), icon: icon, title: widgets.NewProse(34, palette.Ink), warn: newWarning(textBody), fill: fill, widest: widest}
	b.warn.Hide()
	objects := []fyne.CanvasObject{b.card, icon, b.title}
	for range 3 {
		p := widgets.NewProse(textLarge, palette.Ink)
		b.paragraphs = append(b.paragraphs, p)
		objects = append(objects, p)
	}
	objects = append(objects, b.warn)
	for _, a := range actions {
		btn := newButton(e.press(a))
		b.buttons = append(b.buttons, btn)
		objects = append(objects, btn)
	}
	b.root = newSheet(b.arrange, objects...)
	b.fill = func(v session.View) boardText {
		for i, a := range actions {
			widgets.Show(b.buttons[i], e.setButton(b.buttons[i], v, a))
		}
		return fill(v)
	}
	return b
}

func (b *board) content() fyne.CanvasObject { return b.root }

func (b *board) forget() { b.write(boardText{}) }

func (b *board) show(v session.View) {
	b.write(b.fill(v))
	relayout(b.root)
}

func (b *board) write(t boardText) {
	b.title.SetStrong(t.title)
	for i, p := range b.paragraphs {
		s := ""
		if i < len(t.paragraphs) {
			s = t.paragraphs[i]
		}
		p.SetText(s)
	}
	b.warn.setText(t.warning)
}

// arrange centres everything in the card. All buttons have the same size.
func (b *board) arrange(p px, size fyne.Size) {
	cw := min(size.Width, p(b.widest))
	left := (size.Width - cw) / 2
	placeBox(b.card, p, left, 0, cw, size.Height, 1, cardRound)
	side := p(112)
	pad := p(56)
	x := left + pad + side + p(40)
	w := left + cw - pad - x
	h := b.title.Height(w)
	for _, t := range b.paragraphs {
		if !t.Empty() {
			h += p(gutter) + t.Height(w)
		}
	}
	if b.warn.Visible() {
		h += p(24) + b.warn.height(w)
	}
	buttons := b.arrangeButtons(p, size, left+pad, cw-2*pad)
	y := max((buttons-h)/2, p(24))
	widgets.Place(b.icon, left+pad, y, side, side)
	th := b.title.Height(w)
	widgets.Place(b.title, x, y, w, th)
	y += th
	for _, t := range b.paragraphs {
		ph := t.Height(w)
		widgets.Place(t, x, y+p(gutter), w, ph)
		if !t.Empty() {
			y += p(gutter) + ph
		}
	}
	widgets.Place(b.warn, x, y+p(24), w, b.warn.height(w))
}

// arrangeButtons lays out the row of buttons and returns its upper edge.
func (b *board) arrangeButtons(p px, size fyne.Size, x, w float32) float32 {
	var shown []*button
	for _, btn := range b.buttons {
		if btn.Visible() {
			shown = append(shown, btn)
		}
	}
	n := float32(max(len(shown), 1))
	each := (w - (n-1)*p(gutter)) / n
	top := size.Height - p(40) - p(buttonHeight+8)
	fitLabels(each, shown...)
	for i, btn := range shown {
		widgets.Place(btn, x+float32(i)*(each+p(gutter)), top, each, p(buttonHeight+8))
	}
	return top
}

func startingPage() page {
	return page{screen: session.Starting, unknown: true, build: func(s *Screens) part { return newStarting(s.env) }}
}

func newStarting(e *env) *board {
	return newBoard(e, newIcon(assets.IconLogo, palette.Accent, palette.Surface), 900, nil, func(v session.View) boardText {
		return boardText{title: e.t(v.Title), paragraphs: []string{e.t("starting.body")}}
	})
}

func firstStartPage() page {
	buttons := []session.Action{session.ActSetUp, session.ActDemo}
	return page{screen: session.FirstStart, buttons: buttons, unknown: true, build: func(s *Screens) part { return newFirstStart(s.env, buttons) }}
}

func newFirstStart(e *env, buttons []session.Action) *board {
	return newBoard(e, newIcon(assets.IconLogo, palette.Accent, palette.Surface), 1080,
		buttons, func(v session.View) boardText {
			return boardText{title: e.t(v.Title), paragraphs: []string{e.t("first_start.body"), e.t("first_start.set_up"), e.t("first_start.demo")}}
		})
}

func notSetUpPage() page {
	buttons := []session.Action{session.ActRetry, session.ActSettings}
	return page{screen: session.NotSetUp, buttons: buttons, unknown: true, build: func(s *Screens) part { return newNotSetUp(s.env, buttons) }}
}

func newNotSetUp(e *env, buttons []session.Action) *board {
	return newBoard(e, newIcon(assets.IconUnchecked, palette.Warn, palette.Surface), 1080,
		buttons, func(v session.View) boardText {
			return boardText{title: e.t(v.Title), paragraphs: []string{e.t(v.Setup.What), e.t(v.Setup.Next)}, warning: e.say(v.Setup.Detail.Text())}
		})
}

func repeatPage() page {
	buttons := []session.Action{session.ActByEye, session.ActRepeat}
	return page{screen: session.Repeat, buttons: buttons, build: func(s *Screens) part { return newRepeat(s.env, buttons) }}
}

func newRepeat(e *env, buttons []session.Action) *board {
	return newBoard(e, newIcon(assets.IconUnchecked, palette.Warn, palette.Surface), theme.BaseWidth*2,
		buttons, func(v session.View) boardText {
			k := v.Verdict
			var warnings []string
			for _, w := range k.Warnings {
				warnings = append(warnings, e.say(w))
			}
			earlier := e.say(k.Detail.What) // the earlier check
			if earlier == "" {
				earlier = e.t(k.Reason)
			}
			return boardText{title: e.t(v.Title), paragraphs: []string{earlier, e.t(k.Next)}, warning: strings.Join(warnings, "\n")}
		})
}

func byEyePage() page {
	buttons := []session.Action{session.ActFits, session.ActDoubt, session.ActLeft, session.ActFaceless}
	return page{screen: session.ByEye, buttons: buttons, build: func(s *Screens) part { return newByEye(s.env, buttons) }}
}

func newByEye(e *env, buttons []session.Action) *board {
	return newBoard(e, newIcon(assets.IconDocument, palette.Accent, palette.Surface), theme.BaseWidth*2,
		buttons, func(v session.View) boardText {
			document := ""
			if v.ByEye.Type != "" {
				document = e.t("by_eye.document", "document", e.say(v.ByEye.Type.Short()))
			}
			reference := ""
			if v.ByEye.Reference != "" {
				reference = e.t("by_eye.reference", "reference", v.ByEye.Reference)
			}
			return boardText{title: e.t(v.Title), paragraphs: []string{document, e.t(v.ByEye.Body), reference}, warning: e.and(e.t(v.ByEye.Undecided), e.t(v.ByEye.Unfit))}
		})
}
