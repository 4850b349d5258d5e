package screens

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"facedesk/assets"
	"facedesk/identity"
	"facedesk/ui/session"
)

// records is today's list, masked, the newest first.
type records struct {
	*env
	root   *fyne.Container
	title  *prose
	empty  *prose
	fault  *alert
	leave  *button
	scroll *container.Scroll
	head   *tableRow
	table  *table
}

func newRecords(e *env) *records {
	r := &records{
		env: e, title: newLine(textTitle, palette.Ink, fyne.TextAlignLeading), empty: newProse(textLarge, palette.Muted),
		fault: newWarning(textBody), leave: newButton(e.press(session.ActLeave)), head: newTableRow(), table: newTable(),
	}
	r.empty.align = fyne.TextAlignCenter
	r.fault.Hide()
	r.scroll = container.NewVScroll(r.table)
	r.scroll.OnScrolled = r.table.scrolled
	card := newCard()
	r.root = newSheet(func(p px, size fyne.Size) {
		placeBox(card, p, 0, 0, size.Width, size.Height, 1, cardRound)
		r.arrange(p, size)
	}, card, r.title, r.empty, r.fault, r.leave, r.head, r.scroll)
	return r
}

func (r *records) arrange(p px, size fyne.Size) {
	x, w := p(32), size.Width-p(64)
	button := p(200)
	place(r.title, x, p(24), w-button, p(textTitle*leading))
	place(r.leave, x+w-button, p(18), button, p(56))
	y := p(88)
	if r.fault.Visible() {
		h := r.fault.height(w)
		place(r.fault, x, y, w, h)
		y += h + p(gutter)
	}
	place(r.head, x, y, w, p(44))
	y += p(44)
	place(r.scroll, x, y, w, size.Height-y-p(16))
	place(r.empty, x, y+p(64), w, p(40))
	r.table.view = size.Height - y - p(16)
}

func (r *records) content() fyne.CanvasObject { return r.root }

func (r *records) forget() {
	r.table.set(nil)
	r.fault.setText("")
}

func (r *records) show(v session.View) {
	r.title.setStrong(r.t(v.Title))
	r.empty.setText(r.t("records.empty"))
	show(r.empty, len(v.Records.Rows) == 0 && v.Records.Fault == identity.Text{})
	fault := ""
	if v.Records.Fault != (identity.Text{}) {
		fault = r.t("records.fault", "fault", r.say(v.Records.Fault))
	}
	r.fault.setText(fault)
	r.dress(r.leave, v, session.ActLeave)
	r.head.set(tableLine{head: true, cells: [5]string{r.t("records.at"), r.t("records.person"), r.t("records.service"), r.t("records.result"), r.t("records.decision")}})
	lines := make([]tableLine, 0, len(v.Records.Rows))
	for i := len(v.Records.Rows) - 1; i >= 0; i-- {
		lines = append(lines, r.line(v.Records.Rows[i]))
	}
	if r.table.set(lines) {
		r.scroll.ScrollToTop()
	}
	relayout(r.root)
	r.scroll.Refresh()
}

func (r *records) line(k session.Record) tableLine {
	result := session.TextKey("result." + k.Outcome.String())
	sign := newSign(k)
	switch {
	case k.Open:
		result = "records.open"
	case k.Kind != "":
		result = session.TextKey("result." + k.Kind)
	}
	said := r.t(result)
	if k.Demo {
		said = r.and(r.t("records.demo"), said)
	}
	decision := ""
	if k.Decision != session.DecisionNone {
		decision = r.t(session.TextKey("decision." + k.Decision))
	} else if !passed(k) && !k.Open {
		decision = r.t("decision.none")
	}
	return tableLine{sign: sign, cells: [5]string{k.At.Format("15:04:05"), k.Name + "  " + k.Number, k.Service, said, decision}}
}

func passed(k session.Record) bool { return !k.Open && k.Kind == "" && k.Outcome == identity.Match }

// sign is which figure stands beside a result.
type sign int

const (
	signNone sign = iota
	signPass
	signDetails
	signNotMatched
	signUnchecked
	signs
)

func newSign(k session.Record) sign {
	switch {
	case k.Open:
		return signNone
	case k.Kind != "":
		return signUnchecked
	}
	switch k.Outcome {
	case identity.Match:
		return signPass
	case identity.IdentityMatch:
		return signDetails
	case identity.FaceMismatch, identity.IdentityMismatch:
		return signNotMatched
	}
	return signUnchecked
}

func signIcons() [signs]*canvas.Image {
	return [signs]*canvas.Image{
		signPass:       newIcon(assets.IconPass, palette.Pass, palette.Surface),
		signDetails:    newIcon(assets.IconDetails, palette.Identity, palette.Surface),
		signNotMatched: newIcon(assets.IconNotMatched, palette.Fault, palette.Surface),
		signUnchecked:  newIcon(assets.IconUnchecked, palette.Warn, palette.Surface),
	}
}

// tableLine is what one row of the table says.
type tableLine struct {
	cells [5]string
	sign  sign
	head  bool
}

// columns are shares of the width.
var columns = [5]float32{0.10, 0.30, 0.13, 0.27, 0.20}

const tableHeight = 52

// tableRow draws one line.
type tableRow struct {
	widget.BaseWidget
	scaled
	line  tableLine
	cells [5]*prose
	icons [signs]*canvas.Image
}

func newTableRow() *tableRow {
	r := &tableRow{icons: signIcons()}
	for i := range r.cells {
		r.cells[i] = newLine(textBody-1, palette.Ink, fyne.TextAlignLeading)
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *tableRow) set(l tableLine) {
	if r.line == l {
		return
	}
	r.line = l
	for i, c := range l.cells {
		if l.head {
			r.cells[i].setStrong(c)
		} else {
			r.cells[i].setText(c)
		}
	}
	r.Refresh()
}

// SetScale implements widgets.Scaler.
func (r *tableRow) SetScale(scale float32) {
	r.scale = scale
	for _, c := range r.cells {
		c.SetScale(scale)
	}
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *tableRow) CreateRenderer() fyne.WidgetRenderer {
	rule := canvas.NewRectangle(palette.Line)
	out := &renderer{of: r, objects: []fyne.CanvasObject{rule}}
	for _, c := range r.cells {
		out.objects = append(out.objects, c)
	}
	for _, i := range r.icons {
		if i != nil {
			out.objects = append(out.objects, i)
		}
	}
	out.refresh = func() {
		rule.FillColor = color.Color(palette.Line)
		for s, i := range r.icons {
			if i != nil {
				show(i, sign(s) == r.line.sign && !r.line.head)
			}
		}
	}
	out.min = func() fyne.Size { return fyne.NewSize(r.px(400), r.px(tableHeight)) }
	out.layout = func(size fyne.Size) { r.layout(size, rule) }
	out.refresh()
	return out
}

func (r *tableRow) layout(size fyne.Size, rule *canvas.Rectangle) {
	p := px(r.px)
	place(rule, 0, size.Height-p(1), size.Width, p(1))
	x := float32(0)
	for i, c := range r.cells {
		w := size.Width * columns[i]
		left := x + p(8)
		if i == 3 {
			for _, icon := range r.icons {
				if icon != nil {
					place(icon, left, (size.Height-p(22))/2, p(22), p(22))
				}
			}
			left += p(32)
		}
		placeMiddle(c, left, size.Height/2, x+w-left-p(8))
		x += w
	}
}

// table draws the rows that can be seen of a long list.
type table struct {
	widget.BaseWidget
	scaled
	lines  []tableLine
	rows   []*tableRow
	offset float32
	view   float32 // height that can be seen
}

func newTable() *table {
	t := &table{}
	t.ExtendBaseWidget(t)
	return t
}

// set shows other lines and reports whether their number has changed.
func (t *table) set(lines []tableLine) bool {
	changed := len(lines) != len(t.lines)
	t.lines = lines
	t.Refresh()
	return changed
}

func (t *table) scrolled(at fyne.Position) {
	t.offset = at.Y
	t.Refresh()
}

// SetScale implements widgets.Scaler.
func (t *table) SetScale(scale float32) {
	t.scale = scale
	for _, r := range t.rows {
		r.SetScale(scale)
	}
	t.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *table) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{of: t, refresh: func() {}}
	r.min = func() fyne.Size { return fyne.NewSize(t.px(400), t.px(tableHeight)*float32(len(t.lines))) }
	r.layout = func(size fyne.Size) {
		t.layout(size)
		r.objects = r.objects[:0]
		for _, row := range t.rows {
			r.objects = append(r.objects, row)
		}
	}
	return r
}

func (t *table) layout(size fyne.Size) {
	high := t.px(tableHeight)
	first := max(int(t.offset/high), 0)
	n := min(int(t.view/high)+2, max(len(t.lines)-first, 0))
	for len(t.rows) < n {
		row := newTableRow()
		row.SetScale(t.scale)
		t.rows = append(t.rows, row)
	}
	for i, row := range t.rows {
		if i >= n {
			row.set(tableLine{})
			show(row, false)
			continue
		}
		show(row, true)
		row.set(t.lines[first+i])
		place(row, 0, float32(first+i)*high, size.Width, high)
	}
}
