package widgets

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/text"
)

// Parts is the renderer of every widget of ours: some objects, how they are laid
// out and how they follow the widget's state. Nil functions do nothing.
type Parts struct {
	Of      fyne.Widget
	Items   []fyne.CanvasObject
	Arrange func(fyne.Size)
	Least   func() fyne.Size
	Update  func()
}

// Ready is what CreateRenderer returns. Fyne drops the renderer of what has not
// been seen for a minute; the next one is never told the size, which has not
// changed, and so neither are those of the widgets within.
func (p *Parts) Ready() fyne.WidgetRenderer {
	p.update()
	if size := p.Of.Size(); size.Width > 0 {
		p.Layout(size)
		for _, o := range p.Items {
			if w, ok := o.(fyne.Widget); ok {
				w.Refresh()
			}
		}
	}
	return p
}

// Objects implements fyne.WidgetRenderer.
func (p *Parts) Objects() []fyne.CanvasObject { return p.Items }

// MinSize implements fyne.WidgetRenderer.
func (p *Parts) MinSize() fyne.Size { return p.Least() }

// Destroy implements fyne.WidgetRenderer.
func (p *Parts) Destroy() {}

// Layout implements fyne.WidgetRenderer. It does nothing before there is room; a
// text that says nothing yet has no height.
func (p *Parts) Layout(size fyne.Size) {
	if size.Width > 0 && p.Arrange != nil {
		p.Arrange(size)
	}
}

// Refresh implements fyne.WidgetRenderer.
func (p *Parts) Refresh() {
	p.update()
	p.Layout(p.Of.Size())
	canvas.Refresh(p.Of)
}

func (p *Parts) update() {
	if p.Update != nil {
		p.Update()
	}
}

// Place moves and resizes in one go, to whole pixels: between parts that end
// within a pixel, what lies behind them would shine through as a seam.
func Place(o fyne.CanvasObject, x, y, w, h float32) {
	left, top := Whole(x), Whole(y)
	o.Move(fyne.NewPos(left, top))
	o.Resize(fyne.NewSize(max(Whole(x+w)-left, 0), max(Whole(y+h)-top, 0)))
}

// Whole is a length in whole pixels.
func Whole(v float32) float32 { return float32(math.Round(float64(v))) }

// Show shows or hides an object and reports whether that changed anything.
func Show(o fyne.CanvasObject, visible bool) bool {
	if visible == o.Visible() {
		return false
	}
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
	return true
}

func newText(style fyne.TextStyle) *canvas.Text {
	t := canvas.NewText("", color.Transparent)
	t.TextStyle = style
	return t
}

// write sets all that a text shows.
func write(t *canvas.Text, said string, size float32, c color.Color) {
	t.Text, t.TextSize, t.Color = said, size, c
	t.Refresh()
}

// paint sets all that a box shows.
func paint(r *canvas.Rectangle, fill, stroke color.Color, width, radius float32) {
	r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = fill, stroke, width, radius
	r.Refresh()
}

var bold = fyne.TextStyle{Bold: true}

// fit gives a text the size it should have, or the smaller one at which it is no
// wider than room, and returns what it takes.
func fit(t *canvas.Text, size, room float32) fyne.Size {
	t.TextSize = oneLine([]text.Run{{Text: t.Text, Strong: t.TextStyle.Bold}}, size, room)
	return t.MinSize()
}
