package imaging

import (
	"image"
	"image/color"
	"math"
	"slices"

	"facedesk/identity"
)

// What may cover a face, and which way it looks, is told from the score of the
// confirming look and from colours and light about its points. The points alone
// tell nothing of it: the model paints an ordinary face onto a mask.
//
// Places are in eye distances from the middle of the eyes, along the line of the
// eyes and down from it.
const (
	noseReach  = 0.15
	browDown   = -0.50 // of the forehead's patch
	bridgeDown = 0.08
	lidDown    = 0.20 // skin, also behind glasses; dark behind sunglasses
	cheekDown  = 0.65
	coverGrid  = 12 // samples along each side of a patch
)

// signs fills in what the figures say of cover and turn.
func signs(img image.Image, f Face, g *identity.Figures) {
	g.Score = float64(f.Quality)
	if f.Nose == (image.Point{}) {
		return
	}
	p := axesOf(f)
	g.Turn = math.Abs(p.place(f.Nose).x)
	nose := sampled(img, p, p.place(f.Nose), noseReach, noseReach)
	forehead := sampled(img, p, spot{0, browDown}, 0.30, 0.12)
	bridge := sampled(img, p, spot{0, bridgeDown}, 0.12, 0.12)
	g.NoseColour = min(apart(nose, forehead), apart(nose, bridge))
	lids := max(middle(sampled(img, p, spot{-0.5, lidDown}, 0.18, 0.05).light), middle(sampled(img, p, spot{0.5, lidDown}, 0.18, 0.05).light))
	cheeks := slices.Concat(sampled(img, p, spot{-0.5, cheekDown}, 0.2, 0.2).light, sampled(img, p, spot{0.5, cheekDown}, 0.2, 0.2).light)
	g.LidLight = lids / max(middle(cheeks), 1)
}

// covered names what colours and light say of cover; blamed says what the score
// does. Under a mask the nose is a guess, and such a head may only seem turned, so
// that the colours count all the same. Below dark hair a black mask differs from
// forehead and bridge by its light alone, and so it does in a grey picture.
func (m Marks) covered(g identity.Figures, f Face) []Code {
	known := f.Nose != (image.Point{})
	var codes []Code
	eyes := known && g.LidLight < m.LidLight
	allowed := m.colourAllowed(g.Score)
	if eyes {
		allowed = m.NoseColour // the eyes are why the score is low
	}
	dark := m.LidLightMost > 0 && g.LidLight > m.LidLightMost
	if known && g.Score < m.Doubtful && (g.NoseColour > allowed || dark) {
		codes = append(codes, MouthCovered)
	}
	if eyes {
		codes = append(codes, EyesCovered)
	}
	return codes
}

// colourAllowed is how far the nose may be from the skin in colour: the less of a
// face the confirming look sees, the less. Below Covered the score has an answer of
// its own (blamed), which believes clear colours only.
func (m Marks) colourAllowed(score float64) float64 {
	if score < m.Covered || m.Covered >= m.Doubtful {
		return m.NoseColour
	}
	return m.NoseColour * (score - m.Covered) / (m.Doubtful - m.Covered)
}

// spot is a place on a face.
type spot struct{ x, y float64 }

// axes has the eyes on its first axis, an eye distance as its unit.
type axes struct {
	x, y   float64 // the middle of the eyes, in pixels
	ux, uy float64 // the first axis, in pixels
}

func axesOf(f Face) axes {
	d := f.Right.Sub(f.Left)
	return axes{float64(f.Left.X+f.Right.X) / 2, float64(f.Left.Y+f.Right.Y) / 2, float64(d.X), float64(d.Y)}
}

// place is where on the face a pixel is.
func (p axes) place(at image.Point) spot {
	dx, dy := float64(at.X)-p.x, float64(at.Y)-p.y
	k := max(p.ux*p.ux+p.uy*p.uy, 1)
	return spot{(dx*p.ux + dy*p.uy) / k, (dy*p.ux - dx*p.uy) / k}
}

// pixel is the opposite of place.
func (p axes) pixel(s spot) image.Point {
	return image.Pt(int(p.x+s.x*p.ux-s.y*p.uy), int(p.y+s.x*p.uy+s.y*p.ux))
}

// colours are samples in CIELAB.
type colours struct{ light, a, b []float64 }

// sampled takes a patch: its half sizes along both axes. What lies outside the
// picture is left out.
func sampled(img image.Image, p axes, at spot, rx, ry float64) colours {
	var c colours
	for i := range coverGrid * coverGrid {
		dx := (2*float64(i%coverGrid) + 1) / coverGrid
		dy := (2*float64(i/coverGrid) + 1) / coverGrid
		px := p.pixel(spot{at.x + rx*(dx-1), at.y + ry*(dy-1)})
		if px.In(img.Bounds()) {
			l, a, b := lab(pixelAt(img, px))
			c.light, c.a, c.b = append(c.light, l), append(c.a, a), append(c.b, b)
		}
	}
	return c
}

// apart is how much two patches differ in colour, whatever their light; 0 where
// one cannot be seen.
func apart(c, d colours) float64 {
	if len(c.a) == 0 || len(d.a) == 0 {
		return 0
	}
	return math.Hypot(middle(c.a)-middle(d.a), middle(c.b)-middle(d.b))
}

func middle(v []float64) float64 { return rank(v, 0.5) }

// rank is the value that a share of the others is below; 0 for none.
func rank(v []float64, share float64) float64 {
	if len(v) == 0 {
		return 0
	}
	v = slices.Sorted(slices.Values(v))
	return v[int(share*float64(len(v)-1)+0.5)]
}

func pixelAt(img image.Image, at image.Point) color.RGBA {
	if p, ok := img.(*image.RGBA); ok {
		return p.RGBAAt(at.X, at.Y)
	}
	r, g, b, _ := img.At(at.X, at.Y).RGBA()
	return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}
}

// linearLight is the light of each value of sRGB, 0..1.
var linearLight = func() (t [256]float64) {
	for v := range t {
		x := float64(v) / 255
		if t[v] = math.Pow((x+0.055)/1.055, 2.4); x <= 0.04045 {
			t[v] = x / 12.92
		}
	}
	return t
}()

// lab is a colour of sRGB in CIELAB, under its own white.
func lab(c color.RGBA) (l, a, b float64) {
	bent := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	red, green, blue := linearLight[c.R], linearLight[c.G], linearLight[c.B]
	x := bent((0.4124564*red + 0.3575761*green + 0.1804375*blue) / 0.95047)
	y := bent(0.2126729*red + 0.7151522*green + 0.0721750*blue)
	z := bent((0.0193339*red + 0.1191920*green + 0.9503041*blue) / 1.08883)
	return 116*y - 16, 500 * (x - y), 200 * (y - z)
}
