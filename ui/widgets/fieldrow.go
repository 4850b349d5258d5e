package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// FieldRow is a field with a label above it and a note beside the label.
type FieldRow struct {
	widget.BaseWidget
	Scaled
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

// SetLabel changes the label of the field.
func (f *FieldRow) SetLabel(label string) {
	if f.label != label {
		f.label = label
		f.Refresh()
	}
}

// SetNote shows a text beside the label, with a check mark if ok, otherwise
// muted. "" removes it.
func (f *FieldRow) SetNote(note string, ok bool) {
	if f.note != note || f.ok != ok {
		f.note, f.ok = note, ok
		f.Refresh()
	}
}

// SetScale implements Scaler.
func (f *FieldRow) SetScale(scale float32) {
	f.Scale = scale
	Rescale(f.field, scale)
	f.Refresh()
}

const labelHeight = 26

// CreateRenderer implements fyne.Widget.
func (f *FieldRow) CreateRenderer() fyne.WidgetRenderer {
	mark := newIcon()
	var label, note paragraph
	r := &Parts{Of: f, Items: []fyne.CanvasObject{mark.Raster, f.field}}
	r.Update = func() {
		mark.set(ShapeCheck, f.palette.PassInk, f.palette.Surface)
		Show(mark.Raster, f.ok && f.note != "")
	}
	r.Least = func() fyne.Size {
		m := f.field.MinSize()
		return fyne.NewSize(max(m.Width, f.Px(200)), m.Height+f.Px(labelHeight))
	}
	r.Arrange = func(size fyne.Size) {
		f.layoutRow(size, &label, mark, &note)
		r.Items = append(label.objects(), mark.Raster, f.field)
		r.Items = append(r.Items, note.objects()...)
	}
	return r.Ready()
}

// layoutRow gives the note the room that the label leaves.
func (f *FieldRow) layoutRow(size fyne.Size, label *paragraph, mark *icon, note *paragraph) {
	side, space, high := f.Px(17), f.Px(6), f.Px(labelHeight)
	label.squeeze(f.label, f.Px(theme.TextSmall), f.Px(theme.TextLeast), size.Width, high, f.palette.Muted)
	label.moveIn(0, -f.Px(1), size.Width, high, fyne.TextAlignLeading)
	ink := f.palette.Muted
	if f.ok {
		ink = f.palette.PassInk
	}
	room := size.Width - label.width() - side - 3*space
	note.squeeze(f.note, f.Px(theme.TextSmall), f.Px(theme.TextLeast), room, high, ink)
	note.moveIn(size.Width-room, -f.Px(0.5), room, high, fyne.TextAlignTrailing)
	Place(mark.Raster, size.Width-note.width()-space-side, (high-side)/2-f.Px(1), side, side)
	Place(f.field, 0, high, size.Width, size.Height-high)
}
