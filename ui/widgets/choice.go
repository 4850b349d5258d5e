package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// Choice is a row of a few options of which one is chosen. The chosen one has a
// thick border, bold text and a coloured background. It responds to taps and
// takes no focus; keys that choose are bound elsewhere.
type Choice struct {
	widget.BaseWidget
	Scaled
	// OnChosen is called with the index of a tapped option that is not the
	// chosen one. The caller then calls Set.
	OnChosen func(int)

	palette theme.Palette
	names   []string
	chosen  int
	options []fyne.CanvasObject
}

// NewChoice returns a row in which nothing is chosen.
func NewChoice(p theme.Palette, names []string, chosen func(int)) *Choice {
	c := &Choice{palette: p, OnChosen: chosen}
	c.ExtendBaseWidget(c)
	c.Set(names, -1)
	return c
}

// Set changes the names and the chosen index, -1 for none.
func (c *Choice) Set(names []string, chosen int) {
	c.names, c.chosen = names, chosen
	for len(c.options) < len(names) {
		o := &option{of: c, index: len(c.options)}
		o.ExtendBaseWidget(o)
		c.options = append(c.options, o)
	}
	c.options = c.options[:len(names)]
	for _, o := range c.options {
		o.Refresh()
	}
	c.Refresh()
}

// SetScale implements Scaler.
func (c *Choice) SetScale(scale float32) {
	c.Scale = scale
	for _, o := range c.options {
		o.Refresh()
	}
	c.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	r := &Parts{Of: c, Items: c.options}
	r.Update = func() { r.Items = c.options }
	r.Least = func() fyne.Size {
		w := float32(0)
		for _, o := range c.options {
			w = max(w, o.MinSize().Width)
		}
		n := float32(len(c.options))
		return fyne.NewSize(n*w+max(0, n-1)*c.Px(theme.Space), c.Px(44))
	}
	r.Arrange = func(size fyne.Size) {
		n := float32(max(1, len(c.options)))
		w := (size.Width - (n-1)*c.Px(theme.Space)) / n
		for i, o := range c.options {
			Place(o, float32(i)*(w+c.Px(theme.Space)), 0, w, size.Height)
		}
	}
	return r.Ready()
}

// option is one option of a Choice.
type option struct {
	widget.BaseWidget
	of    *Choice
	index int
}

// Tapped implements fyne.Tappable.
func (o *option) Tapped(*fyne.PointEvent) {
	if o.of.OnChosen != nil && o.of.chosen != o.index {
		o.of.OnChosen(o.index)
	}
}

// CreateRenderer implements fyne.Widget.
func (o *option) CreateRenderer() fyne.WidgetRenderer {
	c, box := o.of, canvas.NewRectangle(o.of.palette.Surface)
	var text paragraph
	r := &Parts{Of: o}
	r.Update = func() {
		p := c.palette
		text.bold = c.chosen == o.index
		if c.chosen == o.index {
			paint(box, p.Soft, p.Accent, c.Px(3), c.Px(10))
		} else {
			paint(box, p.Surface, p.Line, c.Px(2), c.Px(10))
		}
	}
	r.Least = func() fyne.Size { return fyne.NewSize(c.Px(44), c.Px(40)) }
	r.Arrange = func(size fyne.Size) {
		Place(box, 0, 0, size.Width, size.Height)
		room := size.Width - c.Px(12)
		text.squeeze(o.name(), c.Px(17), c.Px(theme.TextLeast), room, size.Height-c.Px(4), o.ink())
		text.moveIn(c.Px(6), 0, room, size.Height, fyne.TextAlignCenter)
		r.Items = append([]fyne.CanvasObject{box}, text.objects()...)
	}
	return r.Ready()
}

func (o *option) name() string {
	if o.index < len(o.of.names) {
		return o.of.names[o.index]
	}
	return ""
}

func (o *option) ink() color.Color {
	if o.of.chosen == o.index {
		return o.of.palette.Accent
	}
	return o.of.palette.Ink
}
