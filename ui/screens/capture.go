package screens

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/assets"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// capture is the left pane with the live picture.
type capture struct {
	*env
	root    *fyne.Container
	preview *widgets.Preview

	refused      *alert
	veil, card   *widgets.Box
	sign         *canvas.Image
	what, next   *widgets.Prose
	retry, other *button
	question     *question
}

func capturePage() page {
	return page{
		screen: session.Capture, claim: true,
		build: func(s *Screens) part {
			s.capture = newCapture(s.env)
			return s.capture
		},
		buttons: []session.Action{session.ActShoot, session.ActAccept, session.ActWithdraw},
		foot: func(e *env, v session.View) foot {
			return foot{main: session.ActShoot, note: e.consent(v.Capture.Consent, v.Recipient), withdraw: true}
		},
	}
}

func newCapture(e *env) *capture {
	c := &capture{
		env: e, preview: widgets.NewPreview(palette), refused: newWarning(textBody),
		veil: widgets.NewCard(color.NRGBA{R: 0x2B, G: 0x38, B: 0x44, A: 0xFF}, color.Transparent), card: widgets.NewCard(palette.WarnPaper, color.Transparent),
		sign: newIcon(assets.IconUnchecked, palette.Warn, palette.WarnPaper),
		what: widgets.NewProse(26, palette.WarnInk), next: widgets.NewProse(textBody, palette.WarnInk),
		retry: newButton(e.press(session.ActRetry)), other: newButton(e.press(session.ActCamera)),
	}
	c.question = newQuestion(e)
	c.refused.Hide()
	c.forget()
	c.root = newSheet(c.arrange, c.preview, c.question.sheet, c.veil, c.card, c.sign, c.what, c.next, c.retry, c.other, c.refused)
	return c
}

func (c *capture) content() fyne.CanvasObject { return c.root }

// frame shows a picture that is mirrored already. It may be called from any
// goroutine.
func (c *capture) frame(img *image.RGBA) { c.preview.SetFrame(img) }

func (c *capture) forget() {
	c.preview.Clear()
	c.preview.SetHint("", false)
}

func (c *capture) show(v session.View) {
	k := v.Capture
	c.preview.Open()
	broken := k.Problem != ""
	hint := ""
	if !broken && k.Live {
		hint = c.t(k.Hint)
	}
	if k.Shooting {
		hint = c.t("capture.shooting")
	}
	c.preview.SetHint(hint, k.Good)
	waiting := ""
	if !broken {
		waiting = c.t("camera.starting")
	}
	c.preview.SetWaiting(waiting)
	c.refused.setText(c.t(k.Refused))
	c.question.show(v)
	if k.Ask.Text != "" {
		c.preview.SetHint("", false)
	}
	c.what.SetStrong(c.t(k.Problem))
	c.next.SetText(c.t(k.Next))
	for _, o := range []fyne.CanvasObject{c.veil, c.card, c.sign, c.what, c.next} {
		widgets.Show(o, broken)
	}
	widgets.Show(c.retry, broken && c.setButton(c.retry, v, session.ActRetry))
	widgets.Show(c.other, broken && c.setButton(c.other, v, session.ActCamera) && len(k.Cameras) > 1)
	relayout(c.root)
}

func (c *capture) arrange(p px, size fyne.Size) {
	widgets.Place(c.preview, 0, 0, size.Width, size.Height)
	placeBox(c.veil, p, 0, 0, size.Width, size.Height, 0, cardRound)
	w := size.Width - p(2*48)
	inner := w - p(2*32)
	what, next := c.what.Height(inner), c.next.Height(inner)
	h := p(32+80+16) + what + p(gap) + next + p(24)
	buttons := c.retry.Visible() || c.other.Visible()
	if buttons {
		h += p(buttonHeight) + p(24)
	}
	x, y := p(48), (size.Height-h)/2
	placeBox(c.card, p, x, y, w, h, 0, 12)
	widgets.Place(c.sign, x+(w-p(80))/2, y+p(32), p(80), p(80))
	c.what.Align, c.next.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	y += p(32 + 80 + 16)
	widgets.Place(c.what, x+p(32), y, inner, what)
	y += what + p(gap)
	widgets.Place(c.next, x+p(32), y, inner, next)
	y += next + p(24)
	half := (inner - p(gutter)) / 2
	fitLabels(half, c.retry, c.other)
	left := x + p(32)
	if !c.retry.Visible() || !c.other.Visible() {
		left = x + (w-half)/2
		widgets.Place(c.retry, left, y, half, p(buttonHeight))
		widgets.Place(c.other, left, y, half, p(buttonHeight))
	} else {
		widgets.Place(c.retry, left, y, half, p(buttonHeight))
		widgets.Place(c.other, left+half+p(gutter), y, half, p(buttonHeight))
	}
	c.question.place(p, size)
	rw := size.Width - p(48)
	widgets.Place(c.refused, p(24), p(20), rw, c.refused.height(rw))
}
