package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// desk is the left pane while the claim is typed. It shows what to do and the
// steps of the check.
type desk struct {
	*env
	root        *fyne.Container
	title, body *widgets.Prose
	steps       *widgets.Steps
	pad         *pad
	picture     []fyne.CanvasObject // what the pad takes the place of
	said        string
}

func deskPage() page {
	return page{
		screen: session.Desk, build: func(s *Screens) part { return newDesk(s.env) }, claim: true,
		buttons: []session.Action{session.ActNext, session.ActForward, session.ActBackward},
		foot:    func(*env, session.View) foot { return foot{main: session.ActNext} },
	}
}

func newDesk(e *env) *desk {
	d := &desk{
		env: e, title: widgets.NewProse(textTitle, palette.Ink), body: widgets.NewProse(textBody, palette.Muted),
		steps: widgets.NewSteps(palette), pad: newPad(e),
	}
	d.title.Align, d.body.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	card, disc, icon := newCard(), canvas.NewCircle(palette.Soft), documentIcon()
	d.root = newSheet(func(p px, size fyne.Size) {
		placeBox(card, p, 0, 0, size.Width, size.Height, 1, cardRound)
		w := size.Width - p(80)
		title, body := d.title.Height(w), d.body.Height(w)
		side := p(208)
		y := (size.Height - p(64) - side - p(32) - title - p(gap) - body) / 2
		widgets.Place(disc, (size.Width-side)/2, y, side, side)
		widgets.Place(icon, (size.Width-p(128))/2, y+(side-p(128))/2, p(128), p(128))
		y += side + p(32)
		widgets.Place(d.title, p(40), y, w, title)
		widgets.Place(d.body, p(40), y+title+p(gap), w, body)
		widgets.Place(d.pad.root, 0, 0, size.Width, size.Height)
		m := d.steps.MinSize()
		widgets.Place(d.steps, (size.Width-m.Width)/2, size.Height-p(28)-m.Height, m.Width, m.Height)
	}, card, disc, icon, d.title, d.body, d.steps, d.pad.root)
	d.picture = []fyne.CanvasObject{disc, icon, d.title, d.body, d.steps}
	return d
}

func (d *desk) content() fyne.CanvasObject { return d.root }

func (d *desk) forget() { d.pad.forget() }

func (d *desk) show(v session.View) {
	d.pad.show(v)
	for _, o := range d.picture {
		widgets.Show(o, !v.Pad)
	}
	title := d.t("screen.desk.title")
	if v.Party.Size > 0 {
		title = d.counter(v.Party)
	}
	d.title.SetStrong(title)
	d.body.SetText(d.t("screen.desk.body"))
	names := []string{d.t("screen.step.claim"), d.t("screen.step.notice"), d.t("screen.step.photo"), d.t("screen.step.result")}
	if said := names[0] + names[1]; d.said != said {
		d.said = said
		d.steps.Set(0, names...)
	}
	relayout(d.root)
}
