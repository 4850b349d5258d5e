package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// checking is the left pane during a check.
type checking struct {
	*env
	root        *fyne.Container
	title, body *widgets.Prose
	dots        [3]*canvas.Circle
}

func checkingPage() page {
	return page{
		screen: session.Checking, build: func(s *Screens) part { return newChecking(s.env) }, claim: true,
		buttons: []session.Action{session.ActLeft},
		foot:    func(*env, session.View) foot { return foot{second: session.ActLeft} },
	}
}

func newChecking(e *env) *checking {
	c := &checking{env: e, title: widgets.NewProse(34, palette.Ink), body: widgets.NewProse(textLarge, palette.Ink)}
	c.title.Align, c.body.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	card := newCard()
	objects := []fyne.CanvasObject{card, c.title, c.body}
	for i := range c.dots {
		c.dots[i] = canvas.NewCircle(palette.Line)
		objects = append(objects, c.dots[i])
	}
	c.root = newSheet(func(p px, size fyne.Size) {
		placeBox(card, p, 0, 0, size.Width, size.Height, 1, cardRound)
		c.arrange(p, size)
	}, objects...)
	return c
}

func (c *checking) content() fyne.CanvasObject { return c.root }

func (c *checking) forget() {}

func (c *checking) show(v session.View) {
	c.title.SetStrong(c.t(v.Title))
	limit := any("")
	if v.Waiting.Limit > 0 {
		limit = v.Waiting.Limit
	}
	c.body.SetText(c.t(v.Waiting.Body, "seconds", v.Waiting.Seconds, "limit", limit))
	for i, d := range c.dots {
		d.FillColor = palette.Line
		if i == v.Waiting.Seconds%len(c.dots) {
			d.FillColor = palette.Accent
		}
		d.Refresh()
	}
	relayout(c.root)
}

// arrange centres dots, title and sentence.
func (c *checking) arrange(p px, size fyne.Size) {
	w := size.Width - p(112)
	title, body := c.title.Height(w), c.body.Height(w)
	side, space := p(32), p(24)
	y := (size.Height - side - p(40) - title - p(gutter) - body) / 2
	x := (size.Width - 3*side - 2*space) / 2
	for _, d := range c.dots {
		widgets.Place(d, x, y, side, side)
		x += side + space
	}
	y += side + p(40)
	widgets.Place(c.title, p(56), y, w, title)
	widgets.Place(c.body, p(56), y+title+p(gutter), w, body)
}
