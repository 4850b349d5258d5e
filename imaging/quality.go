package imaging

import (
	"image"
	"math"
)

// sizeCurve describes how the size of a JPEG grows with its quality: the
// natural logarithm of the size relative to quality 75. Faces of any scale
// differ from the curve by a shift and a few hundredths. So one encode nearly
// tells which quality meets a limit.
type sizeCurve []struct {
	quality int
	ln      float64
}

// jpegliCurve was measured on faces at nine pixels a byte and less. That of
// progressive JPEGs differs by 0.02.
func jpegliCurve() sizeCurve {
	return sizeCurve{
		{30, -0.64}, {40, -0.54}, {50, -0.44}, {60, -0.30}, {65, -0.21}, {70, -0.11}, {75, 0},
		{80, 0.14}, {85, 0.32}, {88, 0.48}, {90, 0.59}, {92, 0.71}, {94, 0.87}, {95, 0.98},
	}
}

// encoder returns img as a JPEG of a quality from 1 to 100.
type encoder func(img *image.RGBA, quality int) ([]byte, error)

// typicalBits is the size of a head and shoulders at quality 75, in bits per
// pixel: where the search starts.
const typicalBits = 0.93

// at interpolates the curve.
func (c sizeCurve) at(quality int) float64 {
	for i := 1; i < len(c); i++ {
		if a, b := c[i-1], c[i]; quality <= b.quality {
			return a.ln + (b.ln-a.ln)*float64(quality-a.quality)/float64(b.quality-a.quality)
		}
	}
	return c[len(c)-1].ln
}

// within returns the highest quality whose value is at most ln above the
// curve's zero.
func (c sizeCurve) within(ln float64) int {
	for q := MaxQuality; q > MinQuality; q-- {
		if c.at(q) <= ln {
			return q
		}
	}
	return MinQuality
}

// highestQuality encodes img at the highest quality that stays within limit:
// one more would exceed it, or is none. If not even MinQuality fits, data is nil
// and least the size at MinQuality. It holds for any encoder; one whose sizes
// follow the curve needs two to five encodes.
func highestQuality(img *image.RGBA, limit int, encode encoder) (data []byte, quality, least int, err error) {
	curve := jpegliCurve()
	want := math.Log(float64(limit))
	typical := float64(img.Rect.Dx()*img.Rect.Dy()) * typicalBits / 8
	q := curve.within(want - math.Log(typical))
	fits, exceeds := MinQuality-1, MaxQuality+1
	for exceeds-fits > 1 {
		out, err := encode(img, q)
		if err != nil {
			return nil, 0, 0, unreadable(err)
		}
		if len(out) <= limit {
			fits, data = q, out
		} else {
			exceeds, least = q, len(out)
		}
		shift := math.Log(float64(len(out))) - curve.at(q)
		q = min(max(curve.within(want-shift), fits+1), exceeds-1)
	}
	return data, fits, least, nil
}
