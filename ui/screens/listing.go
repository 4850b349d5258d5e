package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// listing is a card with a title, sentences and one table, and a button to leave.
type listing struct {
	*env
	root               *fyne.Container
	title, about, note *widgets.Prose
	body, empty        *widgets.Prose
	fault              *alert
	leave              *button
	scroll             *container.Scroll
	head               *tableRow
	table              *table
	fill               func(session.View) listed
	mode               string
	at                 int
}

// listed is what a listing shows.
type listed struct {
	title, about, note, body string
	empty                    string // in place of the table's lines
	fault                    string
	head                     tableContent
	lines                    []tableContent
	mode                     string // another one is seen from its begin
	at                       int    // the line that is kept in sight
	top                      bool   // … as the first one
}

func newListing(e *env, fill func(session.View) listed) *listing {
	l := &listing{
		env: e, fill: fill, title: widgets.NewLine(textTitle, palette.Ink, fyne.TextAlignLeading), about: widgets.NewLine(textBody, palette.Muted, fyne.TextAlignLeading),
		note: widgets.NewLine(textBody, palette.Accent, fyne.TextAlignLeading), body: widgets.NewProse(textBody, palette.Ink),
		empty: widgets.NewProse(textLarge, palette.Muted), fault: newWarning(textBody), leave: newButton(e.press(session.ActLeave)),
		head: newTableRow(), table: newTable(),
	}
	l.empty.Align = fyne.TextAlignCenter
	l.fault.Hide()
	l.scroll = container.NewVScroll(l.table)
	l.scroll.OnScrolled = l.table.scrolled
	card := newCard()
	l.root = newSheet(func(p px, size fyne.Size) {
		placeBox(card, p, 0, 0, size.Width, size.Height, 1, cardRound)
		l.arrange(p, size)
	}, card, l.title, l.about, l.note, l.body, l.empty, l.fault, l.leave, l.head, l.scroll)
	return l
}

func (l *listing) arrange(p px, size fyne.Size) {
	x, w, button := p(32), size.Width-p(64), p(200)
	widgets.Place(l.title, x, p(14), w-button, p(textTitle*widgets.Leading))
	widgets.Place(l.leave, x+w-button, p(18), button, p(56))
	widgets.Place(l.about, x, p(56), w-button-p(gutter), p(textBody*widgets.Leading))
	y := p(92)
	if l.fault.Visible() {
		h := l.fault.height(w)
		widgets.Place(l.fault, x, y, w, h)
		y += h + p(gap)
	}
	for _, text := range []*widgets.Prose{l.note, l.body} {
		h := float32(0)
		if !text.Empty() {
			h = text.Height(w)
		}
		widgets.Place(text, x, y, w, h)
		if h > 0 {
			y += h + p(gap)
		}
	}
	if l.head.Visible() {
		widgets.Place(l.head, x, y, w, p(40))
		y += p(40)
	}
	widgets.Place(l.scroll, x, y, w, size.Height-y-p(gap))
	widgets.Place(l.empty, x, y+p(48), w, p(40))
	l.table.view = size.Height - y - p(gap)
}

func (l *listing) content() fyne.CanvasObject { return l.root }

func (l *listing) forget() {
	l.table.set(nil)
	for _, t := range []*widgets.Prose{l.about, l.note, l.body} {
		t.SetText("")
	}
	l.fault.setText("")
	l.mode, l.at = "", 0
}

func (l *listing) show(v session.View) {
	k := l.fill(v)
	l.title.SetStrong(k.title)
	l.about.SetText(k.about)
	l.note.SetText(k.note)
	l.body.SetText(k.body)
	l.fault.setText(k.fault)
	l.setButton(l.leave, v, session.ActLeave)
	widgets.Show(l.head, k.head.head)
	l.head.set(k.head)
	l.empty.SetText(k.empty)
	changed := l.table.set(k.lines)
	relayout(l.root)
	l.follow(k, changed)
	l.scroll.Refresh()
}

// follow keeps the chosen line in sight.
func (l *listing) follow(k listed, changed bool) {
	if changed || l.mode != k.mode {
		l.mode, l.at = k.mode, -1
		l.scroll.ScrollToTop()
	}
	if l.at == k.at {
		return
	}
	l.at = k.at
	high := l.table.Px(tableHeight)
	top := high * float32(k.at)
	switch y := l.scroll.Offset.Y; {
	case k.top, top < y:
		l.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case top+high > y+l.table.view:
		l.scroll.ScrollToOffset(fyne.NewPos(0, top+high-l.table.view))
	}
}
