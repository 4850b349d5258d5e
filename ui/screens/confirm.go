package screens

import (
	"bytes"
	"image"
	"image/jpeg"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// confirm is the left pane with the portrait. The portrait is decoded from the
// bytes that will be sent, and is not mirrored.
type confirm struct {
	*env
	root    *fyne.Container
	picture *canvas.Image
	frame   *widgets.Box
	body    *widgets.Prose
	warn    *alert
	jpeg    []byte // of the shown picture
}

func confirmPage() page {
	return page{
		screen: session.Confirm, build: func(s *Screens) part { return newConfirm(s.env) }, claim: true,
		buttons: []session.Action{session.ActSend, session.ActRetake, session.ActWithdraw},
		foot: func(e *env, v session.View) foot {
			return foot{main: session.ActSend, second: session.ActRetake, note: e.consent(v.Confirm.Consent, v.Recipient), withdraw: true}
		},
	}
}

func newConfirm(e *env) *confirm {
	c := &confirm{env: e, picture: &canvas.Image{}, frame: widgets.NewCard(palette.Paper, palette.Line), body: widgets.NewProse(textBody, palette.Ink), warn: newWarning(textBody)}
	c.picture.FillMode = canvas.ImageFillContain
	c.body.Align = fyne.TextAlignCenter
	c.warn.Hide()
	card := newCard()
	c.root = newSheet(func(p px, size fyne.Size) {
		placeBox(card, p, 0, 0, size.Width, size.Height, 1, cardRound)
		c.arrange(p, size)
	}, card, c.frame, c.picture, c.body, c.warn)
	return c
}

func (c *confirm) content() fyne.CanvasObject { return c.root }

func (c *confirm) forget() { c.setPicture(nil) }

func (c *confirm) show(v session.View) {
	k := v.Confirm
	c.setPicture(k.Portrait.JPEG)
	c.body.SetText(c.t(k.Body))
	warnings := c.list(k.Warnings)
	if k.Waiting != "" {
		if warnings != "" {
			warnings += "\n"
		}
		warnings += c.t(k.Waiting)
	}
	c.warn.setText(warnings)
	relayout(c.root)
}

// setPicture decodes a JPEG, unless it is shown already.
func (c *confirm) setPicture(data []byte) {
	if same(c.jpeg, data) {
		return
	}
	c.jpeg, c.picture.Image = data, nil
	if img, err := decode(data); err == nil {
		c.picture.Image = img
	}
	c.picture.Refresh()
}

// decode decodes a portrait.
func decode(data []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(data)) }

// same reports whether two slices are the same memory. It does not compare
// their contents.
func same(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

func (c *confirm) arrange(p px, size fyne.Size) {
	x, w := p(40), size.Width-p(80)
	bottom := size.Height - p(24)
	h := c.body.Height(w)
	widgets.Place(c.body, x, bottom-h, w, h)
	bottom -= h + p(gutter)
	if c.warn.Visible() {
		h = c.warn.height(w)
		widgets.Place(c.warn, x, bottom-h, w, h)
		bottom -= h + p(gutter)
	}
	room := fyne.NewSize(w, bottom-p(28))
	pic := room
	if img := c.picture.Image; img != nil {
		iw, ih := float32(img.Bounds().Dx()), float32(img.Bounds().Dy())
		k := min(room.Width/iw, room.Height/ih)
		pic = fyne.NewSize(iw*k, ih*k)
	}
	px0, py0 := x+(room.Width-pic.Width)/2, p(28)+(room.Height-pic.Height)/2
	widgets.Place(c.picture, px0, py0, pic.Width, pic.Height)
	placeBox(c.frame, p, px0-p(4), py0-p(4), pic.Width+p(8), pic.Height+p(8), 1, 4)
}
