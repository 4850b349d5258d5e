package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// FieldRow is a field with its name above and a note beside the name.
type FieldRow struct {
	widget.BaseWidget
	sized
	field   fyne.CanvasObject
	palette theme.Palette

	label, note string
	ok          bool
}

// NewFieldRow returns a row for an Entry or any other object.
func NewFieldRow(p theme.Palette, label string, field fyne.CanvasObject) *FieldRow {
	f := &FieldRow{palette: p, label: label, field: field}
	f.ExtendBaseWidget(f)
	return f
}

// SetLabel changes the name of the field.
func (f *FieldRow) SetLabel(label string) {
	if f.label != label {
		f.label = label
		f.Refresh()
	}
}

// SetNote shows a text beside the name: with a check mark if ok, else muted.
// "" takes it away.
func (f *FieldRow) SetNote(note string, ok bool) {
	if f.note != note || f.ok != ok {
		f.note, f.ok = note, ok
		f.Refresh()
	}
}

// SetScale implements Scaler.
func (f *FieldRow) SetScale(scale float32) {
	f.scale = scale
	Rescale(f.field, scale)
	f.Refresh()
}

const labelHeight = 26

// CreateRenderer implements fyne.Widget.
func (f *FieldRow) CreateRenderer() fyne.WidgetRenderer {
	label, note, mark := newText(fyne.TextStyle{}), newText(fyne.TextStyle{}), newIcon()
	r := &Parts{Of: f, Items: []fyne.CanvasObject{label, mark.Raster, note, f.field}}
	r.Update = func() {
		write(label, f.label, f.px(theme.TextSmall), f.palette.Muted)
		ink := f.palette.Muted
		if f.ok {
			ink = f.palette.Pass
		}
		write(note, f.note, f.px(theme.TextSmall), ink)
		mark.set(ShapeCheck, f.palette.Pass, f.palette.OnPass)
		show(mark.Raster, f.ok && f.note != "")
	}
	r.Least = func() fyne.Size {
		m := f.field.MinSize()
		return fyne.NewSize(max(m.Width, f.px(200)), m.Height+f.px(labelHeight))
	}
	r.Arrange = func(size fyne.Size) { f.layoutRow(size, label, note, mark) }
	return r.Ready()
}

func (f *FieldRow) layoutRow(size fyne.Size, label, note *canvas.Text, mark *icon) {
	side, space := f.px(17), f.px(6)
	m := label.MinSize()
	place(label, 0, (f.px(labelHeight)-m.Height)/2-f.px(1), m.Width, m.Height)
	n := note.MinSize()
	place(note, size.Width-n.Width, (f.px(labelHeight)-n.Height)/2-f.px(1), n.Width, n.Height)
	place(mark.Raster, size.Width-n.Width-space-side, (f.px(labelHeight)-side)/2-f.px(1), side, side)

	place(f.field, 0, f.px(labelHeight), size.Width, size.Height-f.px(labelHeight))
}
