package theme

import (
	"image/color"
	"math"
	"testing"
)

// Every text colour has a contrast of at least 4.5 to 1 to all its backgrounds
// (WCAG 2.2, 1.4.3) in every look, and of 7 to 1 in the look for it (1.4.6).
func TestContrast(t *testing.T) {
	for _, look := range Looks() {
		least := 4.5
		if look == Contrast {
			least = 7
		}
		for on, texts := range pairs(ColoursOf(look)) {
			for _, ink := range texts.inks {
				if c := contrast(texts.ground, ink); c < least {
					t.Errorf("look %d: %v on %s: %.2f", look, ink, on, c)
				}
			}
		}
	}
}

// Shapes and borders that tell something have 3 to 1 (1.4.11).
func TestContrastOfShapes(t *testing.T) {
	for _, look := range Looks() {
		p := ColoursOf(look)
		for what, c := range map[string][2]color.Color{
			"the border of a field": {p.Field, p.Surface}, "the focus": {p.Accent, p.Surface}, "right": {p.PassInk, p.Surface}, "a fault": {p.FaultInk, p.Surface},
			"a warning": {p.Warn, p.Surface}, "a warning on its paper": {p.Warn, p.WarnPaper}, "a chosen thing": {p.Accent, p.Soft}, "unknown": {p.Muted, p.Surface},
			"the triangle's mark": {p.WarnPaper, p.Warn}, "an oval": {p.Oval, p.Dark},
		} {
			if got := contrast(c[0], c[1]); got < 3 {
				t.Errorf("look %d: %s: %.2f", look, what, got)
			}
		}
	}
}

// No verdict is told by colour alone, but those that are dark stay dark and the one
// that is not keeps away from the pass: in grey they differ too, or have a frame.
func TestVerdictsInGrey(t *testing.T) {
	for _, look := range Looks() {
		p := ColoursOf(look)
		if c := contrast(p.Pass, p.WarnPaper); c < 1.5 {
			t.Errorf("look %d: a pass and an open check: %.2f", look, c)
		}
		if c := contrast(p.Surface, p.Pass); c < 1.5 {
			t.Errorf("look %d: a pass and a demo's paper: %.2f", look, c)
		}
	}
}

type printed struct {
	ground color.Color
	inks   []color.Color
}

func pairs(p Palette) map[string]printed {
	return map[string]printed{
		"cards and fields":       {p.Surface, []color.Color{p.Ink, p.Muted, p.Accent, p.PassInk, p.FaultInk, p.Warn}},
		"paper":                  {p.Paper, []color.Color{p.Ink, p.Muted}},
		"a chosen thing":         {p.Soft, []color.Color{p.Accent, p.Ink, p.Muted}},
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
		"no picture":             {p.NoPicture, []color.Color{color.White}},
		"the picture's labels":   {p.Dark, []color.Color{color.White}},
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
