package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Theme implements fyne.Theme at one scale and in the look that was used when it
// was made. It defines the look of Fyne's own widgets; the desk uses fields and
// scroll bars. It never changes.
//
// Do not give a part its own theme (container.ThemeOverride). For each one Fyne
// reads the fonts again and keeps them for ever, 5 MB each.
type Theme struct {
	scale   float32
	variant fyne.ThemeVariant
	colours map[fyneName]color.Color
}

type fyneName = fyne.ThemeColorName

var _ fyne.Theme = (*Theme)(nil)

// New returns the theme of a scale, see Fit.
func New(scale float32) *Theme {
	t := &Theme{scale: max(scale, minScale), variant: theme.VariantLight, colours: widgetColours(Colours())}
	if Used() == Dark {
		t.variant = theme.VariantDark
	}
	return t
}

// Size implements fyne.Theme. All sizes are scaled.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return TextField * t.scale
	case theme.SizeNameInnerPadding:
		return 10 * t.scale
	case theme.SizeNameInputBorder:
		return 2 * t.scale
	case theme.SizeNameInputRadius:
		return Radius * t.scale
	case theme.SizeNameScrollBar:
		return 2 * Space * t.scale
	}
	return theme.DefaultTheme().Size(name) * t.scale
}

// Icon implements fyne.Theme with Fyne's icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Color implements fyne.Theme. The look decides, whatever the system prefers.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.colours[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, t.variant)
}
