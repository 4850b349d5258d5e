package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// Steps shows the progress of a check. Finished steps have a check mark, the
// current one its number on a filled disc and bold text, later ones a ring.
type Steps struct {
	widget.BaseWidget
	Scaled
	palette theme.Palette
	names   []string
	now     int
}

// NewSteps returns an indicator of the named steps, at the first one.
func NewSteps(p theme.Palette, names ...string) *Steps {
	s := &Steps{palette: p, names: names}
	s.ExtendBaseWidget(s)
	return s
}

// Set changes names and the current step, from 0. A step past the last means
// that all are done.
func (s *Steps) Set(now int, names ...string) {
	s.now, s.names = now, names
	s.Refresh()
}

// SetScale implements Scaler.
func (s *Steps) SetScale(scale float32) { s.Scale = scale; s.Refresh() }

type step struct {
	icon         *icon
	number, name *canvas.Text
	line         *canvas.Rectangle // to the previous step
}

type stepsParts struct {
	s     *Steps
	r     *Parts
	steps []step
}

// CreateRenderer implements fyne.Widget.
func (s *Steps) CreateRenderer() fyne.WidgetRenderer {
	d := &stepsParts{s: s}
	d.r = &Parts{Of: s, Update: d.refresh, Arrange: d.layout, Least: d.min}
	return d.r.Ready()
}

func (d *stepsParts) refresh() {
	s, p := d.s, d.s.palette
	d.steps, d.r.Items = d.steps[:0], nil
	for i, name := range s.names {
		t := step{newIcon(), newText(bold), newText(fyne.TextStyle{Bold: i == s.now}), canvas.NewRectangle(p.Line)}
		write(t.name, name, s.Px(theme.TextSmall+1), p.Muted)
		write(t.number, strconv.Itoa(i+1), s.Px(13), p.Muted)
		switch {
		case i < s.now:
			t.icon.set(ShapeCheck, p.Muted, p.Surface)
			t.number.Text = ""
		case i == s.now:
			t.icon.set(ShapeDisc, p.Accent, p.OnAccent)
			t.number.Color, t.name.Color = p.OnAccent, p.Ink
		default:
			t.icon.set(ShapeOutline, p.Muted, p.Surface)
		}
		d.steps = append(d.steps, t)
		if i > 0 {
			d.r.Items = append(d.r.Items, t.line)
		}
		d.r.Items = append(d.r.Items, t.icon.Raster, t.number, t.name)
	}
}

const (
	stepIcon = 24
	stepGap  = 8
	stepLine = 28
)

func (d *stepsParts) min() fyne.Size {
	w := float32(0)
	for i, t := range d.steps {
		w += d.s.Px(stepIcon+stepGap) + t.name.MinSize().Width
		if i > 0 {
			w += d.s.Px(stepLine + 2*stepGap)
		}
	}
	return fyne.NewSize(w, d.s.Px(32))
}

func (d *stepsParts) layout(size fyne.Size) {
	s, mid, x := d.s, size.Height/2, float32(0)
	side, gap := s.Px(stepIcon), s.Px(stepGap)
	for i, t := range d.steps {
		if i > 0 {
			Place(t.line, x+gap, mid-s.Px(1), s.Px(stepLine), s.Px(2))
			x += s.Px(stepLine) + 2*gap
		}
		Place(t.icon.Raster, x, mid-side/2, side, side)
		n, m := t.number.MinSize(), t.name.MinSize()
		Place(t.number, x+(side-n.Width)/2, mid-n.Height/2, n.Width, n.Height)
		x += side + gap
		Place(t.name, x, mid-m.Height/2, m.Width, m.Height)
		x += m.Width
	}
}
