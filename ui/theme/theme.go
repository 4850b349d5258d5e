package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Theme implements fyne.Theme at one scale. It never changes.
type Theme struct{ scale float32 }

var _ fyne.Theme = (*Theme)(nil)

// New returns the theme for a scale, see Fit. Below 1/4 it counts as 1/4.
func New(scale float32) *Theme { return &Theme{scale: max(scale, 0.25)} }

// Scale returns by what the measures of this package are multiplied.
func (t *Theme) Scale() float32 { return t.scale }

// Px scales a measure of this package or of the drawings.
func (t *Theme) Px(measure float32) float32 { return measure * t.scale }

// Size implements fyne.Theme; all sizes are scaled.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if px, ok := measure(name); ok {
		return t.Px(px)
	}
	return t.Px(theme.DefaultTheme().Size(name))
}

// Icon implements fyne.Theme with Fyne's icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Color implements fyne.Theme. The variant makes no difference.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c := RGB(name); c.A != 0 {
		return c
	}
	if c, ok := widgetRGB(name); ok {
		return c
	}
	return theme.DefaultTheme().Color(name, theme.VariantLight)
}

// widgetRGB gives Fyne's names for parts of widgets our colours.
func widgetRGB(name fyne.ThemeColorName) (color.NRGBA, bool) {
	if ours, ok := widgetNames()[name]; ok {
		return RGB(ours), true
	}
	switch name {
	case theme.ColorNameFocus:
		return faint(ColorAccent, 0x38), true
	case theme.ColorNameSelection:
		return faint(ColorAccent, 0x40), true
	case theme.ColorNameHover:
		return faint(ColorInk, 0x12), true
	case theme.ColorNamePressed:
		return faint(ColorInk, 0x24), true
	case theme.ColorNameShadow:
		return faint(ColorInk, 0x30), true
	case theme.ColorNameScrollBar:
		return faint(ColorMuted, 0xC0), true
	case theme.ColorNameScrollBarBackground:
		return color.NRGBA{}, true
	}
	return color.NRGBA{}, false
}

func widgetNames() map[fyne.ThemeColorName]fyne.ThemeColorName {
	return map[fyne.ThemeColorName]fyne.ThemeColorName{
		theme.ColorNameBackground:                ColorPaper,
		theme.ColorNameForeground:                ColorInk,
		theme.ColorNamePlaceHolder:               ColorMuted,
		theme.ColorNameDisabled:                  ColorMuted,
		theme.ColorNameButton:                    ColorChosen,
		theme.ColorNameDisabledButton:            ColorOff,
		theme.ColorNamePrimary:                   ColorAccent,
		theme.ColorNameHyperlink:                 ColorAccent,
		theme.ColorNameInputBackground:           ColorCard,
		theme.ColorNameInputBorder:               ColorField,
		theme.ColorNameMenuBackground:            ColorCard,
		theme.ColorNameOverlayBackground:         ColorCard,
		theme.ColorNameHeaderBackground:          ColorCard,
		theme.ColorNameSeparator:                 ColorLine,
		theme.ColorNameInnerWindowBorder:         ColorLine,
		theme.ColorNameInnerWindowBorderInactive: ColorLine,
		theme.ColorNameSuccess:                   ColorPass,
		theme.ColorNameError:                     ColorNotMatched,
		theme.ColorNameWarning:                   ColorUnchecked,
		theme.ColorNameForegroundOnPrimary:       ColorCard,
		theme.ColorNameForegroundOnSuccess:       ColorCard,
		theme.ColorNameForegroundOnError:         ColorCard,
		theme.ColorNameForegroundOnWarning:       ColorCard,
	}
}
