package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// TabChoice is a Choice that Tab reaches. Left and Right choose, and the space bar
// chooses the next.
type TabChoice struct {
	widget.BaseWidget
	Scaled
	// OnKey gets every other key and reports whether it handled the key.
	OnKey func(fyne.KeyName) bool
	// OnFocus is called when the choice gains or loses the focus.
	OnFocus func(bool)

	row     *Choice
	names   []string
	picked  func(int)
	palette theme.Palette
	focused bool
}

// NewTabChoice returns a choice. Picked is called with each newly chosen index.
func NewTabChoice(p theme.Palette, names []string, chosen int, picked func(int)) *TabChoice {
	c := &TabChoice{names: names, picked: picked, palette: p}
	c.row = NewChoice(p, names, c.pick)
	c.row.Set(names, chosen)
	c.ExtendBaseWidget(c)
	return c
}

// Chosen returns the index of the chosen option, -1 for none.
func (c *TabChoice) Chosen() int { return c.row.chosen }

func (c *TabChoice) pick(i int) {
	c.row.Set(c.names, i)
	c.picked(i)
}

func (c *TabChoice) step(by int) {
	n := len(c.names)
	if to := c.row.chosen + by; n > 0 && to >= 0 && to < n {
		c.pick(to)
	}
}

// SetScale implements Scaler.
func (c *TabChoice) SetScale(scale float32) { c.Scale = scale; c.row.SetScale(scale); c.Refresh() }

// FocusGained implements fyne.Focusable.
func (c *TabChoice) FocusGained() { c.focus(true) }

// FocusLost implements fyne.Focusable.
func (c *TabChoice) FocusLost() { c.focus(false) }

func (c *TabChoice) focus(on bool) {
	c.focused = on
	c.Refresh()
	if c.OnFocus != nil {
		c.OnFocus(on)
	}
}

// TypedRune implements fyne.Focusable. The space bar is handled as a key.
func (*TabChoice) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *TabChoice) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		c.step(-1)
	case fyne.KeyRight:
		c.step(1)
	case fyne.KeySpace:
		if n := len(c.names); n > 0 {
			c.pick((c.row.chosen + 1) % n)
		}
	default:
		if c.OnKey != nil {
			c.OnKey(e.Name)
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (c *TabChoice) CreateRenderer() fyne.WidgetRenderer {
	ring := canvas.NewRectangle(color.Transparent)
	r := &Parts{Of: c, Items: []fyne.CanvasObject{ring, c.row}}
	r.Update = func() {
		edge := color.Color(color.Transparent)
		if c.focused {
			edge = c.palette.Accent
		}
		paint(ring, color.Transparent, edge, c.Px(2), c.Px(theme.Radius))
	}
	r.Least = func() fyne.Size { return c.row.MinSize().Add(fyne.NewSize(c.Px(8), c.Px(8))) }
	r.Arrange = func(size fyne.Size) {
		Place(ring, 0, 0, size.Width, size.Height)
		Place(c.row, c.Px(4), c.Px(4), size.Width-c.Px(8), size.Height-c.Px(8))
	}
	return r.Ready()
}
