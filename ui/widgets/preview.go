package widgets

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/text"
	"facedesk/ui/theme"
)

// Preview shows the live picture with an oval for the face and one hint. The
// picture fills the widget, and the rest of it is cut off.
type Preview struct {
	widget.BaseWidget
	Scaled

	palette theme.Palette
	frames  buffers
	do      func(func()) // runs a function on the user-interface goroutine

	picture *canvas.Image
	waiting string
	hint    string
	ok      bool
	faces   []FaceBox
	// OnTapped gets a tap in shares of the picture's width and height; nil for none.
	OnTapped func(x, y float64)
	aimX     float64 // how far the oval was moved, in widths of the picture
	aimY     float64
}

// NewPreview returns a preview without a picture.
func NewPreview(p theme.Palette) *Preview {
	v := &Preview{palette: p, do: fyne.Do}
	v.picture = canvas.NewImageFromImage(nil)
	v.picture.FillMode = canvas.ImageFillCover
	v.picture.ScaleMode = canvas.ImageScaleFastest // takes half the processor time of the default
	v.picture.Hide()
	v.ExtendBaseWidget(v)
	return v
}

// SetFrame shows a copy of a frame that is already mirrored. The caller keeps
// the frame and may change it at once. SetFrame may be called from any
// goroutine and never waits; while the screen is busy, older frames are
// dropped. An *image.RGBA is copied fastest. A nil or empty frame is ignored.
func (v *Preview) SetFrame(frame image.Image) {
	if frame == nil || frame.Bounds().Empty() {
		return
	}
	size := frame.Bounds().Size()
	if v.frames.put(size.X, size.Y, func(dst *image.RGBA) { draw.Draw(dst, dst.Rect, frame, frame.Bounds().Min, draw.Src) }) {
		v.do(v.show)
	}
}

// show draws the newest frame.
func (v *Preview) show() {
	front := v.frames.take()
	if front == nil {
		return
	}
	same := v.picture.Image != nil && v.picture.Image.Bounds().Size() == front.Bounds().Size()
	v.picture.Image = front
	if v.picture.Visible() && same {
		v.picture.Refresh()
		return
	}
	v.picture.Show()
	v.Refresh()
}

// Open accepts frames again after a Clear.
func (v *Preview) Open() { v.frames.open() }

// Clear removes the picture and all copies of it, including a frame that is
// being copied. No frame is accepted until Open.
func (v *Preview) Clear() {
	v.frames.wipe()
	v.picture.Image = nil
	v.picture.Hide()
	v.Refresh()
}

// SetHint shows one hint in the picture, "" for none; it may have two lines. The oval
// is solid and green if ok, otherwise dashed and white.
func (v *Preview) SetHint(hint string, ok bool) {
	hint = text.WithoutBreaks(hint)
	if v.hint != hint || v.ok != ok {
		v.hint, v.ok = hint, ok
		v.Refresh()
	}
}

// SetWaiting sets the text that is shown while there is no picture.
func (v *Preview) SetWaiting(said string) { v.waiting = text.WithoutBreaks(said); v.Refresh() }

// SetScale implements Scaler.
func (v *Preview) SetScale(scale float32) { v.Scale = scale; v.Refresh() }

// Oval returns where in a preview the face belongs: the place of capture.Oval
// in the frame, of which the preview cuts off a part.
func Oval(preview fyne.Size, frame image.Point) (at fyne.Position, oval fyne.Size) {
	w, h := float32(frame.X), float32(frame.Y)
	scale := max(preview.Width/w, preview.Height/h)
	high := min(h*0.58, w*0.74)
	wide := high * 0.76
	left, top := (preview.Width-w*scale)/2, (preview.Height-h*scale)/2
	return fyne.NewPos(left+(w-wide)/2*scale, top+(h-high)*0.40*scale), fyne.NewSize(wide*scale, high*scale)
}

// What stands on the picture is the same in every look. ovalGreen differs in
// brightness from skin. It is visible on dark and, between dark edges, on light.
var (
	pictured  = theme.ColoursOf(theme.Light)
	ovalGreen = pictured.Oval
	ovalDark  = pictured.Dark
	noPicture = pictured.NoPicture
)

// drawOval draws the outline in w×h pixels as dark, light, dark, so that it is
// visible on any background.
func drawOval(w, h int, ok bool) image.Image {
	s := newSketch(w, h)
	wide := float64(w) * 0.045
	rx, ry := (float64(w)-wide-2)/2, (float64(h)-wide-2)/2
	if rx < wide || ry < wide {
		return s.img
	}
	c := point{float64(w) / 2, float64(h) / 2}
	dashes, gap := 1, 0.0
	light := ovalGreen
	if !ok {
		dashes, gap, light = 22, 0.4, color.White
	}
	edge := wide * 0.28 / rx // width of the dark edge at the ends of a dash, in radians
	for i := range dashes {
		period := 2 * math.Pi / float64(dashes)
		from, to := float64(i)*period, (float64(i)+1-gap)*period
		s.band(c, rx, ry, wide, from, to)
		s.fill(ovalDark)
		if !ok {
			from, to = from+edge, to-edge
		}
		s.band(c, rx, ry, wide*0.5, from, to)
		s.fill(light)
	}
	return s.img
}

// CreateRenderer implements fyne.Widget.
func (v *Preview) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(noPicture)
	oval := newDrawing(func(w, h int) image.Image { return drawOval(w, h, v.ok) })
	hint, waiting := newPill(), newText(fyne.TextStyle{})
	r := &Parts{Of: v, Items: []fyne.CanvasObject{back, v.picture, waiting, oval}}
	boxes := newFaceBoxes()
	r.Items = append(append(r.Items, boxes.objects()...), hint.objects()...)
	drawn := v.ok
	r.Update = func() {
		live := v.picture.Visible()
		paint(back, noPicture, color.Transparent, 0, v.Px(16))
		Show(back, !live)
		v.picture.CornerRadius = v.Px(16)
		write(waiting, v.waiting, v.Px(theme.TextBody), color.White)
		Show(waiting, !live)
		Show(oval, live)
		if !live {
			boxes.show(v.Px, nil, fyne.Position{}, fyne.Size{})
		}
		if drawn != v.ok {
			drawn = v.ok
			oval.Refresh()
		}
		hint.write(v)
	}
	r.Least = func() fyne.Size { return fyne.NewSize(v.Px(240), v.Px(240)) }
	r.Arrange = func(size fyne.Size) {
		Place(back, 0, 0, size.Width, size.Height)
		Place(v.picture, 0, 0, size.Width, size.Height)
		m := waiting.MinSize()
		Place(waiting, (size.Width-m.Width)/2, (size.Height-m.Height)/2, m.Width, m.Height)
		if v.picture.Image != nil {
			frame := v.picture.Image.Bounds().Size()
			at, o := v.oval(size, frame)
			Place(oval, at.X, at.Y, o.Width, o.Height)
			pos, shown := covering(size, frame)
			boxes.show(v.Px, v.faces, pos, shown)
		}
		hint.layout(v, size)
	}
	return r.Ready()
}
