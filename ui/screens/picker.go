package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/widgets"
)

// picker shows the chosen item. A tap opens the list. It takes no focus.
type picker struct {
	widget.BaseWidget
	widgets.Scaled
	text   string
	fixed  bool // there is nothing to choose
	tapped func()
}

func newPicker(tapped func()) *picker {
	p := &picker{tapped: tapped}
	p.ExtendBaseWidget(p)
	return p
}

func (k *picker) set(text string, fixed bool) {
	if k.text != text || k.fixed != fixed {
		k.text, k.fixed = text, fixed
		k.Refresh()
	}
}

// SetScale implements widgets.Scaler.
func (k *picker) SetScale(scale float32) { k.Scale = scale; k.Refresh() }

// Tapped implements fyne.Tappable.
func (k *picker) Tapped(*fyne.PointEvent) {
	if !k.fixed && k.tapped != nil {
		k.tapped()
	}
}

// CreateRenderer implements fyne.Widget.
func (k *picker) CreateRenderer() fyne.WidgetRenderer {
	box := widgets.NewBox(palette.Surface, palette.Line)
	text := widgets.NewLine(textBody, palette.Ink, fyne.TextAlignLeading)
	down := [2]*canvas.Line{canvas.NewLine(palette.Muted), canvas.NewLine(palette.Muted)}
	r := &widgets.Parts{Of: k, Items: []fyne.CanvasObject{box, text, down[0], down[1]}}
	r.Update = func() {
		text.SetScale(k.Scale)
		text.SetText(k.text)
		fill := palette.Surface
		if k.fixed {
			fill = palette.Paper
		}
		box.SetColours(fill, palette.Line)
		for _, l := range down {
			l.StrokeWidth = k.Px(2)
			widgets.Show(l, !k.fixed)
		}
	}
	r.Least = func() fyne.Size { return fyne.NewSize(k.Px(120), k.Px(48)) }
	r.Arrange = func(size fyne.Size) {
		p := px(k.Px)
		placeBox(box, p, 0, 0, size.Width, size.Height, 2, 10)
		tail := p(20)
		if !k.fixed {
			tail = p(48)
		}
		widgets.Place(text, p(16), p(1), size.Width-p(16)-tail, size.Height-p(2))
		x, y := size.Width-p(24), size.Height/2
		down[0].Position1, down[0].Position2 = fyne.NewPos(x-p(7), y-p(3)), fyne.NewPos(x, y+p(4))
		down[1].Position1, down[1].Position2 = fyne.NewPos(x, y+p(4)), fyne.NewPos(x+p(7), y-p(3))
		for _, l := range down {
			l.Refresh()
		}
	}
	return r.Ready()
}
