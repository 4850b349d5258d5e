package screens

import (
	"image"
	"image/color"
	"reflect"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"facedesk/ui/session"
	"facedesk/ui/text"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// Customer is the content of the guest's own window: what he reads, his picture, and
// the few things that he can do. Nothing on it takes the focus.
type Customer struct {
	*env
	root  *fyne.Container
	stage *widgets.Stage
	shown session.GuestScreen
	drawn bool
	look  theme.Look // of the parts

	touched func()
	live    atomic.Pointer[widgets.Preview] // that shows the camera's picture

	paper                    *widgets.Box
	demo                     *widgets.Prose
	choice                   *languages
	title, next              *widgets.Prose
	body                     *widgets.Prose
	scroll                   *container.Scroll
	preview                  *widgets.Preview
	agree, decline, withdraw *button
}

// NewCustomer returns the content of the guest's window. send gets what he chooses,
// touched any tap. Both are called on the user-interface thread.
func NewCustomer(send func(session.Msg), touched func()) *Customer {
	c := &Customer{env: newEnv(send), touched: touched}
	c.furnish()
	c.stage = widgets.NewStage(c.root)
	return c
}

// furnish makes all parts in the colours of the look.
func (c *Customer) furnish() {
	c.look, c.drawn = theme.Used(), false
	c.paper = widgets.NewBox(palette.Paper, color.Transparent)
	c.demo, c.title = widgets.NewLine(textBody, palette.Ink, fyne.TextAlignCenter), widgets.NewLine(44, palette.Ink, fyne.TextAlignCenter)
	c.next, c.body, c.preview = widgets.NewProse(30, palette.Ink), widgets.NewProse(textLarge, palette.Ink), widgets.NewPreview(palette)
	c.next.Align = fyne.TextAlignCenter
	c.live.Store(c.preview)
	c.choice, c.scroll = newLanguages(c.env), container.NewVScroll(container.New(&stack{}, c.body))
	c.agree, c.decline, c.withdraw = c.chooses(session.ActAgree), c.chooses(session.ActDecline), c.chooses(session.ActWithdraw)
	back := newTouch(color.Transparent, c.touched)
	c.root = newSheet(c.arrange, c.paper, back, c.demo, c.choice.root, c.title, c.next, c.scroll, c.preview, c.agree, c.decline, c.withdraw)
}

// chooses returns a button that says what the guest saw when he pressed it.
func (c *Customer) chooses(a session.Action) *button {
	return newButton(func() { c.send(session.GuestPressed{Action: a, Shown: c.shown.Shown}) })
}

// Content returns the content of the window.
func (c *Customer) Content() fyne.CanvasObject { return c.stage }

// Frame shows a picture of the preview that is mirrored already. It copies img and
// may be called from any goroutine.
func (c *Customer) Frame(img *image.RGBA) { c.live.Load().SetFrame(img) }

// Show draws what the guest's screen shows. It skips what is drawn already.
func (c *Customer) Show(g session.GuestScreen) {
	if c.look != theme.Used() {
		c.furnish()
		c.stage.SetContent(c.root)
	}
	if c.drawn && c.same(g) {
		return
	}
	next := g.Generation != c.shown.Generation
	another := !c.drawn || g.Stage != c.shown.Stage || next
	c.shown, c.drawn = g, true
	c.reading(session.View{Guest: g.Language})
	if another && (next || g.Stage != session.GuestCamera) {
		c.preview.Clear()
	}
	c.write(g)
	c.choice.show(session.View{Notice: session.NoticeView{Languages: g.Languages}})
	relayout(c.root)
	if another {
		c.scroll.ScrollToTop()
	}
	c.scroll.Refresh()
}

// write fills in the texts of a stage.
func (c *Customer) write(g session.GuestScreen) {
	paper, ink := palette.Paper, palette.Ink
	if g.Stage == session.GuestPass {
		paper, ink = palette.Pass, palette.OnPass
	}
	c.paper.SetColours(paper, color.Transparent)
	c.title.SetInk(ink)
	c.next.SetInk(ink)
	c.title.SetStrong(c.told(g.Title))
	c.next.SetText(c.told(g.Next))
	c.demo.SetStrong("")
	if g.Demo {
		c.demo.SetStrong(c.told("guest.demo"))
	}
	c.body.SetRuns(c.guestBody(g.Notice))
	live := g.Stage == session.GuestCamera
	if live {
		c.preview.Open()
		c.preview.SetHint(c.told(g.Hint), g.Good)
	}
	widgets.Show(c.preview, live)
	widgets.Show(c.scroll, g.Stage == session.GuestNotice)
	c.label(c.agree, g.Agree, g.Ready)
	c.label(c.decline, g.Decline, true)
	c.label(c.withdraw, g.Withdraw, true)
}

func (c *Customer) told(key session.TextKey) string {
	if key == "" {
		return ""
	}
	return text.WithoutBreaks(c.guest.T(key))
}

func (c *Customer) label(b *button, key session.TextKey, ready bool) {
	widgets.Show(b, key != "")
	if key != "" {
		b.set("", c.guest.T(key), false, ready)
	}
}

// same reports whether a screen is drawn already.
func (c *Customer) same(g session.GuestScreen) bool { return reflect.DeepEqual(c.shown, g) }

// arrange puts the languages on top, the buttons at the bottom and what is read
// between them.
func (c *Customer) arrange(p px, size fyne.Size) {
	for _, o := range c.root.Objects[:2] {
		widgets.Place(o, 0, 0, size.Width, size.Height)
	}
	x, y := p(2*margin), p(margin)
	w := size.Width - 2*x
	if h := c.choice.height(p, w); h > 0 {
		widgets.Place(c.choice.root, x, y, w, h)
		y += h + p(gutter)
	}
	if !c.demo.Empty() {
		widgets.Place(c.demo, x, y, w, c.demo.LineHeight())
		y += c.demo.LineHeight() + p(gap)
	}
	bottom := c.arrangeButtons(p, size, x, w)
	c.arrangeTexts(p, x, y, w, bottom-p(gutter))
}

// arrangeTexts centres a stage that has only texts. Above a notice or a picture the
// title stands alone.
func (c *Customer) arrangeTexts(p px, x, y, w, bottom float32) {
	title := c.title.Height(w)
	if c.preview.Visible() || c.scroll.Visible() {
		widgets.Place(c.title, x, y, w, title)
		y += title + p(gap)
		c.fitBody(w, bottom-y)
		widgets.Place(c.scroll, x, y, w, bottom-y)
		wide := min(w, (bottom-y)*4/3) // a wider one cuts off head and chin
		widgets.Place(c.preview, x+(w-wide)/2, y, wide, bottom-y)
		return
	}
	next := c.next.Height(w)
	y += max((bottom-y-title-next-p(gutter))/2, 0)
	widgets.Place(c.title, x, y, w, title)
	widgets.Place(c.next, x, y+title+p(gutter), w, next)
}

// fitBody shrinks the notice if it then fits. Otherwise it scrolls.
func (c *Customer) fitBody(w, room float32) {
	for _, size := range []float32{26, 24, 22, 20, 19, 18} {
		c.body.SetSize(size, 1.5)
		if c.body.Height(w) <= room {
			return
		}
	}
}

// customerButton is the height of the guest's buttons.
const customerButton = 88

// arrangeButtons lays out the buttons and returns their upper edge.
func (c *Customer) arrangeButtons(p px, size fyne.Size, x, w float32) float32 {
	top := size.Height - p(margin+customerButton)
	half := (w - p(gutter)) / 2
	fitLabels(half, c.agree, c.decline)
	fitLabels(half, c.withdraw)
	widgets.Place(c.agree, x, top, half, p(customerButton))
	widgets.Place(c.decline, x+half+p(gutter), top, half, p(customerButton))
	widgets.Place(c.withdraw, x+(w-half)/2, top, half, p(customerButton))
	if !c.agree.Visible() && !c.withdraw.Visible() {
		return size.Height - p(margin)
	}
	return top
}
