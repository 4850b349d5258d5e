package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// Colours that Fyne has no name for.
const (
	ColorInk         fyne.ThemeColorName = "facedesk.ink"   // text
	ColorMuted       fyne.ThemeColorName = "facedesk.muted" // what is said beside
	ColorLine        fyne.ThemeColorName = "facedesk.line"  // rules, edges of cards
	ColorPaper       fyne.ThemeColorName = "facedesk.paper" // behind the cards
	ColorCard        fyne.ThemeColorName = "facedesk.card"
	ColorField       fyne.ThemeColorName = "facedesk.field"  // edge of a field
	ColorAccent      fyne.ThemeColorName = "facedesk.accent" // the one coloured button
	ColorChosen      fyne.ThemeColorName = "facedesk.chosen" // behind the choice made, ink or accent on it
	ColorOff         fyne.ThemeColorName = "facedesk.off"    // a button that does nothing now
	ColorPass        fyne.ThemeColorName = "facedesk.pass"   // also: all is well
	ColorNotMatched  fyne.ThemeColorName = "facedesk.not_matched"
	ColorUnchecked   fyne.ThemeColorName = "facedesk.unchecked" // also: attention
	ColorPale        fyne.ThemeColorName = "facedesk.pale"      // behind what asks for attention
	ColorDetails     fyne.ThemeColorName = "facedesk.details"
	ColorStripe      fyne.ThemeColorName = "facedesk.stripe"       // of the demo's frame and banner
	ColorStripeLight fyne.ThemeColorName = "facedesk.stripe_light" // between the stripes
	ColorOval        fyne.ThemeColorName = "facedesk.oval"         // on the preview: nothing is wrong
	ColorOvalWaiting fyne.ThemeColorName = "facedesk.oval_waiting" // on the preview: a hint is shown
	ColorOvalEdge    fyne.ThemeColorName = "facedesk.oval_edge"    // both sides of it, so that it shows on any background
)

// RGB returns one of this package's colours, fully opaque; transparent for a
// name that is not of this package.
func RGB(name fyne.ThemeColorName) color.NRGBA {
	switch name {
	case ColorInk:
		return rgb(0x16222E)
	case ColorMuted:
		return rgb(0x5B6B7A)
	case ColorLine:
		return rgb(0xD5DDE5)
	case ColorPaper:
		return rgb(0xEEF2F6)
	case ColorCard, ColorOvalWaiting:
		return rgb(0xFFFFFF)
	case ColorField:
		return rgb(0x8593A1)
	case ColorAccent:
		return rgb(0x0B5CAD)
	case ColorChosen:
		return rgb(0xE3EEF9)
	case ColorOff:
		return rgb(0xC6D0DA)
	case ColorOval:
		return rgb(0x3BD07F)
	case ColorOvalEdge:
		return rgb(0x0E1620)
	}
	return verdictRGB(name)
}

func verdictRGB(name fyne.ThemeColorName) color.NRGBA {
	switch name {
	case ColorPass:
		return rgb(0x0A7A3E)
	case ColorNotMatched:
		return rgb(0xB3261E)
	case ColorUnchecked:
		return rgb(0x8A5200)
	case ColorPale:
		return rgb(0xFFF1CC)
	case ColorDetails:
		return rgb(0x1A4F8B)
	case ColorStripe:
		return rgb(0xFFD35C)
	case ColorStripeLight:
		return rgb(0xFFE08A)
	}
	return color.NRGBA{}
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xFF}
}

// faint is a colour with so much of its opacity.
func faint(name fyne.ThemeColorName, alpha uint8) color.NRGBA {
	c := RGB(name)
	c.A = alpha
	return c
}

// Palette is the colours of a verdict screen.
type Palette struct {
	Ground color.NRGBA
	Ink    color.NRGBA // text on Ground and on Panel
	Shape  color.NRGBA // of the icon
	Mark   color.NRGBA // on the icon
	Panel  color.NRGBA // behind the next step
	Frame  color.NRGBA // around the screen; transparent for none
}

// Pass is dark green with a white disc.
func Pass() Palette { return dark(ColorPass, 0x238650, color.NRGBA{}) }

// Details is dark blue with a card: no face was compared.
func Details() Palette { return dark(ColorDetails, 0x3A679B, color.NRGBA{}) }

// NotMatched is dark red with an octagon, and a frame around it all.
func NotMatched() Palette { return dark(ColorNotMatched, 0xBD443D, RGB(ColorCard)) }

// Unchecked is light with a triangle.
func Unchecked() Palette {
	return Palette{Ground: RGB(ColorPale), Ink: rgb(0x3A2600), Shape: RGB(ColorUnchecked), Mark: RGB(ColorPale), Panel: rgb(0xF1DDB3)}
}

// Demo is white and ink, whatever the verdict: no demo has a family's colour.
// Its frame is striped: Frame alternates with ColorStripeLight.
func Demo() Palette {
	return Palette{Ground: RGB(ColorCard), Ink: RGB(ColorInk), Shape: RGB(ColorInk), Mark: RGB(ColorCard),
		Panel: RGB(ColorPaper), Frame: RGB(ColorStripe)}
}

func dark(ground fyne.ThemeColorName, panel uint32, frame color.NRGBA) Palette {
	white := RGB(ColorCard)
	return Palette{Ground: RGB(ground), Ink: white, Shape: white, Mark: RGB(ground), Panel: rgb(panel), Frame: frame}
}
