package theme

import (
	"image/color"
	"math"
	"testing"
)

// Every text colour has a contrast of at least 4.5 to 1 to all its backgrounds
// (WCAG 2.2, 1.4.3).
func TestContrast(t *testing.T) {
	p := Colours()
	for on, texts := range map[string]struct {
		ground color.Color
		inks   []color.Color
	}{
		"cards and fields":       {p.Surface, []color.Color{p.Ink, p.Muted, p.Accent, p.Pass, p.Fault, p.Warn}},
		"paper":                  {p.Paper, []color.Color{p.Ink, p.Muted}},
		"a chosen thing":         {p.Soft, []color.Color{p.Accent}},
		"the main button":        {p.Accent, []color.Color{p.OnAccent}},
		"a pass":                 {p.Pass, []color.Color{p.OnPass}},
		"its panel":              {Panel(p.Pass), []color.Color{p.OnPass}},
		"a mismatch":             {p.Fault, []color.Color{p.OnFault}},
		"that panel":             {Panel(p.Fault), []color.Color{p.OnFault}},
		"details match":          {p.Identity, []color.Color{p.OnDark}},
		"the details' panel":     {Panel(p.Identity), []color.Color{p.OnDark}},
		"a warning":              {p.WarnPaper, []color.Color{p.WarnInk}},
		"the warning's panel":    {Mixed(p.WarnPaper, p.Warn, .18), []color.Color{p.WarnInk}},
		"stripes":                {p.Stripe, []color.Color{p.StripeInk}},
		"the stripes between":    {p.StripeLow, []color.Color{p.StripeInk}},
		"a selection in a field": {Mixed(p.Surface, p.Accent, .25), []color.Color{p.Ink}},
	} {
		for _, ink := range texts.inks {
			if c := contrast(texts.ground, ink); c < 4.5 {
				t.Errorf("%v on %s: %.2f", ink, on, c)
			}
		}
	}
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(c color.Color) float64 {
	n := Faded(c, 1)
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= .04045 {
			return s / 12.92
		}
		return math.Pow((s+.055)/1.055, 2.4)
	}
	return .2126*linear(n.R) + .7152*linear(n.G) + .0722*linear(n.B)
}
