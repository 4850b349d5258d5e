package theme

import "image/color"

// Palette holds the colours of the desk. None may be nil.
type Palette struct {
	Ink       color.Color // text
	Muted     color.Color // less important text
	Line      color.Color // borders
	Field     color.Color // borders of fields
	Paper     color.Color // behind the cards
	Surface   color.Color // cards and fields
	Accent    color.Color // the main button, focus, selection
	OnAccent  color.Color // text on Accent
	Soft      color.Color // background of a selected choice
	Pass      color.Color
	OnPass    color.Color
	PassInk   color.Color // text that says that something is right
	Fault     color.Color // not matched, or broken
	OnFault   color.Color
	FaultInk  color.Color // text about a fault
	Warn      color.Color // could not be checked; text of a remark
	WarnPaper color.Color
	WarnInk   color.Color // text on WarnPaper
	Identity  color.Color // details match, no face compared
	OnDark    color.Color // text on Identity
	Stripe    color.Color // stripes of a demo
	StripeLow color.Color // paler stripes between
	StripeInk color.Color // text on stripes

	Veil      color.Color // over a screen behind a question
	Haze      color.Color // over a screen behind a list
	NoPicture color.Color // in place of the camera's picture
	Dark      color.Color // edges and labels on the camera's picture
	Oval      color.Color // a face that fits
}

// RGB returns the opaque colour 0xRRGGBB.
func RGB(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}

// Mixed returns an opaque mix of front over back. share is the part of front, 0
// to 1.
func Mixed(back, front color.Color, share float64) color.NRGBA {
	b, f := Faded(back, 1), Faded(front, 1)
	mix := func(b, f uint8) uint8 { return uint8(float64(b)*(1-share) + float64(f)*share + 0.5) }
	return color.NRGBA{R: mix(b.R, f.R), G: mix(b.G, f.G), B: mix(b.B, f.B), A: 0xFF}
}

// Panel returns the background of a panel on dark paper. It is darker than the
// paper, so that light text on it stays readable.
func Panel(paper color.Color) color.NRGBA { return Mixed(paper, color.Black, 0.18) }

// Faded returns c with the given opacity, 0 to 1.
func Faded(c color.Color, opacity float64) color.NRGBA {
	n, _ := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = uint8(float64(n.A)*opacity + 0.5)
	return n
}
