package screens

import (
	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// question lies over the lower part of the live picture: what the clerk is asked
// before it is taken, with two answers of the same size.
type question struct {
	*env
	sheet       *fyne.Container
	card        *widgets.Box
	what, next  *widgets.Prose
	accept, eye *button
}

func newQuestion(e *env) *question {
	q := &question{
		env: e, card: widgets.NewCard(palette.WarnPaper, palette.Line),
		what: widgets.NewProse(26, palette.WarnInk), next: widgets.NewProse(textBody, palette.WarnInk),
		accept: newButton(e.press(session.ActAccept)), eye: newButton(e.press(session.ActByEye)),
	}
	q.what.Align, q.next.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	q.sheet = newSheet(q.arrange, q.card, q.what, q.next, q.accept, q.eye)
	q.sheet.Hide()
	return q
}

func (q *question) show(v session.View) {
	k := v.Capture.Ask
	widgets.Show(q.sheet, k.Text != "")
	q.what.SetStrong(q.t(k.Text))
	q.next.SetText(q.t(k.Next))
	widgets.Show(q.accept, q.setButton(q.accept, v, session.ActAccept))
	q.setButton(q.eye, v, session.ActByEye)
}

// place lays the question out within the pane, from its lower edge.
func (q *question) place(p px, pane fyne.Size) {
	w := pane.Width - p(48)
	h := q.high(p, w)
	widgets.Place(q.sheet, p(24), pane.Height-h-p(24), w, h)
}

func (q *question) high(p px, w float32) float32 {
	inner := w - p(2*24)
	return p(20) + q.what.Height(inner) + p(gap) + q.next.Height(inner) + p(16+buttonHeight+20)
}

func (q *question) arrange(p px, size fyne.Size) {
	placeBox(q.card, p, 0, 0, size.Width, size.Height, 1, 12)
	x, y, inner := p(24), p(20), size.Width-p(2*24)
	h := q.what.Height(inner)
	widgets.Place(q.what, x, y, inner, h)
	y += h + p(gap)
	h = q.next.Height(inner)
	widgets.Place(q.next, x, y, inner, h)
	half := (inner - p(gutter)) / 2
	fitLabels(half, q.accept, q.eye)
	y = size.Height - p(20+buttonHeight)
	widgets.Place(q.accept, x, y, half, p(buttonHeight))
	widgets.Place(q.eye, x+half+p(gutter), y, half, p(buttonHeight))
}
