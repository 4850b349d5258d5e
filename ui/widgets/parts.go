package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// parts is the renderer of every widget here: some objects, how they are laid
// out and how they follow the widget's state.
type parts struct {
	of      fyne.Widget
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
	min     func() fyne.Size
	refresh func()
}

func (p *parts) Objects() []fyne.CanvasObject { return p.objects }
func (p *parts) MinSize() fyne.Size           { return p.min() }
func (p *parts) Destroy()                     {}

// Layout does nothing before there is room.
func (p *parts) Layout(size fyne.Size) {
	if size.Width > 0 && size.Height > 0 {
		p.layout(size)
	}
}

func (p *parts) Refresh() {
	p.refresh()
	p.Layout(p.of.Size())
	canvas.Refresh(p.of)
}

// place moves and resizes in one go.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// show shows or hides, only where that changes something.
func show(o fyne.CanvasObject, visible bool) {
	if visible != o.Visible() {
		if visible {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

func newText(style fyne.TextStyle) *canvas.Text {
	t := canvas.NewText("", color.Transparent)
	t.TextStyle = style
	return t
}

// write sets all that a text shows.
func write(t *canvas.Text, text string, size float32, c color.Color) {
	t.Text, t.TextSize, t.Color = text, size, c
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
	t.TextSize = size
	m := t.MinSize()
	if m.Width > room && room > 0 {
		t.TextSize *= room / m.Width
		m = t.MinSize()
	}
	return m
}
