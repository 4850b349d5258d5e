package icc

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"testing"
)

// profile is a small profile of a matrix and one curve for all channels.
func profile(space string, xyz [3][3]float64, curve []byte) []byte {
	names := []string{"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"}
	if space == "GRAY" {
		names = []string{"kTRC"}
	}
	b := make([]byte, 128)
	copy(b[16:], space)
	copy(b[36:], "acsp")
	b = binary.BigEndian.AppendUint32(b, uint32(len(names)))
	at := len(b) + 12*len(names)
	var data []byte
	for i, name := range names {
		value := curve
		if name[1:] == "XYZ" {
			value = append([]byte("XYZ "), 0, 0, 0, 0)
			for k := range 3 {
				value = binary.BigEndian.AppendUint32(value, uint32(int32(math.Round(xyz[k][i]*65536))))
			}
		}
		b = append(b, name...)
		b = binary.BigEndian.AppendUint32(b, uint32(at+len(data)))
		b = binary.BigEndian.AppendUint32(b, uint32(len(value)))
		data = append(data, value...)
	}
	return append(b, data...)
}

func gamma(g float64) []byte {
	return append([]byte("curv\x00\x00\x00\x00\x00\x00\x00\x01"), byte(int(g*256)>>8), byte(int(g*256)))
}

// sRGB's curve as a parametricCurveType of function 3.
func srgbCurve() []byte {
	b := []byte("para\x00\x00\x00\x00\x00\x03\x00\x00")
	for _, v := range []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045} {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return b
}

var (
	adobe = [3][3]float64{{0.60974, 0.20528, 0.14919}, {0.31111, 0.62567, 0.06322}, {0.01947, 0.06087, 0.74457}}
	p3    = [3][3]float64{{0.51512, 0.29198, 0.15710}, {0.24120, 0.69225, 0.06657}, {-0.00105, 0.04189, 0.78407}}
	srgb  = [3][3]float64{{0.43607, 0.38515, 0.14307}, {0.22249, 0.71687, 0.06061}, {0.01392, 0.09708, 0.71410}}
)

// The values expected were computed from the primaries of the standards, all under D65.
func TestTransforms(t *testing.T) {
	table := []byte("curv\x00\x00\x00\x00\x00\x00\x04\x00")
	for i := range 1024 {
		table = binary.BigEndian.AppendUint16(table, uint16(math.Round(65535*math.Pow(float64(i)/1023, 2.19921875))))
	}
	for name, c := range map[string]struct {
		t        *Transform
		in, want color.RGBA
	}{
		"Adobe RGB":           {AdobeRGB(), color.RGBA{200, 150, 120, 255}, color.RGBA{217, 151, 119, 255}},
		"Adobe RGB, profile":  {Parse(profile("RGB ", adobe, gamma(2.19921875))), color.RGBA{200, 150, 120, 255}, color.RGBA{217, 151, 119, 255}},
		"Adobe RGB, by table": {Parse(profile("RGB ", adobe, table)), color.RGBA{200, 150, 120, 255}, color.RGBA{217, 151, 119, 255}},
		"Display P3":          {Parse(profile("RGB ", p3, srgbCurve())), color.RGBA{200, 150, 120, 255}, color.RGBA{209, 148, 115, 255}},
		"white":               {Parse(profile("RGB ", p3, srgbCurve())), color.RGBA{255, 255, 255, 255}, color.RGBA{255, 255, 255, 255}},
		"beyond sRGB":         {AdobeRGB(), color.RGBA{0, 255, 0, 255}, color.RGBA{0, 255, 0, 255}},
		"grey, gamma 1.8":     {Parse(profile("GRAY", srgb, gamma(1.8))), color.RGBA{128, 128, 128, 255}, color.RGBA{147, 147, 147, 255}},
	} {
		img := image.NewRGBA(image.Rect(0, 0, 2, 2))
		img.SetRGBA(1, 1, c.in)
		c.t.Apply(img)
		got := img.RGBAAt(1, 1)
		if apart(got.R, int(c.want.R)) > 2 || apart(got.G, int(c.want.G)) > 2 || apart(got.B, int(c.want.B)) > 2 || got.A != 255 {
			t.Errorf("%s: %v became %v, want %v", name, c.in, got, c.want)
		}
	}
}

// What is sRGB, or nothing that is understood, changes nothing.
func TestLeftAlone(t *testing.T) {
	whole := profile("RGB ", p3, srgbCurve())
	cases := map[string][]byte{
		"sRGB": profile("RGB ", srgb, srgbCurve()), "CMYK": profile("CMYK", p3, srgbCurve()), "no profile": []byte("hello"),
		"no curve": profile("RGB ", p3, []byte("oops\x00\x00\x00\x00\x00\x00\x00\x00")), "black": profile("RGB ", [3][3]float64{}, srgbCurve()),
		"unknown function": profile("RGB ", p3, []byte("para\x00\x00\x00\x00\x00\x09\x00\x00")), "nil": nil,
	}
	for n := range len(whole) {
		cases["cut"] = whole[:n]
		for name, b := range cases {
			if Parse(b) != nil && name != "cut" {
				t.Errorf("%s was taken for a colour space", name)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(profile("RGB ", p3, srgbCurve()))
	f.Add(profile("GRAY", p3, gamma(1.8)))
	f.Fuzz(func(_ *testing.T, b []byte) {
		if t := Parse(b); t != nil {
			t.color(1, 128, 254)
		}
	})
}
