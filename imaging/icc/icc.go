// Package icc converts pictures of other colour spaces to sRGB, as far as a
// matrix and three curves describe them: Adobe RGB, Display P3, ProPhoto and
// what scanners and screens have (ICC.1:2022, 8.3 and 8.4). What it does not
// understand is left as it is.
package icc

import (
	"encoding/binary"
	"image"
	"math"
)

// Transform turns the colours of a profile into those of sRGB. Once made it
// never changes.
type Transform struct {
	linear [3][256]float32 // of each channel
	matrix [3][3]float32   // linear profile to linear sRGB
}

// sRGB's own matrix, from XYZ under D50 to linear.
var fromXYZ = [3][3]float64{
	{3.1338561, -1.6168667, -0.4906146},
	{-0.9787684, 1.9161415, 0.0334540},
	{0.0719453, -0.2289914, 1.4052427},
}

// AdobeRGB is the transform of Adobe RGB (1998), for pictures that only name it.
func AdobeRGB() *Transform {
	const gamma = 563.0 / 256
	power := func(x float64) float64 { return math.Pow(x, gamma) }
	return newTransform([3][3]float64{
		{0.6097559, 0.2052401, 0.1492240},
		{0.3111242, 0.6256560, 0.0632197},
		{0.0194811, 0.0608902, 0.7448387},
	}, [3]func(float64) float64{power, power, power})
}

// Parse reads a profile. It returns nil for one that is sRGB itself, or that no
// matrix describes.
func Parse(profile []byte) *Transform {
	tags := tagsOf(profile)
	if tags == nil {
		return nil
	}
	var t *Transform
	switch string(profile[16:20]) {
	case "RGB ":
		t = ofRGB(tags)
	case "GRAY":
		t = ofGrey(tags)
	}
	if t == nil || t.harmless() {
		return nil
	}
	return t
}

// tagsOf finds the data of each tag, nil for what is no profile.
func tagsOf(b []byte) map[string][]byte {
	const header, entry = 128, 12
	if len(b) < header+4 || string(b[36:40]) != "acsp" {
		return nil
	}
	tags := map[string][]byte{}
	rest := b[header+4:]
	for range min(binary.BigEndian.Uint32(b[header:]), 100) {
		if len(rest) < entry {
			break
		}
		at, n := uint64(binary.BigEndian.Uint32(rest[4:])), uint64(binary.BigEndian.Uint32(rest[8:]))
		if at+n <= uint64(len(b)) && n >= 8 {
			tags[string(rest[:4])] = b[at : at+n]
		}
		rest = rest[entry:]
	}
	return tags
}

func ofRGB(tags map[string][]byte) *Transform {
	var toXYZ [3][3]float64
	var curves [3]func(float64) float64
	for c, name := range []string{"r", "g", "b"} {
		xyz := tags[name+"XYZ"]
		curves[c] = curveOf(tags[name+"TRC"])
		if len(xyz) < 20 || curves[c] == nil {
			return nil
		}
		for i := range 3 {
			toXYZ[i][c] = fixed(xyz[8+4*i:])
		}
	}
	return newTransform(toXYZ, curves)
}

func ofGrey(tags map[string][]byte) *Transform {
	curve := curveOf(tags["kTRC"])
	if curve == nil {
		return nil
	}
	t := &Transform{matrix: [3][3]float32{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}
	for c := range 3 {
		t.linear[c] = sampled(curve)
	}
	return t
}

// newTransform makes white stay white, whatever white point a profile has.
func newTransform(toXYZ [3][3]float64, curves [3]func(float64) float64) *Transform {
	t := &Transform{}
	for i := range 3 {
		var row [3]float64
		for c := range 3 {
			for k := range 3 {
				row[c] += fromXYZ[i][k] * toXYZ[k][c]
			}
		}
		white := row[0] + row[1] + row[2]
		if white < 0.1 || white > 10 || math.IsNaN(white) {
			return nil
		}
		for c := range 3 {
			t.matrix[i][c] = float32(row[c] / white)
		}
		t.linear[i] = sampled(curves[i])
	}
	return t
}

func sampled(curve func(float64) float64) (out [256]float32) {
	for i := range out {
		out[i] = float32(min(max(curve(float64(i)/255), 0), 1))
	}
	return out
}

// encodeSteps is how finely linear values are told apart: finer than 8 bits of
// sRGB where it is steepest.
const encodeSteps = 1 << 13

var encoded = func() (out [encodeSteps + 1]uint8) {
	for i := range out {
		v := float64(i) / encodeSteps
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		out[i] = uint8(v*255 + 0.5)
	}
	return out
}()

// Apply converts an opaque picture in place.
func (t *Transform) Apply(img *image.RGBA) {
	w := img.Rect.Dx()
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*w]
		for x := range w {
			p := row[4*x:][:3:3]
			p[0], p[1], p[2] = t.color(p[0], p[1], p[2])
		}
	}
}

func (t *Transform) color(r, g, b uint8) (uint8, uint8, uint8) {
	lr, lg, lb := t.linear[0][r], t.linear[1][g], t.linear[2][b]
	return code(t.matrix[0], lr, lg, lb), code(t.matrix[1], lr, lg, lb), code(t.matrix[2], lr, lg, lb)
}

func code(m [3]float32, r, g, b float32) uint8 {
	v := m[0]*r + m[1]*g + m[2]*b
	return encoded[int(min(max(v, 0), 1)*encodeSteps+0.5)]
}

// harmless reports a transform that nobody would see: the profile is sRGB's.
func (t *Transform) harmless() bool {
	const step, unseen = 51, 3
	for r := 0; r < 256; r += step {
		for g := 0; g < 256; g += step {
			for b := 0; b < 256; b += step {
				x, y, z := t.color(uint8(r), uint8(g), uint8(b))
				if apart(x, r) > unseen || apart(y, g) > unseen || apart(z, b) > unseen {
					return false
				}
			}
		}
	}
	return true
}

func apart(a uint8, b int) int { return max(int(a)-b, b-int(a)) }
