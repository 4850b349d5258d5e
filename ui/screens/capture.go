package screens

import (
	"cmp"
	"image"
	"image/color"
	"math"

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
	faces        []session.Face
	aim          session.Aim
}

func capturePage() page {
	return page{
		screen: session.Capture, claim: true,
		build: func(s *Screens) part {
			s.capture = newCapture(s.env)
			return s.capture
		},
		buttons: []session.Action{
			session.ActShoot, session.ActAccept, session.ActWithdraw,
			session.ActFace1, session.ActFace2, session.ActFace3, session.ActFace4, // taps on the picture
			session.ActOvalLeft, session.ActOvalRight, session.ActOvalUp, session.ActOvalDown,
		},
		foot: func(e *env, v session.View) foot {
			return foot{main: session.ActShoot, note: e.consent(v.Capture.Consent, v.Recipient), withdraw: true}
		},
	}
}

func newCapture(e *env) *capture {
	c := &capture{
		env: e, preview: widgets.NewPreview(palette), refused: newWarning(textBody),
		veil: widgets.NewCard(palette.NoPicture, color.Transparent), card: widgets.NewCard(palette.WarnPaper, color.Transparent),
		sign: newIcon(assets.IconUnchecked, palette.Warn, palette.WarnPaper),
		what: widgets.NewProse(26, palette.WarnInk), next: widgets.NewProse(textBody, palette.WarnInk),
		retry: newButton(e.press(session.ActRetry)), other: newButton(e.press(session.ActCamera)),
	}
	c.question, c.preview.OnTapped = newQuestion(e), c.tapped
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
	c.preview.SetFaces(nil)
}

func (c *capture) show(v session.View) {
	k := v.Capture
	c.preview.Open()
	broken := k.Problem != ""
	hint := ""
	if !broken && k.Live {
		hint = c.aside(k.Hint, k.Asks)
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
	c.refused.setText(cmp.Or(c.say(k.Said), c.t(k.Refused)))
	c.question.show(v)
	c.preview.SetAim(k.Aim.X, k.Aim.Y)
	c.preview.SetFaces(boxesOf(k.Faces))
	c.faces, c.aim = k.Faces, k.Aim
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

// aside is a hint for the clerk, and before it what the guest can do about it where
// the guest reads another language.
func (c *capture) aside(clerk, guest session.TextKey) string {
	if guest == "" || !c.foreign() {
		return c.t(clerk)
	}
	return c.guest.T(guest) + "\n" + c.t(clerk)
}

// ovalHeight is about where the middle of the oval is, in heights of the picture.
const ovalHeight = 0.46

// tapped chooses the face whose box is at a place of the picture, or moves the oval
// a step towards it.
func (c *capture) tapped(x, y float64) {
	for i, f := range c.faces[:min(len(c.faces), 4)] {
		if x >= f.X && x < f.X+f.W && y >= f.Y && y < f.Y+f.H {
			c.press([]session.Action{session.ActFace1, session.ActFace2, session.ActFace3, session.ActFace4}[i])()
			return
		}
	}
	dx, dy := x-0.5-c.aim.X, y-ovalHeight-c.aim.Y
	towards := session.ActOvalDown
	switch {
	case math.Abs(dx) > math.Abs(dy) && dx < 0:
		towards = session.ActOvalLeft
	case math.Abs(dx) > math.Abs(dy):
		towards = session.ActOvalRight
	case dy < 0:
		towards = session.ActOvalUp
	}
	c.press(towards)()
}

// boxesOf are the faces as the preview draws them.
func boxesOf(faces []session.Face) []widgets.FaceBox {
	var out []widgets.FaceBox
	for _, f := range faces {
		out = append(out, widgets.FaceBox{X: f.X, Y: f.Y, W: f.W, H: f.H, Customer: f.Customer})
	}
	return out
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
