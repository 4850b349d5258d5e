package widgets

import (
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// Order is a list of a few items. Some are used, in an order; they stand on top
// and are numbered. Up and Down move to a line, Space or a tap uses it or
// leaves it out, and PageUp and PageDown move it.
type Order struct {
	widget.BaseWidget
	Scaled
	// OnOrder is called with the indexes of the used items, in their order.
	OnOrder func(used []int)
	// OnKey gets every key first and reports whether it handled the key.
	OnKey func(fyne.KeyName) bool
	// OnFocus is called when the list gains or loses the focus.
	OnFocus func(bool)

	palette theme.Palette
	names   []string
	used    []int
	at      int // the line with the focus
	focused bool
	lines   []fyne.CanvasObject
}

const orderLine = 44

// NewOrder returns a list of names. used are the indexes of the used ones, in
// their order.
func NewOrder(p theme.Palette, names []string, used []int) *Order {
	o := &Order{palette: p, names: names, used: slices.Clone(used)}
	for i := range names {
		l := &orderRow{of: o, line: i}
		l.ExtendBaseWidget(l)
		o.lines = append(o.lines, l)
	}
	o.ExtendBaseWidget(o)
	return o
}

// Used returns the indexes of the used items, in their order.
func (o *Order) Used() []int { return slices.Clone(o.used) }

// item returns the index of the item on a line. The used ones come first.
func (o *Order) item(line int) int {
	if line < len(o.used) {
		return o.used[line]
	}
	for i := range o.names {
		if !slices.Contains(o.used, i) {
			if line == len(o.used) {
				return i
			}
			line--
		}
	}
	return 0
}

// toggle uses the item on a line as the last one, or leaves it out.
func (o *Order) toggle(line int) {
	i := o.item(line)
	if line < len(o.used) {
		o.used = slices.Delete(o.used, line, line+1)
	} else {
		o.used = append(o.used, i)
	}
	for l := range o.names {
		if o.item(l) == i {
			o.at = l
		}
	}
	o.changed()
}

// move swaps the used item with the one before or after it.
func (o *Order) move(step int) {
	to := o.at + step
	if o.at >= len(o.used) || to < 0 || to >= len(o.used) {
		return
	}
	o.used[o.at], o.used[to] = o.used[to], o.used[o.at]
	o.at = to
	o.changed()
}

func (o *Order) changed() {
	o.redraw()
	if o.OnOrder != nil {
		o.OnOrder(o.Used())
	}
}

func (o *Order) redraw() {
	for _, l := range o.lines {
		l.Refresh()
	}
}

// SetScale implements Scaler.
func (o *Order) SetScale(scale float32) { o.Scale = scale; o.redraw(); o.Refresh() }

// FocusGained implements fyne.Focusable.
func (o *Order) FocusGained() { o.focus(true) }

// FocusLost implements fyne.Focusable.
func (o *Order) FocusLost() { o.focus(false) }

func (o *Order) focus(on bool) {
	o.focused = on
	o.redraw()
	if o.OnFocus != nil {
		o.OnFocus(on)
	}
}

// TypedRune implements fyne.Focusable. The space bar is handled as a key.
func (*Order) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (o *Order) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown:
		step := 1
		if e.Name == fyne.KeyUp {
			step = -1
		}
		o.at = min(max(o.at+step, 0), len(o.names)-1)
		o.redraw()
	case fyne.KeySpace:
		o.toggle(o.at)
	case fyne.KeyPageUp:
		o.move(-1)
	case fyne.KeyPageDown:
		o.move(1)
	default:
		if o.OnKey != nil {
			o.OnKey(e.Name)
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (o *Order) CreateRenderer() fyne.WidgetRenderer {
	r := &Parts{Of: o, Items: o.lines}
	r.Least = func() fyne.Size { return fyne.NewSize(o.Px(240), float32(len(o.lines))*o.Px(orderLine)) }
	r.Arrange = func(size fyne.Size) {
		for i, l := range o.lines {
			Place(l, 0, float32(i)*o.Px(orderLine), size.Width, o.Px(orderLine-4))
		}
	}
	return r.Ready()
}

// orderRow is one line of an Order.
type orderRow struct {
	widget.BaseWidget
	of   *Order
	line int
}

// Tapped implements fyne.Tappable.
func (l *orderRow) Tapped(*fyne.PointEvent) { l.of.toggle(l.line) }

// CreateRenderer implements fyne.Widget.
func (l *orderRow) CreateRenderer() fyne.WidgetRenderer {
	o, box := l.of, canvas.NewRectangle(color.Transparent)
	number := newText(bold)
	var name paragraph
	var ink color.Color
	r := &Parts{Of: l, Items: []fyne.CanvasObject{box, number}}
	r.Update = func() {
		p, said := o.palette, "–"
		ink = o.palette.Muted
		fill, edge, width := p.Surface, p.Line, float32(1)
		if l.line < len(o.used) {
			said, ink, fill = strconv.Itoa(l.line+1), p.Accent, p.Soft
		}
		if o.focused && o.at == l.line {
			edge, width = p.Accent, 3
		}
		paint(box, fill, edge, o.Px(width), o.Px(8))
		write(number, said, o.Px(17), ink)
	}
	r.Least = func() fyne.Size { return fyne.NewSize(o.Px(120), o.Px(orderLine-4)) }
	r.Arrange = func(size fyne.Size) {
		Place(box, 0, 0, size.Width, size.Height)
		m := number.MinSize()
		Place(number, o.Px(14), (size.Height-m.Height)/2, m.Width, m.Height)
		room := size.Width - o.Px(44+10)
		name.squeeze(o.names[o.item(l.line)], o.Px(17), o.Px(theme.TextLeast), room, size.Height, ink)
		name.moveIn(o.Px(44), 0, room, size.Height, fyne.TextAlignLeading)
		r.Items = append([]fyne.CanvasObject{box, number}, name.objects()...)
	}
	return r.Ready()
}
