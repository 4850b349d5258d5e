package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// KeyButton is a button with its key on it. It is at least 56 high on the base
// window, its focus ring included in a margin of its own.
//
// Unless AllowEnter is set, only a tap presses it: Enter and Space on whatever
// has the focus must never agree to something.
type KeyButton struct {
	widget.BaseWidget
	sized
	OnTapped func()
	// OnKey is given every key that the button has no use for: while it has the
	// focus, none reaches the canvas.
	OnKey func(fyne.KeyName) (handled bool)
	// AllowEnter lets Enter and Space press the button while it has the focus.
	AllowEnter bool

	palette                    theme.Palette
	key, label                 string
	primary, disabled          bool
	focused, hovered, selected bool
}

// NewKeyButton returns a neutral button; buttons side by side weigh the same,
// whatever they say. key may be empty.
func NewKeyButton(p theme.Palette, key, label string, tapped func()) *KeyButton {
	b := &KeyButton{palette: p, key: key, label: label, OnTapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimaryButton returns the one coloured button of a screen.
func NewPrimaryButton(p theme.Palette, key, label string, tapped func()) *KeyButton {
	b := NewKeyButton(p, key, label, tapped)
	b.primary = true
	return b
}

// SetText changes key and label.
func (b *KeyButton) SetText(key, label string) {
	if b.key != key || b.label != label {
		b.key, b.label = key, label
		b.Refresh()
	}
}

// SetPrimary makes the button the coloured one, or neutral.
func (b *KeyButton) SetPrimary(on bool) {
	if b.primary != on {
		b.primary = on
		b.Refresh()
	}
}

// Enable implements fyne.Disableable.
func (b *KeyButton) Enable() { b.setDisabled(false) }

// Disable implements fyne.Disableable: grey, and neither tap nor key does
// anything; OnKey is still served.
func (b *KeyButton) Disable() { b.setDisabled(true) }

// Disabled implements fyne.Disableable.
func (b *KeyButton) Disabled() bool { return b.disabled }

func (b *KeyButton) setDisabled(off bool) {
	if b.disabled != off {
		b.disabled = off
		b.Refresh()
	}
}

// SetScale implements Scaler.
func (b *KeyButton) SetScale(scale float32) { b.scale = scale; b.Refresh() }

// Tapped implements fyne.Tappable.
func (b *KeyButton) Tapped(*fyne.PointEvent) {
	if !b.disabled && b.OnTapped != nil {
		b.OnTapped()
	}
}

// TypedKey implements fyne.Focusable.
func (b *KeyButton) TypedKey(ev *fyne.KeyEvent) {
	if b.AllowEnter && (ev.Name == fyne.KeySpace || ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) {
		b.Tapped(nil)
		return
	}
	if b.OnKey != nil {
		b.OnKey(ev.Name)
	}
}

// TypedRune implements fyne.Focusable.
func (b *KeyButton) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (b *KeyButton) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost implements fyne.Focusable.
func (b *KeyButton) FocusLost() { b.focused = false; b.Refresh() }

// MouseIn implements desktop.Hoverable.
func (b *KeyButton) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (b *KeyButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *KeyButton) MouseOut() { b.hovered = false; b.Refresh() }

// Cursor implements desktop.Cursorable.
func (b *KeyButton) Cursor() desktop.Cursor {
	if b.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// colours returns box, border and ink of the present state.
func (b *KeyButton) colours() (fill, stroke, ink color.Color) {
	p := b.palette
	switch {
	case b.disabled:
		return p.Paper, p.Line, p.Muted
	case b.primary:
		return p.Accent, p.Accent, p.OnAccent
	case b.hovered || b.selected:
		return p.Soft, p.Accent, p.Accent
	}
	return p.Surface, p.Accent, p.Accent
}

// ringMargin is room for the focus ring around the box.
const ringMargin = 4

// CreateRenderer implements fyne.Widget.
func (b *KeyButton) CreateRenderer() fyne.WidgetRenderer {
	ring, box := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	keyed, label := newKeycap(), newText(bold)
	r := &parts{of: b, objects: append([]fyne.CanvasObject{ring, box, label}, keyed.objects()...)}
	r.refresh = func() {
		fill, stroke, ink := b.colours()
		paint(box, fill, stroke, b.px(2), b.px(theme.Radius))
		paint(ring, color.Transparent, b.palette.Ink, b.px(3), b.px(theme.Radius+3))
		show(ring, b.focused)
		keyed.set(b.key, b.px(14), ink)
		write(label, b.label, b.px(24), ink)
	}
	gapWidth := func() float32 {
		if b.key == "" || b.label == "" {
			return 0
		}
		return b.px(14)
	}
	r.min = func() fyne.Size {
		w := keyed.size().Width + gapWidth() + label.MinSize().Width
		return fyne.NewSize(w+b.px(48), b.px(56+2*ringMargin))
	}
	r.layout = func(size fyne.Size) {
		m := b.px(ringMargin)
		place(ring, 0, 0, size.Width, size.Height)
		place(box, m, m, size.Width-2*m, size.Height-2*m)
		b.layoutLabel(label, keyed, gapWidth(), size)
	}
	r.refresh()
	return r
}

// layoutLabel centres key and label; the key comes first on a neutral button,
// where it is looked for, and last on the coloured one.
func (b *KeyButton) layoutLabel(label *canvas.Text, keyed *keycap, gap float32, size fyne.Size) {
	key := keyed.size().Width
	text := fit(label, b.px(24), size.Width-b.px(24)-key-gap) // a long label shrinks
	x, y := (size.Width-key-gap-text.Width)/2, size.Height/2
	keyX, textX := x, x+key+gap
	if b.primary {
		keyX, textX = x+text.Width+gap, x
	}
	keyed.move(keyX, y)
	place(label, textX, y-text.Height/2, text.Width, text.Height)
}
