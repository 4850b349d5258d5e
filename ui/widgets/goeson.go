package widgets

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// CreateRenderer implements fyne.Widget. It adds a sign that a text goes on behind
// the end of the field, while the field has no focus. Fyne draws a hidden field anew
// after a minute, and would put a button there that shows what is secret.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &goesOn{WidgetRenderer: e.Entry.CreateRenderer(), of: e,
		cover: canvas.NewRectangle(color.Transparent), dots: canvas.NewText("…", color.Transparent)}
	r.reveals, e.ActionItem = e.ActionItem, nil
	r.update()
	return r
}

// goesOn draws a field with its sign.
type goesOn struct {
	fyne.WidgetRenderer
	of    *Entry
	cover *canvas.Rectangle // over the piece of a character at the end
	dots  *canvas.Text

	reveals fyne.CanvasObject // Fyne's button, which is not drawn; nil for none
}

// Objects implements fyne.WidgetRenderer.
func (r *goesOn) Objects() []fyne.CanvasObject {
	all := slices.Clone(r.WidgetRenderer.Objects())
	all = slices.DeleteFunc(all, func(o fyne.CanvasObject) bool { return o == r.reveals })
	return append(all, r.cover, r.dots)
}

// Layout implements fyne.WidgetRenderer.
func (r *goesOn) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.update()
}

// Refresh implements fyne.WidgetRenderer.
func (r *goesOn) Refresh() {
	r.WidgetRenderer.Refresh()
	r.update()
}

func (r *goesOn) update() {
	th, e := r.of.Theme(), r.of
	show := e.GoesOn()
	Show(r.cover, show)
	Show(r.dots, show)
	if !show {
		return
	}
	text, inner, edge := th.Size(theme.SizeNameText), th.Size(theme.SizeNameInnerPadding), th.Size(theme.SizeNameInputBorder)
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	r.cover.FillColor = th.Color(theme.ColorNameInputBackground, variant)
	r.dots.Color, r.dots.TextSize = th.Color(theme.ColorNameForeground, variant), text
	r.dots.TextStyle = e.TextStyle
	size, w := e.Size(), r.dots.MinSize()
	Place(r.cover, size.Width-inner-w.Width, 2*edge, w.Width+inner-edge, size.Height-4*edge)
	Place(r.dots, size.Width-inner-w.Width, (size.Height-w.Height)/2, w.Width, w.Height)
}

// GoesOn reports whether the field shows the beginning of a longer text.
func (e *Entry) GoesOn() bool {
	if e.here || e.Password || e.Text == "" {
		return false
	}
	th := e.Theme()
	return fyne.MeasureText(e.Text, th.Size(theme.SizeNameText), e.TextStyle).Width > e.Size().Width-2*th.Size(theme.SizeNameInnerPadding)
}
