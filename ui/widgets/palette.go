package widgets

import "image/color"

// Palette is the colours of the parts. None may be nil.
type Palette struct {
	Ink       color.Color // text
	Muted     color.Color // less important text
	Line      color.Color // borders
	Paper     color.Color // behind the cards
	Surface   color.Color // cards and fields
	Accent    color.Color // the one coloured button, focus, selection
	OnAccent  color.Color // text on Accent
	Soft      color.Color // a selected choice
	Pass      color.Color
	OnPass    color.Color
	Fault     color.Color // not matched, broken
	OnFault   color.Color
	Warn      color.Color // could not be checked
	WarnPaper color.Color
	WarnInk   color.Color // text on WarnPaper
	Identity  color.Color // details match, no face compared
	OnDark    color.Color // text on Identity
	Stripe    color.Color // of a demo
	StripeLow color.Color // the paler stripes between
	StripeInk color.Color // text on stripes
}

// DefaultPalette returns light colours whose texts have a contrast of at least
// 4.5 to 1 (WCAG 2.2, 1.4.3).
func DefaultPalette() Palette {
	white := rgb(0xFFFFFF)
	return Palette{
		Ink: rgb(0x16222E), Muted: rgb(0x5B6B7A), Line: rgb(0xD5DDE5), Paper: rgb(0xEEF2F6), Surface: white,
		Accent: rgb(0x0B5CAD), OnAccent: white, Soft: rgb(0xE3EEF9),
		Pass: rgb(0x0A7A3E), OnPass: white, Fault: rgb(0xB3261E), OnFault: white,
		Warn: rgb(0x8A5200), WarnPaper: rgb(0xFFF1CC), WarnInk: rgb(0x3A2500),
		Identity: rgb(0x1A4F8B), OnDark: white,
		Stripe: rgb(0xFFD35C), StripeLow: rgb(0xFFE29A), StripeInk: rgb(0x4A2F00),
	}
}

// rgb is an opaque colour 0xRRGGBB.
func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

// faded returns c with the given opacity, 0 to 1.
func faded(c color.Color, opacity float64) color.NRGBA {
	n, _ := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = uint8(float64(n.A)*opacity + 0.5)
	return n
}
