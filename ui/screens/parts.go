package screens

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"facedesk/assets"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// Lengths of the base window, see theme.BaseWidth.
const (
	margin    = 24 // of the window
	gutter    = 16
	gap       = 8
	cardRound = 16
	textSmall = 16
	textBody  = 19
	textLarge = 22
	textTitle = 30
)

// palette holds the colours of the look that is shown, see Screens.restyle.
var palette = theme.Colours()

// px converts base pixels to the pixels of the window.
type px func(float32) float32

// sheet is a layout by a function, in base pixels.
type sheet struct {
	widgets.Scaled
	arrange func(px, fyne.Size)
	min     func(px) fyne.Size // nil: the window may always shrink
}

// Layout implements fyne.Layout.
func (l *sheet) Layout(_ []fyne.CanvasObject, size fyne.Size) { l.arrange(l.Px, size) }

// MinSize implements fyne.Layout.
func (l *sheet) MinSize([]fyne.CanvasObject) fyne.Size {
	if l.min == nil {
		return fyne.NewSize(1, 1)
	}
	return l.min(l.Px)
}

// SetScale implements widgets.Scaler.
func (l *sheet) SetScale(scale float32) { l.Scale = scale }

func newSheet(arrange func(px, fyne.Size), objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&sheet{arrange: arrange}, objects...)
}

// relayout lays out a sheet again after a change.
func relayout(c *fyne.Container) {
	c.Layout.Layout(c.Objects, c.Size())
	canvas.Refresh(c)
}

// newCard returns the background of a pane.
func newCard() *widgets.Box { return widgets.NewCard(palette.Surface, palette.Line) }

// newRule returns a line between parts.
func newRule() *canvas.Rectangle { return canvas.NewRectangle(palette.Line) }

// placeBox places a box with an edge and round corners.
func placeBox(b *widgets.Box, p px, x, y, w, h, edge, radius float32) {
	b.SetShape(p(edge), p(radius))
	widgets.Place(b, x, y, w, h)
}

// newIcon returns a drawing with the colours of shape and mark.
func newIcon(icon assets.Icon, shape, mark color.Color) *canvas.Image {
	i := canvas.NewImageFromResource(theme.Icon(icon, nrgba(shape), nrgba(mark)))
	i.FillMode = canvas.ImageFillContain
	return i
}

func nrgba(c color.Color) color.NRGBA {
	n, _ := color.NRGBAModel.Convert(c).(color.NRGBA)
	return n
}

// touch is an area that can be tapped, invisible or a veil over the whole window.
// Behind everything it reports a sign of life, and behind a menu it closes the menu.
// It is drawn as a wide line: as a rectangle a veil took the renderer 8 ms more.
type touch struct {
	widget.BaseWidget
	fill   color.Color
	tapped func()
}

func newTouch(fill color.Color, tapped func()) *touch {
	t := &touch{fill: fill, tapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped implements fyne.Tappable.
func (t *touch) Tapped(*fyne.PointEvent) {
	if t.tapped != nil {
		t.tapped()
	}
}

// CreateRenderer implements fyne.Widget.
func (t *touch) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewLine(t.fill)
	r := &widgets.Parts{Of: t, Items: []fyne.CanvasObject{back}}
	r.Least = func() fyne.Size { return fyne.NewSize(1, 1) }
	r.Arrange = func(size fyne.Size) {
		back.StrokeWidth = size.Width + 2
		back.Position1, back.Position2 = fyne.NewPos(size.Width/2, 0), fyne.NewPos(size.Width/2, size.Height)
		back.Refresh()
	}
	return r.Ready()
}
