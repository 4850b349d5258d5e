package screens

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/session"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// button shows its key, and is pressed by a tap or that key. It never takes the
// focus, so Tab, Enter and Space never press it and keys still reach the
// canvas.
type button struct {
	widget.BaseWidget
	widgets.Scaled
	tapped func()

	text       *widgets.Prose
	key, label string
	primary    bool
	disabled   bool
}

const buttonHeight = 64

func newButton(tapped func()) *button {
	b := &button{tapped: tapped, text: widgets.NewProse(24, palette.Ink)}
	b.text.Align = fyne.TextAlignCenter
	b.text.SetSize(24, labelLead)
	b.ExtendBaseWidget(b)
	return b
}

func (b *button) set(key, label string, primary, enabled bool) {
	if b.key == key && b.label == label && b.primary == primary && b.disabled == !enabled {
		return
	}
	b.key, b.label, b.primary, b.disabled = key, label, primary, !enabled
	b.text.SetStrong(label)
	b.Refresh()
}

// SetScale implements widgets.Scaler.
func (b *button) SetScale(scale float32) { b.Scale = scale; b.text.SetScale(scale); b.Refresh() }

// Tapped implements fyne.Tappable.
func (b *button) Tapped(*fyne.PointEvent) {
	if !b.disabled && b.tapped != nil {
		b.tapped()
	}
}

// colours returns background, edge and ink.
func (b *button) colours() (fill, stroke, ink color.Color) {
	switch {
	case b.disabled:
		return palette.Paper, palette.Line, palette.Muted
	case b.primary:
		return palette.Accent, palette.Accent, palette.OnAccent
	}
	return palette.Surface, palette.Accent, palette.Accent
}

// CreateRenderer implements fyne.Widget.
func (b *button) CreateRenderer() fyne.WidgetRenderer {
	box := widgets.NewBox(color.Transparent, color.Transparent)
	keyed := widgets.NewKeyHint("", "", palette.Ink, nil)
	r := &widgets.Parts{Of: b, Items: []fyne.CanvasObject{box, b.text, keyed}}
	r.Update = func() {
		fill, stroke, ink := b.colours()
		box.SetColours(fill, stroke)
		box.SetShape(b.Px(2), b.Px(theme.Radius))
		b.text.SetInk(ink)
		keyed = widgets.NewKeyHint(b.key, "", ink, func() { b.Tapped(nil) })
		keyed.SetScale(max(b.Scale, 0.01))
		r.Items[2] = keyed
		widgets.Show(keyed, b.key != "")
	}
	r.Least = func() fyne.Size { return fyne.NewSize(b.Px(120), b.Px(buttonHeight)) }
	r.Arrange = func(size fyne.Size) {
		widgets.Place(box, 0, 0, size.Width, size.Height)
		b.layoutLabel(keyed, size)
	}
	return r.Ready()
}

// labelSizes are the sizes that a label may have. The last ones are for two
// lines.
var labelSizes = []struct{ size, lines float32 }{{24, 1}, {22, 1}, {20, 1}, {19, 1}, {18, 1}, {19, 2}, {17, 2}, {15, 2}}

// keyRoom returns the width of the key on a button.
func (b *button) keyRoom() float32 {
	if b.key == "" {
		return 0
	}
	return fyne.MeasureText(b.key, b.Px(14), fyne.TextStyle{Bold: true}).Width + b.Px(28)
}

// fit returns the index in labelSizes for a label on a button of this width.
func (b *button) fit(width float32) int {
	room := width - b.Px(24) - b.keyRoom()
	for i, s := range labelSizes {
		b.text.SetSize(s.size, labelLead)
		if b.text.Height(room) <= s.lines*b.Px(s.size)*labelLead+1 {
			return i
		}
	}
	return len(labelSizes) - 1
}

const labelLead = 1.3

// fitLabels gives buttons of one width the same text size, so that none stands
// out.
func fitLabels(width float32, buttons ...*button) {
	at := 0
	for _, b := range buttons {
		at = max(at, b.fit(width))
	}
	for _, b := range buttons {
		b.text.SetSize(labelSizes[at].size, labelLead)
		b.Refresh()
	}
}

// layoutLabel centres key and label. The key is first on a neutral button and
// last on the coloured one.
func (b *button) layoutLabel(keyed *widgets.KeyHint, size fyne.Size) {
	key := b.keyRoom()
	room := size.Width - b.Px(24) - key
	text := min(b.text.LineWidth()+b.Px(2), room)
	h := b.text.Height(text)
	x := (size.Width - key - text) / 2
	keyX, textX := x, x+key
	if b.primary {
		keyX, textX = x+text+b.Px(12), x
	}
	k := keyed.MinSize()
	widgets.Place(keyed, keyX, (size.Height-k.Height)/2, k.Width, k.Height)
	widgets.Place(b.text, textX, (size.Height-h)/2, text, h)
}

// bound returns the current binding of an action.
func bound(v session.View, a session.Action) (session.Binding, bool) {
	for _, b := range v.Keys {
		if b.Action == a {
			return b, true
		}
	}
	return session.Binding{}, false
}
