package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// records is the masked list of today, the newest first.
type records struct {
	*env
	root   *fyne.Container
	title  *widgets.Prose
	count  *widgets.Prose // of the clerk's day
	empty  *widgets.Prose
	fault  *alert
	leave  *button
	scroll *container.Scroll
	head   *tableRow
	table  *table
}

func recordsPage() page {
	return page{
		screen: session.Records, build: func(s *Screens) part { return newRecords(s.env) },
		buttons: []session.Action{session.ActLeave},
	}
}

func newRecords(e *env) *records {
	r := &records{
		env: e, title: widgets.NewLine(textTitle, palette.Ink, fyne.TextAlignLeading), empty: widgets.NewProse(textLarge, palette.Muted),
		count: widgets.NewLine(textBody, palette.Muted, fyne.TextAlignLeading),
		fault: newWarning(textBody), leave: newButton(e.press(session.ActLeave)), head: newTableRow(), table: newTable(),
	}
	r.empty.Align = fyne.TextAlignCenter
	r.fault.Hide()
	r.scroll = container.NewVScroll(r.table)
	r.scroll.OnScrolled = r.table.scrolled
	card := newCard()
	r.root = newSheet(func(p px, size fyne.Size) {
		placeBox(card, p, 0, 0, size.Width, size.Height, 1, cardRound)
		r.arrange(p, size)
	}, card, r.title, r.count, r.empty, r.fault, r.leave, r.head, r.scroll)
	return r
}

func (r *records) arrange(p px, size fyne.Size) {
	x, w := p(32), size.Width-p(64)
	button := p(200)
	widgets.Place(r.title, x, p(14), w-button, p(textTitle*widgets.Leading))
	widgets.Place(r.count, x, p(56), w-button-p(gutter), p(textBody*widgets.Leading))
	widgets.Place(r.leave, x+w-button, p(18), button, p(56))
	y := p(88)
	if r.fault.Visible() {
		h := r.fault.height(w)
		widgets.Place(r.fault, x, y, w, h)
		y += h + p(gutter)
	}
	widgets.Place(r.head, x, y, w, p(44))
	y += p(44)
	widgets.Place(r.scroll, x, y, w, size.Height-y-p(16))
	widgets.Place(r.empty, x, y+p(64), w, p(40))
	r.table.view = size.Height - y - p(16)
}

func (r *records) content() fyne.CanvasObject { return r.root }

func (r *records) forget() {
	r.table.set(nil)
	r.count.SetText("")
	r.fault.setText("")
}

func (r *records) show(v session.View) {
	r.title.SetStrong(r.t(v.Title))
	r.count.SetText(r.mine(v))
	r.empty.SetText(r.t("records.empty"))
	widgets.Show(r.empty, len(v.Records.Rows) == 0 && v.Records.Fault == identity.Text{})
	fault := ""
	if v.Records.NoManager {
		fault = r.t("records.no_manager")
	}
	if v.Records.Fault != (identity.Text{}) {
		fault = r.t("records.fault", "fault", r.say(v.Records.Fault))
	}
	r.fault.setText(fault)
	r.setButton(r.leave, v, session.ActLeave)
	r.head.set(tableContent{head: true, cells: [6]string{r.t("records.at"), r.t("records.person"), r.t("records.service"), r.t("records.result"), r.t("records.decision")}})
	lines := make([]tableContent, 0, len(v.Records.Rows))
	for i := len(v.Records.Rows) - 1; i >= 0; i-- {
		lines = append(lines, r.recordRow(v.Records.Rows[i]))
	}
	if r.table.set(lines) {
		r.scroll.ScrollToTop()
	}
	relayout(r.root)
	r.scroll.Refresh()
}

// mine words the counters of the clerk whose day it is.
func (r *records) mine(v session.View) string {
	if v.Records.Count == (session.ShiftCount{}) {
		return ""
	}
	return r.counted(v.Records.Count)
}
