package screens

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/widgets"
)

// tableContent is the content of one row.
type tableContent struct {
	cells  [6]string
	sign   sign
	head   bool
	chosen bool
	shares *shares
}

// shares are the widths of the columns as shares of the table's width. One without
// width is not shown. The sign stands in the fourth.
type shares [6]float32

// columns are those of the clerk's records.
var columns = shares{0.09, 0.25, 0.21, 0.26, 0.19}

const tableHeight = 52

// signed reports a table with a column for signs.
func (c tableContent) signed() bool {
	return c.shares != &entryColumns && c.shares != &totalColumns && c.shares != &countColumns && c.shares != &staffColumns
}

// tableRow draws one line.
type tableRow struct {
	widget.BaseWidget
	widgets.Scaled
	content tableContent
	cells   [6]*widgets.Prose
	icons   [signs]*canvas.Image
}

func newTableRow() *tableRow {
	r := &tableRow{icons: signIcons()}
	for i := range r.cells {
		r.cells[i] = widgets.NewLine(textBody-1, palette.Ink, fyne.TextAlignLeading)
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *tableRow) set(l tableContent) {
	if r.content == l {
		return
	}
	r.content = l
	for i, c := range l.cells {
		if l.head {
			r.cells[i].SetStrong(c)
		} else {
			r.cells[i].SetText(c)
		}
	}
	r.Refresh()
}

// SetScale implements widgets.Scaler.
func (r *tableRow) SetScale(scale float32) {
	r.Scale = scale
	for _, c := range r.cells {
		c.SetScale(scale)
	}
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *tableRow) CreateRenderer() fyne.WidgetRenderer {
	rule, back := newRule(), widgets.NewBox(palette.Soft, palette.Soft)
	out := &widgets.Parts{Of: r, Items: []fyne.CanvasObject{back, rule}}
	for _, c := range r.cells {
		out.Items = append(out.Items, c)
	}
	for _, i := range r.icons {
		if i != nil {
			out.Items = append(out.Items, i)
		}
	}
	out.Update = func() {
		widgets.Show(back, r.content.chosen)
		for s, i := range r.icons {
			if i != nil {
				widgets.Show(i, sign(s) == r.content.sign && !r.content.head)
			}
		}
	}
	out.Least = func() fyne.Size { return fyne.NewSize(r.Px(400), r.Px(tableHeight)) }
	out.Arrange = func(size fyne.Size) {
		placeBox(back, px(r.Px), 0, r.Px(2), size.Width, size.Height-r.Px(4), 0, 8)
		r.layout(size, rule)
	}
	return out.Ready()
}

func (r *tableRow) layout(size fyne.Size, rule *canvas.Rectangle) {
	p := px(r.Px)
	widgets.Place(rule, 0, size.Height-p(1), size.Width, p(1))
	x, widths := float32(0), &columns
	if r.content.shares != nil {
		widths = r.content.shares
	}
	for i, c := range r.cells {
		if widgets.Show(c, widths[i] > 0); widths[i] == 0 {
			continue
		}
		w := size.Width * widths[i]
		left := x + p(8)
		if i == 3 && r.content.signed() {
			for _, icon := range r.icons {
				if icon != nil {
					widgets.Place(icon, left, (size.Height-p(22))/2, p(22), p(22))
				}
			}
			left += p(32)
		}
		placeMiddle(c, left, size.Height/2, x+w-left-p(8))
		x += w
	}
}

// table draws the visible rows of a long list.
type table struct {
	widget.BaseWidget
	widgets.Scaled
	lines  []tableContent
	rows   []*tableRow
	offset float32
	view   float32 // visible height
}

func newTable() *table {
	t := &table{}
	t.ExtendBaseWidget(t)
	return t
}

// set shows other lines and reports whether their number changed.
func (t *table) set(lines []tableContent) bool {
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
	t.Scale = scale
	for _, r := range t.rows {
		r.SetScale(scale)
	}
	t.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *table) CreateRenderer() fyne.WidgetRenderer {
	r := &widgets.Parts{Of: t}
	r.Least = func() fyne.Size { return fyne.NewSize(t.Px(400), t.Px(tableHeight)*float32(len(t.lines))) }
	r.Arrange = func(size fyne.Size) {
		t.layout(size)
		r.Items = r.Items[:0]
		for _, row := range t.rows {
			r.Items = append(r.Items, row)
		}
	}
	return r.Ready()
}

func (t *table) layout(size fyne.Size) {
	high := t.Px(tableHeight)
	first := max(int(t.offset/high), 0)
	seen := int(math.Ceil(float64((t.view + t.offset - float32(first)*high) / high)))
	n := min(seen, max(len(t.lines)-first, 0))
	for len(t.rows) < n {
		row := newTableRow()
		row.SetScale(t.Scale)
		t.rows = append(t.rows, row)
	}
	for i, row := range t.rows {
		if i >= n {
			row.set(tableContent{})
			widgets.Show(row, false)
			continue
		}
		widgets.Show(row, true)
		row.set(t.lines[first+i])
		widgets.Place(row, 0, float32(first+i)*high, size.Width, high)
	}
}
