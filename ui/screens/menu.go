package screens

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"facedesk/assets"
	"facedesk/ui/widgets"
)

// menuItem is one line of a menu.
type menuItem struct {
	name, note string
	chosen     bool
	disabled   bool
}

// menuRow draws a menuItem and can be tapped. It takes no focus.
type menuRow struct {
	widget.BaseWidget
	widgets.Scaled
	content menuItem
	pointed bool // the arrow keys stand on it
	tapped  func()
}

const rowHeight = 56

func newMenuRow() *menuRow {
	r := &menuRow{}
	r.ExtendBaseWidget(r)
	return r
}

// SetScale implements widgets.Scaler.
func (r *menuRow) SetScale(scale float32) { r.Scale = scale; r.Refresh() }

// Tapped implements fyne.Tappable.
func (r *menuRow) Tapped(*fyne.PointEvent) {
	if r.tapped != nil && !r.content.disabled {
		r.tapped()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *menuRow) CreateRenderer() fyne.WidgetRenderer {
	box := widgets.NewBox(color.Transparent, color.Transparent)
	mark := newIcon(assets.IconCheck, palette.Accent, palette.Surface)
	name, note := widgets.NewLine(textBody, palette.Ink, fyne.TextAlignLeading), widgets.NewLine(textSmall, palette.Muted, fyne.TextAlignTrailing)
	out := &widgets.Parts{Of: r, Items: []fyne.CanvasObject{box, mark, name, note}}
	out.Update = func() {
		fill, ink := color.Color(color.Transparent), palette.Ink
		if r.content.chosen {
			fill, ink = palette.Soft, palette.Accent
		}
		edge, width := fill, float32(0)
		if r.pointed {
			edge, width = palette.Accent, 3
		}
		box.SetColours(fill, edge)
		box.SetShape(r.Px(width), r.Px(8))
		if r.content.disabled {
			ink = palette.Muted
		}
		for _, p := range []*widgets.Prose{name, note} {
			p.SetScale(r.Scale)
		}
		name.SetInk(ink)
		if r.content.chosen {
			name.SetStrong(r.content.name)
		} else {
			name.SetText(r.content.name)
		}
		note.SetText(r.content.note)
		widgets.Show(mark, r.content.chosen)
	}
	out.Least = func() fyne.Size { return fyne.NewSize(r.Px(240), r.Px(rowHeight)) }
	out.Arrange = func(size fyne.Size) {
		p := px(r.Px)
		widgets.Place(box, p(4), p(2), size.Width-p(8), size.Height-p(4))
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

// placeMiddle centres one line of text at a height.
func placeMiddle(t *widgets.Prose, x, middle, w float32) {
	h := t.MinSize().Height
	widgets.Place(t, x, middle-h/2, w, h)
}

// menu is a list of choices over everything else.
type menu struct {
	root   *fyne.Container
	box    *fyne.Container
	list   *fyne.Container
	scroll *container.Scroll
	at     fyne.CanvasObject // it opens below or above this object
	rows   []*menuRow
	row    int    // where the arrow keys stand
	opened func() // gives the keys to the list; may be nil
}

func newMenu() *menu {
	m := &menu{list: container.New(&stack{})}
	m.scroll = container.NewVScroll(m.list)
	card := newCard()
	m.box = newSheet(func(p px, size fyne.Size) {
		placeBox(card, p, 0, 0, size.Width, size.Height, 1, 12)
		widgets.Place(m.scroll, p(4), p(6), size.Width-p(8), size.Height-p(12))
	}, card, m.scroll)
	back := newTouch(palette.Haze, m.close)
	m.root = newSheet(func(p px, size fyne.Size) {
		widgets.Place(back, 0, 0, size.Width, size.Height)
		m.arrange(p, size)
	}, back, m.box)
	m.root.Hide()
	return m
}

// arrange places the menu below the tapped object if there is room, otherwise
// above it.
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

// open shows the lines. It calls chosen with the tapped one.
func (m *menu) open(at fyne.CanvasObject, lines []menuItem, chosen func(int)) {
	m.at, m.rows, m.list.Objects = at, nil, nil
	for i, l := range lines {
		r := newMenuRow()
		r.Scale = m.root.Layout.(*sheet).Scale
		r.content, r.tapped = l, func() { m.close(); chosen(i) }
		m.rows = append(m.rows, r)
		m.list.Objects = append(m.list.Objects, r)
	}
	m.list.Layout.(*stack).SetScale(m.root.Layout.(*sheet).Scale)
	m.root.Show()
	m.list.Refresh()
	m.scroll.ScrollToTop()
	relayout(m.root)
	m.point(max(slices.IndexFunc(lines, func(l menuItem) bool { return l.chosen }), 0))
	if m.opened != nil {
		m.opened()
	}
}

func (m *menu) close() {
	m.at, m.rows, m.list.Objects = nil, nil, nil
	m.root.Hide()
}

func (m *menu) isOpen() bool { return m.root.Visible() }

// stack lays out objects below each other, each at its own height.
type stack struct{ widgets.Scaled }

// SetScale implements widgets.Scaler.
func (l *stack) SetScale(scale float32) { l.Scale = scale }

// Layout implements fyne.Layout.
func (l *stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
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

// MinSize implements fyne.Layout. The height belongs to the current width.
func (l *stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
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
