package screens

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"facedesk/ui/session"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

func (s *Screens) arrange(p px, size fyne.Size) {
	for _, o := range s.root.Objects {
		if o != s.idle {
			widgets.Place(o, 0, 0, size.Width, size.Height)
		}
	}
	w := min(s.idle.text.LineWidth()+s.idle.side()+p(gap)+p(28), size.Width-p(96))
	widgets.Place(s.idle, (size.Width-w)/2, s.idleTop(), w, s.idle.height(w))
}

// idleTop returns the upper edge of the warning that the customer's data will
// be cleared.
func (s *Screens) idleTop() float32 {
	p := s.root.Layout.(*sheet).Px
	if s.page().whole {
		return widgets.Whole(44 * theme.Full(s.root.Size()))
	}
	return widgets.Whole(s.chrome.idleTop(p))
}

// restyle builds everything anew where the settings have changed the look. That is
// between two guests, so nothing that was typed is lost. It reports whether it did.
func (s *Screens) restyle(d session.Display) bool {
	look := lookOf(d.Theme)
	if look == s.look && d.Scale == s.scale {
		return false
	}
	s.look, s.scale = look, d.Scale
	theme.Use(look)
	theme.Limit(d.Scale)
	s.pin.finish(false)
	s.files.finish("")
	if s.options.Focus != nil {
		s.options.Focus(nil)
	}
	data := s.config.data
	s.furnish()
	s.focused, s.drawn, s.view = nil, false, session.View{}
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Fit(s.stage.Size())))
	s.stage.SetContent(s.root)
	s.SetSettings(data)
	return true
}

// layAgain lays out everything at the present scale. A part whose size has not
// changed would keep what was laid out at another scale.
func layAgain(o fyne.CanvasObject) {
	c, ok := o.(*fyne.Container)
	if !ok || c.Layout == nil {
		return
	}
	c.Layout.Layout(c.Objects, c.Size())
	for _, child := range c.Objects {
		layAgain(child)
	}
}

// lookOf returns the look of a theme.
func lookOf(t session.Theme) theme.Look {
	switch t {
	case session.ThemeDark:
		return theme.Dark
	case session.ThemeContrast:
		return theme.Contrast
	case session.ThemeAuto:
		if fyne.CurrentApp().Settings().ThemeVariant() == fynetheme.VariantDark {
			return theme.Dark
		}
	}
	return theme.Light
}
