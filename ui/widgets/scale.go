package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// Scaler is a part whose sizes are multiplied by a scale. SetScale refreshes.
type Scaler interface{ SetScale(scale float32) }

// Scaled turns lengths of the base window into those of this one. Its zero value is a
// scale of 1.
type Scaled struct{ Scale float32 }

// Px returns a length of the base window in this window.
func (s Scaled) Px(v float32) float32 {
	if s.Scale == 0 {
		return v
	}
	return v * s.Scale
}

// Stage shows one object in its whole size and, whenever that size changes,
// gives every Scaler inside the scale of it, before anything is laid out.
type Stage struct {
	widget.BaseWidget
	content fyne.CanvasObject
	scale   float32
}

// NewStage returns a stage for content.
func NewStage(content fyne.CanvasObject) *Stage {
	s := &Stage{content: content}
	s.ExtendBaseWidget(s)
	return s
}

// SetContent shows something else, at the same scale.
func (s *Stage) SetContent(content fyne.CanvasObject) {
	s.content = content
	if s.scale != 0 {
		Rescale(content, s.scale)
	}
	s.Refresh()
}

// Scale returns the present scale, 0 before the first layout.
func (s *Stage) Scale() float32 { return s.scale }

// CreateRenderer implements fyne.Widget.
func (s *Stage) CreateRenderer() fyne.WidgetRenderer {
	r := &Parts{Of: s}
	r.Items = []fyne.CanvasObject{s.content}
	// The window may always shrink: what is on the stage follows it.
	r.Least = func() fyne.Size { return fyne.NewSize(1, 1) }
	r.Arrange = func(size fyne.Size) {
		if scale := theme.Scale(size); scale != s.scale {
			s.scale = scale
			Rescale(s.content, scale)
		}
		s.content.Move(fyne.NewPos(0, 0))
		s.content.Resize(size)
	}
	r.Update = func() { r.Items = []fyne.CanvasObject{s.content} }
	return r.Ready()
}

// Rescale calls SetScale on every Scaler in a tree of containers. A Scaler sees
// to its own parts.
func Rescale(o fyne.CanvasObject, scale float32) {
	switch o := o.(type) {
	case Scaler:
		o.SetScale(scale)
	case *fyne.Container:
		if l, ok := o.Layout.(Scaler); ok {
			l.SetScale(scale)
		}
		for _, child := range o.Objects {
			Rescale(child, scale)
		}
	case *container.Scroll:
		Rescale(o.Content, scale)
	}
}
