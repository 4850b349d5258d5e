package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// Banner is a striped band with a text. It marks a demo.
type Banner struct {
	widget.BaseWidget
	Scaled
	palette theme.Palette
	text    string
}

// NewBanner returns a banner.
func NewBanner(p theme.Palette, text string) *Banner {
	b := &Banner{palette: p, text: text}
	b.ExtendBaseWidget(b)
	return b
}

// SetText changes the text.
func (b *Banner) SetText(text string) {
	if b.text != text {
		b.text = text
		b.Refresh()
	}
}

// SetScale implements Scaler.
func (b *Banner) SetScale(scale float32) { b.Scale = scale; b.Refresh() }

// CreateRenderer implements fyne.Widget.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	back := newDrawing(func(w, h int) image.Image {
		return stripes(w, h, max(1, h*3/4), b.palette.Stripe, b.palette.StripeLow)
	})
	text := newText(bold)
	r := &Parts{Of: b, Items: []fyne.CanvasObject{back, text}}
	r.Update = func() { write(text, b.text, b.Px(theme.TextSmall+1), b.palette.StripeInk) }
	r.Least = func() fyne.Size { return fyne.NewSize(b.Px(200), b.Px(32)) }
	r.Arrange = func(size fyne.Size) {
		Place(back, 0, 0, size.Width, size.Height)
		m := fit(text, b.Px(theme.TextSmall+1), size.Width-b.Px(16))
		Place(text, (size.Width-m.Width)/2, (size.Height-m.Height)/2, m.Width, m.Height)
	}
	return r.Ready()
}
