package screens

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"facedesk/assets"
	"facedesk/ui/widgets"
)

// line is one thing in a list.
type line struct {
	name, note string
	chosen     bool
	disabled   bool
}

// row draws a line and can be tapped. It takes no focus.
type row struct {
	widget.BaseWidget
	widgets.Scaled
	line   line
	tapped func()
}

const rowHeight = 56

func newRow() *row {
	r := &row{}
	r.ExtendBaseWidget(r)
	return r
}

// SetScale implements widgets.Scaler.
func (r *row) SetScale(scale float32) { r.Scale = scale; r.Refresh() }

// Tapped implements fyne.Tappable.
func (r *row) Tapped(*fyne.PointEvent) {
	if r.tapped != nil && !r.line.disabled {
		r.tapped()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	box := widgets.NewBox(color.Transparent, color.Transparent)
	mark := newIcon(assets.IconCheck, palette.Accent, palette.Surface)
	name, note := widgets.NewLine(textBody, palette.Ink, fyne.TextAlignLeading), widgets.NewLine(textSmall, palette.Muted, fyne.TextAlignTrailing)
	out := &widgets.Parts{Of: r, Items: []fyne.CanvasObject{box, mark, name, note}}
	out.Update = func() {
		fill, ink := color.Color(color.Transparent), palette.Ink
		if r.line.chosen {
			fill, ink = palette.Soft, palette.Accent
		}
		box.SetColours(fill, fill)
		if r.line.disabled {
			ink = palette.Muted
		}
		for _, p := range []*widgets.Prose{name, note} {
			p.SetScale(r.Scale)
		}
		name.SetInk(ink)
		if r.line.chosen {
			name.SetStrong(r.line.name)
		} else {
			name.SetText(r.line.name)
		}
		note.SetText(r.line.note)
		widgets.Show(mark, r.line.chosen)
	}
	out.Least = func() fyne.Size { return fyne.NewSize(r.Px(240), r.Px(rowHeight)) }
	out.Arrange = func(size fyne.Size) {
		p := px(r.Px)
		placeBox(box, p, p(4), p(2), size.Width-p(8), size.Height-p(4), 0, 8)
		widgets.Place(mark, p(16), (size.Height-p(20))/2, p(20), p(20))
		room := size.Width - p(44) - p(16)
		tail := float32(0)
		if !note.Empty() {
			tail = min(note.LineWidth()+p(16), room*.35)
		}
		widgets.Place(name, p(44), p(4), room-tail, size.Height-p(8))
		widgets.Place(note, size.Width-p(16)-tail, p(4), tail, size.Height-p(8))
	}
	return out.Ready()
}

// placeMiddle places one line of text around a height.
func placeMiddle(t *widgets.Prose, x, middle, w float32) {
	h := t.MinSize().Height
	widgets.Place(t, x, middle-h/2, w, h)
}

// menu is a list to choose from, over everything else.
type menu struct {
	root   *fyne.Container
	box    *fyne.Container
	list   *fyne.Container
	scroll *container.Scroll
	at     fyne.CanvasObject // beneath or above which it opens
	rows   []*row
}

func newMenu() *menu {
	m := &menu{list: container.New(&rows{})}
	m.scroll = container.NewVScroll(m.list)
	card := newCard()
	m.box = newSheet(func(p px, size fyne.Size) {
		placeBox(card, p, 0, 0, size.Width, size.Height, 1, 12)
		widgets.Place(m.scroll, p(4), p(6), size.Width-p(8), size.Height-p(12))
	}, card, m.scroll)
	back := newTouch(color.NRGBA{R: 0x16, G: 0x22, B: 0x2E, A: 0x30}, m.close)
	m.root = newSheet(func(p px, size fyne.Size) {
		widgets.Place(back, 0, 0, size.Width, size.Height)
		m.arrange(p, size)
	}, back, m.box)
	m.root.Hide()
	return m
}

// arrange puts the list where it belongs: beneath what was tapped if there is
// room, else above it.
func (m *menu) arrange(p px, size fyne.Size) {
	if m.at == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(m.at).Subtract(driver.AbsolutePositionForObject(m.root))
	w := max(m.at.Size().Width, p(420))
	x := min(at.X, size.Width-w-p(margin))
	want := p(rowHeight)*float32(len(m.rows)) + p(12)
	below := size.Height - at.Y - m.at.Size().Height - p(gutter)
	above := at.Y - p(gutter)
	if want <= below || below >= above {
		widgets.Place(m.box, x, at.Y+m.at.Size().Height+p(4), w, min(want, below))
		return
	}
	h := min(want, above)
	widgets.Place(m.box, x, at.Y-h-p(4), w, h)
}

// open shows lines to choose from; chosen is called with the one that is tapped.
func (m *menu) open(at fyne.CanvasObject, lines []line, chosen func(int)) {
	m.at, m.rows, m.list.Objects = at, nil, nil
	for i, l := range lines {
		r := newRow()
		r.Scale = m.root.Layout.(*sheet).Scale
		r.line, r.tapped = l, func() { m.close(); chosen(i) }
		m.rows = append(m.rows, r)
		m.list.Objects = append(m.list.Objects, r)
	}
	m.list.Layout.(*rows).SetScale(m.root.Layout.(*sheet).Scale)
	m.root.Show()
	m.list.Refresh()
	m.scroll.ScrollToTop()
	relayout(m.root)
}

func (m *menu) close() {
	m.at, m.rows, m.list.Objects = nil, nil, nil
	m.root.Hide()
}

func (m *menu) isOpen() bool { return m.root.Visible() }

// rows lays objects out beneath each other, each as high as it must be.
type rows struct{ widgets.Scaled }

// SetScale implements widgets.Scaler.
func (l *rows) SetScale(scale float32) { l.Scale = scale }

// Layout implements fyne.Layout.
func (l *rows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := heightOf(o, size.Width)
		widgets.Place(o, 0, y, size.Width, h)
		y += h
	}
}

// MinSize implements fyne.Layout. The height is that of the present width.
func (l *rows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		if o.Visible() {
			h += heightOf(o, o.Size().Width)
		}
	}
	return fyne.NewSize(1, h)
}

// tall is an object whose height depends on its width.
type tall interface{ height(width float32) float32 }

func heightOf(o fyne.CanvasObject, width float32) float32 {
	if t, ok := o.(tall); ok && width > 0 {
		return t.height(width)
	}
	return o.MinSize().Height
}
