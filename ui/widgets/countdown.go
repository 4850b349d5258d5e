package widgets

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// countdown is a ring that shows the remaining time, with words. It is a widget
// of its own, because Fyne redraws every part of a refreshed widget and a step
// must not redraw the whole verdict.
type countdown struct {
	widget.BaseWidget
	Scaled
	left float64 // remaining share of the time, 1 to 0
	said string  // the words, "" for none
	ink  color.Color
}

func newCountdown() *countdown {
	c := &countdown{ink: color.Transparent}
	c.ExtendBaseWidget(c)
	return c
}

// set shows the remaining time. It reports whether the widget's size changed.
func (c *countdown) set(left float64, said string) (moved bool) {
	if c.left == left && c.said == said {
		return false
	}
	before := c.MinSize()
	c.left, c.said = left, said
	c.Refresh()
	return before != c.MinSize()
}

// SetScale implements Scaler.
func (c *countdown) SetScale(scale float32) { c.Scale = scale; c.Refresh() }

// CreateRenderer implements fyne.Widget.
func (c *countdown) CreateRenderer() fyne.WidgetRenderer {
	words := newText(fyne.TextStyle{})
	ring := newDrawing(func(w, h int) image.Image { return drawRing(w, h, c.left, c.ink) })
	side := func() float32 { return c.Px(30) }
	r := &Parts{Of: c, Items: []fyne.CanvasObject{words, ring}}
	r.Update = func() {
		write(words, c.said, c.Px(theme.TextBody), c.ink)
		ring.Refresh()
		Show(ring, c.said != "")
	}
	r.Least = func() fyne.Size {
		if c.said == "" {
			return fyne.NewSize(0, side())
		}
		return fyne.NewSize(side()+c.Px(10)+fyne.MeasureText(c.said, c.Px(theme.TextBody), fyne.TextStyle{}).Width, side())
	}
	r.Arrange = func(size fyne.Size) { c.layout(size, side(), words, ring) }
	return r.Ready()
}

func (c *countdown) layout(size fyne.Size, side float32, words *canvas.Text, ring *canvas.Raster) {
	m := words.MinSize()
	Place(ring, 0, (size.Height-side)/2, side, side)
	Place(words, size.Width-m.Width, (size.Height-m.Height)/2, m.Width, m.Height)
}
