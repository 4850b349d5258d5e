package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/theme"
)

// pill is the hint on a picture: a sign and a line, or two where guest and clerk read
// different languages.
type pill struct {
	box   *Box
	sign  *icon
	lines [2]*canvas.Text
}

func newPill() *pill {
	return &pill{NewBox(ovalDark, theme.Faded(color.White, .85)), newIcon(), [2]*canvas.Text{newText(bold), newText(bold)}}
}

func (h *pill) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{h.box, h.sign.Raster, h.lines[0], h.lines[1]}
}

func (h *pill) write(v *Preview) {
	fill, shape := ovalDark, ShapeBang
	if v.ok {
		fill, shape = v.palette.Pass, ShapeCheck
	}
	h.box.SetColours(fill, theme.Faded(color.White, .85))
	h.box.SetShape(v.Px(2), v.Px(29))
	h.sign.set(shape, color.White, fill)
	first, second, two := strings.Cut(v.hint, "\n")
	write(h.lines[0], first, v.Px(theme.TextField), color.White)
	write(h.lines[1], second, v.Px(theme.TextBody), color.White)
	for _, o := range h.objects() {
		Show(o, v.hint != "")
	}
	Show(h.lines[1], two)
}

// layout centres the hint near the lower edge.
func (h *pill) layout(v *Preview, size fyne.Size) {
	side, pad := v.Px(30), v.Px(24)
	room := size.Width - 2*pad - side - v.Px(28)
	m := fit(h.lines[0], v.Px(theme.TextField), room)
	wide, high := m.Width, v.Px(58)
	var second fyne.Size
	if h.lines[1].Visible() {
		second = fit(h.lines[1], v.Px(theme.TextBody), room)
		wide, high = max(wide, second.Width), high+v.Px(28)
	}
	w := wide + side + v.Px(12) + 2*pad
	x, y := (size.Width-w)/2, size.Height-high-v.Px(22)
	Place(h.box, x, y, w, high)
	Place(h.sign.Raster, x+pad, y+(high-side)/2, side, side)
	left := x + pad + side + v.Px(12)
	Place(h.lines[0], left, y+(v.Px(58)-m.Height)/2, m.Width, m.Height)
	Place(h.lines[1], left, y+v.Px(44)+(v.Px(28)-second.Height)/2, second.Width, second.Height)
}
