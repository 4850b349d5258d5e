package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// Frame is the striped frame of a demo, along the edges of the widget. Only the
// edges are drawn, because a picture behind everything would have to be redrawn
// with it.
type Frame struct {
	widget.BaseWidget
	Scaled
	palette       theme.Palette
	width, stripe float32
}

// NewFrame returns a frame. Its width and the width of its stripes are in
// pixels of the base window.
func NewFrame(p theme.Palette, width, stripe float32) *Frame {
	f := &Frame{palette: p, width: width, stripe: stripe}
	f.ExtendBaseWidget(f)
	return f
}

// SetScale implements Scaler.
func (f *Frame) SetScale(scale float32) {
	if f.Scale != scale {
		f.Scale = scale
		f.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (f *Frame) CreateRenderer() fyne.WidgetRenderer {
	var edges [4]*canvas.Raster
	r := &Parts{Of: f}
	for i := range edges {
		edges[i] = newDrawing(func(w, h int) image.Image {
			return stripes(w, h, int(f.Px(f.stripe)), f.palette.Stripe, f.palette.StripeLow)
		})
		r.Items = append(r.Items, edges[i])
	}
	r.Least = func() fyne.Size { return fyne.NewSize(2*f.Px(f.width), 2*f.Px(f.width)) }
	r.Arrange = func(size fyne.Size) {
		e := f.Px(f.width)
		Place(edges[0], 0, 0, size.Width, e)
		Place(edges[1], 0, size.Height-e, size.Width, e)
		Place(edges[2], 0, e, e, size.Height-2*e)
		Place(edges[3], size.Width-e, e, e, size.Height-2*e)
	}
	return r.Ready()
}
