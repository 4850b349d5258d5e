package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Theme implements fyne.Theme at one scale. It defines the look of Fyne's own
// widgets; the desk uses fields and scroll bars. It never changes.
//
// Do not give a part its own theme (container.ThemeOverride). For each one Fyne
// reads the fonts again and keeps them for ever, 5 MB each.
type Theme struct{ scale float32 }

var _ fyne.Theme = (*Theme)(nil)

// New returns the theme of a scale, see Fit.
func New(scale float32) *Theme { return &Theme{scale: max(scale, minScale)} }

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

// Color implements fyne.Theme. The theme is light, whatever the system prefers.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := widgetColours[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, theme.VariantLight)
}

var widgetColours = func(p Palette) map[fyne.ThemeColorName]color.Color {
	return map[fyne.ThemeColorName]color.Color{
		theme.ColorNameBackground:          p.Paper,
		theme.ColorNameForeground:          p.Ink,
		theme.ColorNamePlaceHolder:         p.Muted,
		theme.ColorNameDisabled:            p.Muted,
		theme.ColorNamePrimary:             p.Accent,
		theme.ColorNameForegroundOnPrimary: p.OnAccent,
		theme.ColorNameInputBackground:     p.Surface,
		theme.ColorNameInputBorder:         p.Field,
		theme.ColorNameMenuBackground:      p.Surface,
		theme.ColorNameOverlayBackground:   p.Surface,
		theme.ColorNameSeparator:           p.Line,
		theme.ColorNameSelection:           Faded(p.Accent, .25),
		theme.ColorNameScrollBar:           Faded(p.Muted, .75),
		theme.ColorNameScrollBarBackground: color.Transparent,
	}
}(Colours())
