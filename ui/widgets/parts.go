package widgets

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/text"
)

// Parts is the renderer of all widgets of this package: the objects, their
// layout, and how they follow the widget's state. Functions may be nil.
type Parts struct {
	Of      fyne.Widget
	Items   []fyne.CanvasObject
	Arrange func(fyne.Size)
	Least   func() fyne.Size
	Update  func()
}

// Ready returns the renderer for CreateRenderer. Fyne drops the renderer of a
// widget that was not visible for a minute. It does not tell the next one the
// size, because the size has not changed. So Ready lays out the objects and the
// widgets inside.
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

// Layout implements fyne.WidgetRenderer. It does nothing while there is no
// room. An empty text has no height.
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

// Place moves and resizes an object to whole pixels. Otherwise the background
// would show as a seam between neighbours.
func Place(o fyne.CanvasObject, x, y, w, h float32) {
	left, top := Whole(x), Whole(y)
	o.Move(fyne.NewPos(left, top))
	o.Resize(fyne.NewSize(max(Whole(x+w)-left, 0), max(Whole(y+h)-top, 0)))
}

// Whole rounds a length to whole pixels.
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

// write sets all properties of a text.
func write(t *canvas.Text, said string, size float32, c color.Color) {
	t.Text, t.TextSize, t.Color = said, size, c
	t.Refresh()
}

// paint sets all properties of a box.
func paint(r *canvas.Rectangle, fill, stroke color.Color, width, radius float32) {
	r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = fill, stroke, width, radius
	r.Refresh()
}

var bold = fyne.TextStyle{Bold: true}

// fit sets the size of a text, smaller if it is wider than room, and returns
// the text's size.
func fit(t *canvas.Text, size, room float32) fyne.Size {
	t.TextSize = oneLine([]text.Run{{Text: t.Text, Strong: t.TextStyle.Bold}}, size, room)
	return t.MinSize()
}
