package imaging

import "math"

// step is a quality in quarters: whole ones are so far apart that a file would
// leave one hundredth and a half of its limit unused.
type step int

const (
	stepsPerQuality      = 4
	lowest          step = MinQuality * stepsPerQuality
	highest         step = MaxQuality * stepsPerQuality
)

func (s step) quality() int { return int(s / stepsPerQuality) }

// scale is how coarse a quality is, 1 at quality 75.
func (s step) scale() float64 { return (0.1 + 0.09*(100-float64(s)/stepsPerQuality)) / 2.35 }

// sizeCurve describes how the size of a JPEG grows with its quality: the
// natural logarithm of the size relative to quality 75. Faces of any scale
// differ from the curve by a shift and a few hundredths. So one encode nearly
// tells which quality meets a limit.
type sizeCurve []struct {
	quality int
	ln      float64
}

// jpegCurve was measured on faces at nine pixels a byte and less. That of
// progressive JPEGs differs by 0.05.
func jpegCurve() sizeCurve {
	return sizeCurve{
		{30, -0.73}, {40, -0.62}, {50, -0.49}, {60, -0.33}, {65, -0.24}, {70, -0.12}, {75, 0},
		{80, 0.14}, {85, 0.35}, {88, 0.48}, {90, 0.60}, {92, 0.75}, {94, 0.90}, {95, 0.99},
	}
}

// coder returns one picture as a JPEG of a quality.
type coder func(s step) ([]byte, error)

// typicalBits is the size of a head and shoulders at quality 75, in bits per
// pixel: where the search starts.
const typicalBits = 0.75

// at interpolates the curve.
func (c sizeCurve) at(s step) float64 {
	quality := float64(s) / stepsPerQuality
	for i := 1; i < len(c); i++ {
		if a, b := c[i-1], c[i]; quality <= float64(b.quality) {
			return a.ln + (b.ln-a.ln)*(quality-float64(a.quality))/float64(b.quality-a.quality)
		}
	}
	return c[len(c)-1].ln
}

// within returns the highest step whose value is at most ln above the curve's
// zero.
func (c sizeCurve) within(ln float64) step {
	for s := highest; s > lowest; s-- {
		if c.at(s) <= ln {
			return s
		}
	}
	return lowest
}

// highestQuality encodes a picture of so many pixels at the highest quality that
// stays within limit: one step more would exceed it, or is none. If not even the
// lowest fits, data is nil and least the size there. It holds for any encoder;
// one whose sizes follow the curve needs three to five encodes.
func highestQuality(pixels, limit int, encode coder) (data []byte, best step, least int, err error) {
	curve := jpegCurve()
	want := math.Log(float64(limit))
	s := curve.within(want - math.Log(float64(pixels)*typicalBits/8))
	fits, exceeds := lowest-1, highest+1
	for exceeds-fits > 1 {
		out, err := encode(s)
		if err != nil {
			return nil, 0, 0, unreadable(err)
		}
		if len(out) <= limit {
			fits, data = s, out
		} else {
			exceeds, least = s, len(out)
		}
		shift := math.Log(float64(len(out))) - curve.at(s)
		s = min(max(curve.within(want-shift), fits+1), exceeds-1)
	}
	return data, fits, least, nil
}
