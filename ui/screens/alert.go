package screens

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/assets"
	"facedesk/ui/widgets"
)

// alert is a text with a sign beside it.
type alert struct {
	widget.BaseWidget
	widgets.Scaled
	ground color.Color // transparent for no background
	edge   float32     // width of the border
	text   *widgets.Prose
	sign   *canvas.Image
	box    *widgets.Box
}

// newWarning returns an alert in the colours of a warning.
func newWarning(size float32) *alert {
	return newAlert(size, palette.WarnPaper, palette.WarnInk, newIcon(assets.IconUnchecked, palette.Warn, palette.WarnPaper))
}

// newComplaint returns an alert for the fault of the field above it.
func newComplaint() *alert {
	return newAlert(textSmall, color.Transparent, palette.FaultInk, newIcon(assets.IconAttention, palette.FaultInk, palette.Surface))
}

// newNote returns an alert for a remark about the field above it.
func newNote() *alert {
	return newAlert(textSmall, color.Transparent, palette.Warn, newIcon(assets.IconAttention, palette.Warn, palette.Surface))
}

func newAlert(size float32, ground, ink color.Color, sign *canvas.Image) *alert {
	a := &alert{ground: ground, text: widgets.NewProse(size, ink), sign: sign, box: widgets.NewBox(ground, color.Transparent)}
	a.ExtendBaseWidget(a)
	return a
}

// setText shows a text and reports whether it changed. "" hides the alert.
func (a *alert) setText(s string) bool {
	changed := a.text.SetText(s)
	return widgets.Show(a, s != "") || changed
}

// SetScale implements widgets.Scaler.
func (a *alert) SetScale(scale float32) { a.Scale = scale; a.text.SetScale(scale); a.Refresh() }

// pad returns the room around the text.
func (a *alert) pad() float32 {
	if a.ground == color.Transparent {
		return 0
	}
	return a.Px(12)
}

// side returns the size of the sign.
func (a *alert) side() float32 { return a.text.LineHeight() / widgets.Leading * 1.25 }

func (a *alert) height(width float32) float32 {
	return a.text.Height(width-2*a.pad()-a.side()-a.Px(gap)) + 2*a.pad()
}

// CreateRenderer implements fyne.Widget.
func (a *alert) CreateRenderer() fyne.WidgetRenderer {
	r := &widgets.Parts{Of: a, Items: []fyne.CanvasObject{a.box, a.sign, a.text}}
	r.Least = func() fyne.Size { return fyne.NewSize(a.Px(80), a.Px(24)) }
	r.Arrange = func(size fyne.Size) {
		pad, side := a.pad(), a.side()
		placeBox(a.box, a.Px, 0, 0, size.Width, size.Height, a.edge, 10)
		widgets.Place(a.sign, pad, pad+(a.text.LineHeight()-side)/2, side, side)
		x := pad + side + a.Px(gap)
		widgets.Place(a.text, x, pad, size.Width-x-pad, size.Height-2*pad)
	}
	return r.Ready()
}
