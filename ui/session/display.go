package session

// Theme is which colours the window has.
type Theme string

// The themes.
const (
	ThemeLight    Theme = "light"
	ThemeDark     Theme = "dark"
	ThemeContrast Theme = "contrast"
	ThemeAuto     Theme = "auto" // light or dark, as the system prefers
)

// Themes lists them.
func Themes() []Theme { return []Theme{ThemeLight, ThemeDark, ThemeContrast, ThemeAuto} }

// Touch says when the keys on the screen are shown.
type Touch string

// When the keys are shown.
const (
	TouchOff  Touch = "off"
	TouchOn   Touch = "on"
	TouchTaps Touch = "taps" // while the last input was a tap
)

// Display is how the window looks, by the settings.
type Display struct {
	Theme Theme // "" is ThemeLight
	// Scale is the size of everything but the verdict, in per cent of the sizes for
	// which the screens are drawn; 0: as large as fits.
	Scale int
	Touch Touch // "" is TouchOff
}
