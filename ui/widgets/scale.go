package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// Scaler is a part with a scale for its sizes. SetScale refreshes it.
type Scaler interface{ SetScale(scale float32) }

// Scaled converts lengths of the base window to this window. Its zero value has
// scale 1.
type Scaled struct{ Scale float32 }

// Px returns the length in this window for a length of the base window.
func (s Scaled) Px(v float32) float32 {
	if s.Scale == 0 {
		return v
	}
	return v * s.Scale
}

// Stage shows one object in its whole size. Whenever the size changes, it first
// gives every Scaler inside the new scale.
type Stage struct {
	widget.BaseWidget
	content fyne.CanvasObject
	scale   float32
	// Full is called with the largest scale that fits, for what keeps its size
	// whatever the settings say. It may be nil.
	Full func(scale float32)
}

// NewStage returns a stage for content.
func NewStage(content fyne.CanvasObject) *Stage {
	s := &Stage{content: content}
	s.ExtendBaseWidget(s)
	return s
}

// SetContent shows another object at the same scale.
func (s *Stage) SetContent(content fyne.CanvasObject) {
	s.content = content
	if s.scale != 0 {
		Rescale(content, s.scale)
		s.full(s.Size())
	}
	s.Refresh()
}

func (s *Stage) full(size fyne.Size) {
	if s.Full != nil {
		s.Full(theme.Full(size))
	}
}

// Scale returns the current scale, 0 before the first layout.
func (s *Stage) Scale() float32 { return s.scale }

// CreateRenderer implements fyne.Widget.
func (s *Stage) CreateRenderer() fyne.WidgetRenderer {
	r := &Parts{Of: s}
	r.Items = []fyne.CanvasObject{s.content}
	// The window may always shrink. The stage's content adapts.
	r.Least = func() fyne.Size { return fyne.NewSize(1, 1) }
	r.Arrange = func(size fyne.Size) {
		if scale := theme.Scale(size); scale != s.scale {
			s.scale = scale
			Rescale(s.content, scale)
			s.full(size)
		}
		s.content.Move(fyne.NewPos(0, 0))
		s.content.Resize(size)
	}
	r.Update = func() { r.Items = []fyne.CanvasObject{s.content} }
	return r.Ready()
}

// Rescale calls SetScale on every Scaler in a tree of containers. Each Scaler
// scales its own parts.
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
