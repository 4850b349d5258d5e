package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"facedesk/assets"
	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// field is one field of the claim: an entry on the desk, a plain box on later
// screens.
type field struct {
	name  identity.Field
	row   *widgets.FieldRow
	entry *widgets.Entry
	plain *plain
	fault *alert
	full  string // the whole complaint

	note     *alert // shown if there is no complaint
	noteFull string
}

const fieldHeight = 56

func newField(e *env, name identity.Field) *field {
	f := &field{name: name, entry: e.newEntry(), plain: newPlain(), fault: newComplaint(), note: newNote()}
	f.entry.CaptureTab = true
	f.entry.OnKey = func(k fyne.KeyName) bool { return e.opens(k) || sendKey(e.send, k) }
	f.entry.OnTap = func() { e.send(session.FieldTapped{}) }
	f.entry.OnValue = func(value string) { e.send(session.Edited{Field: name, Text: value}) }
	f.row = widgets.NewFieldRow(palette, "", f.entry)
	f.fault.Hide()
	f.note.Hide()
	return f
}

func (f *field) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{f.row, f.plain, f.fault, f.note}
}

// show draws the field and reports whether it changed. complaint is "" if
// nothing is wrong.
func (f *field) show(label, value string, editable bool, complaint string) (changed bool) {
	if !editable {
		f.entry.Rest()
	}
	changed = widgets.Show(f.row, editable)
	changed = widgets.Show(f.plain, !editable) || changed
	f.row.SetLabel(label)
	if editable {
		f.plain.set("", "")
	} else {
		f.plain.set(label, value)
	}
	f.full = complaint
	return f.fault.setText(complaint) || changed
}

// remark shows a note about the field if there is no complaint.
func (f *field) remark(note string) {
	if f.full != "" {
		note = ""
	}
	f.noteFull = note
	f.note.setText(note)
}

// hide hides the field.
func (f *field) hide() (changed bool) {
	f.entry.Rest()
	changed = widgets.Show(f.row, false)
	changed = widgets.Show(f.plain, false) || changed
	f.plain.set("", "")
	f.full = ""
	f.remark("")
	return f.fault.setText("") || changed
}

// forget clears the field and ends a selection or composition in it.
func (f *field) forget() {
	f.entry.Fill("")
	f.entry.SetPlaceHolder("")
	f.row.SetNote("", false)
	f.plain.set("", "")
	f.full = ""
	f.fault.setText("")
	f.remark("")
}

// visible reports whether the field is visible.
func (f *field) visible() bool { return f.row.Visible() || f.plain.Visible() }

// height returns the height of the field with its complaint.
func (f *field) height(p px, width float32) float32 {
	if !f.visible() {
		return 0
	}
	h := p(26 + fieldHeight)
	if f.fault.Visible() {
		h += p(4) + f.fault.height(width)
	}
	if f.note.Visible() {
		h += p(4) + f.note.height(width)
	}
	return h
}

// place places the field. Its complaint may be wider.
func (f *field) place(p px, x, y, w, complaintW float32) {
	widgets.Place(f.row, x, y, w, p(26+fieldHeight))
	widgets.Place(f.plain, x, y, w, p(26+fieldHeight))
	widgets.Place(f.fault, x, y+p(26+fieldHeight+4), complaintW, f.fault.height(complaintW))
	widgets.Place(f.note, x, y+p(26+fieldHeight+4), complaintW, f.note.height(complaintW))
}

// plain is a value with a label above it. It cannot be changed.
type plain struct {
	widget.BaseWidget
	widgets.Scaled
	label, value *widgets.Prose
}

func newPlain() *plain {
	v := &plain{label: widgets.NewLine(theme.TextSmall, palette.Muted, fyne.TextAlignLeading), value: widgets.NewLine(theme.TextField, palette.Ink, fyne.TextAlignLeading)}
	v.ExtendBaseWidget(v)
	return v
}

func (v *plain) set(label, value string) {
	v.label.SetText(label)
	v.value.SetText(value)
}

// SetScale implements widgets.Scaler.
func (v *plain) SetScale(scale float32) {
	v.Scale = scale
	v.label.SetScale(scale)
	v.value.SetScale(scale)
	v.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (v *plain) CreateRenderer() fyne.WidgetRenderer {
	box := widgets.NewBox(palette.Paper, palette.Line)
	r := &widgets.Parts{Of: v, Items: []fyne.CanvasObject{v.label, box, v.value}}
	r.Least = func() fyne.Size { return fyne.NewSize(v.Px(120), v.Px(80)) }
	r.Arrange = func(size fyne.Size) {
		p := px(v.Px)
		placeMiddle(v.label, 0, p(12), size.Width)
		placeBox(box, p, 0, p(26), size.Width, size.Height-p(26), 2, 12)
		widgets.Place(v.value, p(16), p(26+4), size.Width-p(32), size.Height-p(26+8))
	}
	return r.Ready()
}

// documentIcon returns the icon of a document.
func documentIcon() fyne.CanvasObject {
	return newIcon(assets.IconDocument, palette.Accent, palette.Surface)
}
