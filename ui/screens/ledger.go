package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// The columns of the manager's tables.
var (
	ledgerColumns = shares{0.11, 0.22, 0.18, 0.22, 0.15, 0.12}
	entryColumns  = shares{0.27, 0.73}
	datedColumns  = shares{0.15, 0.21, 0.17, 0.2, 0.15, 0.12}
	totalColumns  = shares{0.34, 0.11, 0.11, 0.14, 0.15, 0.15}
)

// ledger is the duty manager's records: one table, whatever it shows.
type ledger struct {
	*env
	root               *fyne.Container
	title, about, note *widgets.Prose
	body, empty        *widgets.Prose
	fault              *alert
	leave              *button
	scroll             *container.Scroll
	head               *tableRow
	table              *table
	mode               session.LedgerMode
	at                 int
}

func ledgerPage() page {
	return page{
		screen: session.Ledger, build: func(s *Screens) part { return newLedger(s.env) },
		buttons: []session.Action{session.ActLeave},
	}
}

func newLedger(e *env) *ledger {
	l := &ledger{
		env: e, title: widgets.NewLine(textTitle, palette.Ink, fyne.TextAlignLeading), about: widgets.NewLine(textBody, palette.Muted, fyne.TextAlignLeading),
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

func (l *ledger) arrange(p px, size fyne.Size) {
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

func (l *ledger) content() fyne.CanvasObject { return l.root }

func (l *ledger) forget() {
	l.table.set(nil)
	for _, t := range []*widgets.Prose{l.about, l.note, l.body} {
		t.SetText("")
	}
	l.fault.setText("")
	l.mode, l.at = "", 0
}

func (l *ledger) show(v session.View) {
	k := v.Ledger
	l.title.SetStrong(l.t(titleOf(k)))
	l.about.SetText(l.aboutOf(k))
	l.note.SetText(l.noteOf(k))
	l.body.SetText(l.bodyOf(k))
	l.fault.setText(l.say(k.Fault))
	l.setButton(l.leave, v, session.ActLeave)
	head, lines := l.tableOf(k)
	widgets.Show(l.head, head.head)
	l.head.set(head)
	l.empty.SetText(l.nothing(k))
	changed := l.table.set(lines)
	relayout(l.root)
	l.follow(k, changed)
	l.scroll.Refresh()
}

// follow keeps the chosen row in sight.
func (l *ledger) follow(k session.LedgerView, changed bool) {
	if changed || l.mode != k.Mode {
		l.mode, l.at = k.Mode, -1
		l.scroll.ScrollToTop()
	}
	high := l.table.Px(tableHeight)
	if k.Mode != session.LedgerList {
		if l.at != k.Line {
			l.at = k.Line
			l.scroll.ScrollToOffset(fyne.NewPos(0, high*float32(k.Line)))
		}
		return
	}
	if l.at == k.At {
		return
	}
	l.at = k.At
	top := high * float32(k.At)
	switch y := l.scroll.Offset.Y; {
	case top < y:
		l.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case top+high > y+l.table.view:
		l.scroll.ScrollToOffset(fyne.NewPos(0, top+high-l.table.view))
	}
}

func titleOf(k session.LedgerView) session.TextKey {
	switch k.Mode {
	case session.LedgerEntry:
		return "ledger.entry"
	case session.LedgerCorrect:
		return "ledger.correct"
	case session.LedgerSums:
		return "ledger.totals"
	case session.LedgerExport:
		return "ledger.export"
	case session.LedgerSheet:
		return "ledger.sheet"
	}
	return "title.ledger"
}

// aboutOf says what is shown: the day and the filters.
func (l *ledger) aboutOf(k session.LedgerView) string {
	day := k.Day
	switch {
	case k.Mode == session.LedgerSums && k.Month:
		return l.t("ledger.month", "day", k.Day)
	case k.Mode == session.LedgerSums, k.Mode == session.LedgerSheet:
		return day
	case k.Mode != session.LedgerList:
		return ""
	case k.Found:
		day = l.t("ledger.found")
	case k.AnyDay:
		day = l.t("ledger.any_day")
	}
	service, clerk := l.t("ledger.all_services"), l.t("ledger.all_clerks")
	if k.Service != (identity.Text{}) {
		service = l.say(k.Service)
	}
	if k.Clerk != "" {
		clerk = k.Clerk
	}
	out := day + "  ·  " + l.t(k.Only) + "  ·  " + service + "  ·  " + clerk
	if k.Page > 1 || k.More {
		out += "  ·  " + l.t("ledger.page", "page", k.Page)
	}
	return out
}

func (l *ledger) noteOf(k session.LedgerView) string {
	switch {
	case k.Busy && k.Done > 0:
		return l.t("ledger.done", "rows", k.Done)
	case k.Busy:
		return l.t("ledger.busy")
	}
	return l.t(k.Note.Key, "rows", k.Note.Rows, "file", k.Note.File)
}

func (l *ledger) bodyOf(k session.LedgerView) string {
	switch k.Mode {
	case session.LedgerCorrect:
		return l.t("ledger.correct.body")
	case session.LedgerExport:
		return l.t("ledger.export.body")
	case session.LedgerSheet:
		return l.t("ledger.sheet.body")
	}
	return ""
}

func (l *ledger) nothing(k session.LedgerView) string {
	switch {
	case k.Fault != identity.Text{}:
	case k.Mode == session.LedgerList && k.Loading:
		return l.t("ledger.loading")
	case k.Mode == session.LedgerList && len(k.Rows) == 0:
		return l.t("ledger.empty")
	}
	return ""
}

// tableOf returns head and lines of the table.
func (l *ledger) tableOf(k session.LedgerView) (head tableContent, lines []tableContent) {
	switch k.Mode {
	case session.LedgerEntry:
		return tableContent{}, l.entryLines(k.Entry)
	case session.LedgerCorrect:
		for _, r := range k.Rows {
			if r.Chosen {
				lines = append(lines, l.ledgerRow(r, true))
			}
		}
		return l.ledgerHead(true), lines
	case session.LedgerSums:
		return l.totalsHead(), l.totalLines(k.Totals)
	case session.LedgerExport:
		return tableContent{}, l.exportLines(k)
	case session.LedgerSheet:
		return tableContent{}, nil
	}
	for _, r := range k.Rows {
		lines = append(lines, l.ledgerRow(r, k.AnyDay))
	}
	return l.ledgerHead(k.AnyDay), lines
}
