package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// keycap draws a key as it looks on the keyboard. An empty one takes no room.
type keycap struct {
	box  *canvas.Rectangle
	text *canvas.Text
}

func newKeycap() *keycap {
	return &keycap{canvas.NewRectangle(color.Transparent), newText(bold)}
}

// set draws the key's name in ink. size is the size of the text in pixels.
func (k *keycap) set(key string, size float32, ink color.Color) {
	write(k.text, key, size, ink)
	paint(k.box, color.Transparent, theme.Faded(ink, .75), max(1, size/11), size*.35)
	Show(k.box, key != "")
	Show(k.text, key != "")
}

func (k *keycap) size() fyne.Size {
	if k.text.Text == "" {
		return fyne.Size{}
	}
	m := k.text.MinSize()
	return fyne.NewSize(max(m.Width+k.text.TextSize*1.1, k.text.TextSize*2.2), k.text.TextSize*1.65)
}

// move centres the key at the height y.
func (k *keycap) move(x, y float32) {
	s, m := k.size(), k.text.MinSize()
	Place(k.box, x, y-s.Height/2, s.Width, s.Height)
	Place(k.text, x+(s.Width-m.Width)/2, y-m.Height/2, m.Width, m.Height)
}

func (k *keycap) objects() []fyne.CanvasObject { return []fyne.CanvasObject{k.box, k.text} }

// TapLeast is the least side of a key on the screen: 12 mm on a screen of 15.6 inches and
// 1920×1080, where a pixel of the base window is 0.253 mm.
const TapLeast = 48

// KeyHint shows a key and its current effect on one line. A tap on it calls
// OnTapped, for people without a keyboard. It never takes the focus.
type KeyHint struct {
	widget.BaseWidget
	Scaled
	OnTapped func()

	key, label string
	ink        color.Color
	enabled    bool
}

// NewKeyHint returns the hint for a key such as "F2". ink is the colour of the
// text.
func NewKeyHint(key, label string, ink color.Color, tapped func()) *KeyHint {
	h := &KeyHint{key: key, label: label, ink: ink, OnTapped: tapped, enabled: true}
	h.ExtendBaseWidget(h)
	return h
}

// Set changes what is shown. A disabled hint is pale and ignores taps.
func (h *KeyHint) Set(key, label string, enabled bool) {
	if h.key == key && h.label == label && h.enabled == enabled {
		return
	}
	h.key, h.label, h.enabled = key, label, enabled
	h.Refresh()
}

// Enabled reports whether the key has an effect now.
func (h *KeyHint) Enabled() bool { return h.enabled }

// SetScale implements Scaler.
func (h *KeyHint) SetScale(scale float32) { h.Scale = scale; h.Refresh() }

// Tapped implements fyne.Tappable.
func (h *KeyHint) Tapped(*fyne.PointEvent) {
	if h.enabled && h.OnTapped != nil {
		h.OnTapped()
	}
}

// Cursor implements desktop.Cursorable.
func (h *KeyHint) Cursor() desktop.Cursor {
	if h.enabled && h.OnTapped != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer implements fyne.Widget.
func (h *KeyHint) CreateRenderer() fyne.WidgetRenderer {
	keyed, label := newKeycap(), newText(fyne.TextStyle{})
	r := &Parts{Of: h, Items: append(keyed.objects(), label)}
	r.Update = func() {
		ink := h.ink
		if !h.enabled {
			ink = theme.Faded(ink, .45)
		}
		keyed.set(h.key, h.Px(14), ink)
		write(label, h.label, h.Px(17), ink)
	}
	r.Least = func() fyne.Size {
		wide := keyed.size().Width
		if h.label != "" { // it can be tapped
			wide = max(wide+h.Px(6)+label.MinSize().Width, h.Px(TapLeast))
		}
		return fyne.NewSize(wide, h.Px(TapLeast))
	}
	r.Arrange = func(size fyne.Size) {
		y := size.Height / 2
		keyed.move(0, y)
		x := keyed.size().Width
		if x > 0 {
			x += h.Px(6)
		}
		m := label.MinSize()
		Place(label, x, y-m.Height/2, m.Width, m.Height)
	}
	return r.Ready()
}
