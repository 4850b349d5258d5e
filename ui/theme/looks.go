package theme

import (
	"image/color"
	"sync/atomic"

	"fyne.io/fyne/v2/theme"
)

// Look is a set of colours. A verdict that passes, one that does not match and
// one that compared no face are dark in every look, so that they stay as they
// were learnt.
type Look int

// The looks. The zero value is the first.
const (
	Light Look = iota
	Dark
	Contrast // black on white, for eyes that need it
)

// Looks lists them.
func Looks() []Look { return []Look{Light, Dark, Contrast} }

// present is the look of this process. There is one, as Fyne has one theme.
var present atomic.Int32

// Use chooses the look. Parts that are there already keep theirs: build them
// anew, and give Fyne a New theme.
func Use(l Look) { present.Store(int32(l)) }

// Used returns the look.
func Used() Look { return Look(present.Load()) }

// Colours returns the palette of the look. Texts have a contrast of at least 4.5
// to 1 (WCAG 2.2, 1.4.3), and of 7 to 1 in Contrast (1.4.6).
func Colours() Palette { return ColoursOf(Used()) }

// ColoursOf returns the palette of a look.
func ColoursOf(l Look) Palette {
	switch l {
	case Dark:
		return dark()
	case Contrast:
		return contrasting()
	}
	return light()
}

func light() Palette {
	white := RGB(0xFFFFFF)
	return Palette{
		Ink: RGB(0x16222E), Muted: RGB(0x5B6B7A), Line: RGB(0xD5DDE5), Field: RGB(0x8593A1), Paper: RGB(0xEEF2F6), Surface: white,
		Accent: RGB(0x0B5CAD), OnAccent: white, Soft: RGB(0xE3EEF9),
		Pass: RGB(0x0A7A3E), OnPass: white, PassInk: RGB(0x0A7A3E), Fault: RGB(0xB3261E), OnFault: white, FaultInk: RGB(0xB3261E),
		Warn: RGB(0x8A5200), WarnPaper: RGB(0xFFF1CC), WarnInk: RGB(0x3A2500),
		Identity: RGB(0x1A4F8B), OnDark: white,
		Stripe: RGB(0xFFD35C), StripeLow: RGB(0xFFE29A), StripeInk: RGB(0x4A2F00),
	}.withPicture()
}

func dark() Palette {
	white := RGB(0xFFFFFF)
	return Palette{
		Ink: RGB(0xE6EDF3), Muted: RGB(0xA7B4C1), Line: RGB(0x3A4856), Field: RGB(0x7C8C9B), Paper: RGB(0x10171E), Surface: RGB(0x1B242D),
		Accent: RGB(0x7DBBF5), OnAccent: RGB(0x06223D), Soft: RGB(0x1F3B57),
		Pass: RGB(0x0A7A3E), OnPass: white, PassInk: RGB(0x5FD394), Fault: RGB(0xB3261E), OnFault: white, FaultInk: RGB(0xFF9B91),
		Warn: RGB(0xF0B64A), WarnPaper: RGB(0x3A2C0C), WarnInk: RGB(0xFFE8B8),
		Identity: RGB(0x1A4F8B), OnDark: white,
		Stripe: RGB(0xFFD35C), StripeLow: RGB(0xFFE29A), StripeInk: RGB(0x4A2F00),
	}.withPicture()
}

func contrasting() Palette {
	white, black := RGB(0xFFFFFF), RGB(0x000000)
	return Palette{
		Ink: black, Muted: RGB(0x2B2B2B), Line: black, Field: black, Paper: white, Surface: white,
		Accent: RGB(0x003399), OnAccent: white, Soft: RGB(0xFFFFA8),
		Pass: RGB(0x00531F), OnPass: white, PassInk: RGB(0x00531F), Fault: RGB(0x8C0000), OnFault: white, FaultInk: RGB(0x8C0000),
		Warn: RGB(0x5C3300), WarnPaper: RGB(0xFFF3B0), WarnInk: black,
		Identity: RGB(0x00296B), OnDark: white,
		Stripe: RGB(0xFFD35C), StripeLow: RGB(0xFFE29A), StripeInk: black,
	}.withPicture()
}

// withPicture adds what stands on the camera's picture and over a screen. It is
// the same in every look, because the picture is.
func (p Palette) withPicture() Palette {
	p.Veil, p.Haze = color.NRGBA{R: 0x16, G: 0x22, B: 0x2E, A: 0xA0}, color.NRGBA{R: 0x16, G: 0x22, B: 0x2E, A: 0x30}
	p.NoPicture, p.Dark, p.Oval = RGB(0x2B3844), RGB(0x0E151C), RGB(0x36C27A)
	return p
}

// widgetColours are those of Fyne's own widgets.
func widgetColours(p Palette) map[fyneName]color.Color {
	return map[fyneName]color.Color{
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
}
