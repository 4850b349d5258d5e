package camera

import (
	"bytes"
	"fmt"
	"testing"
)

// rawPicture draws a picture in a driver's format: brightness 10·y + x, colours
// 100 + x/2 + 10·(y/2) and 200 + x/2 - 10·(y/2), rows padded to the stride.
func rawPicture(fourCC string, w, h, stride int) []byte {
	luma := func(x, y int) byte { return byte(10*y + x) }
	cb := func(x, y int) byte { return byte(100 + x/2 + 10*(y/2)) }
	cr := func(x, y int) byte { return byte(200 + x/2 - 10*(y/2)) }
	var out []byte
	plane := func(wide, high, stride int, at func(x, y int) []byte) {
		for y := range high {
			var row []byte
			for x := range wide {
				row = append(row, at(x, y)...)
			}
			out = append(out, append(row, make([]byte, stride-len(row))...)...)
		}
	}
	one := func(f func(x, y int) byte, scale int) func(x, y int) []byte {
		return func(x, y int) []byte { return []byte{f(scale*x, scale*y)} }
	}
	pair := func(a, b func(x, y int) byte) func(x, y int) []byte {
		return func(x, y int) []byte { return []byte{a(2*x, 2*y), b(2*x, 2*y)} }
	}
	four := func(o string) {
		plane(w/2, h, stride, func(x, y int) []byte {
			var b []byte
			for _, c := range o {
				b = append(b, map[rune]byte{'0': luma(2*x, y), '1': luma(2*x+1, y), 'u': cb(2*x, y), 'v': cr(2*x, y)}[c])
			}
			return b
		})
	}
	switch fourCC {
	case "YUYV":
		four("0u1v")
	case "UYVY":
		four("u0v1")
	case "YVYU":
		four("0v1u")
	case "VYUY":
		four("v0u1")
	default:
		plane(w, h, stride, one(luma, 1))
	}
	half := (h + 1) / 2
	switch fourCC {
	case "NV12":
		plane(w/2, half, stride, pair(cb, cr))
	case "NV21":
		plane(w/2, half, stride, pair(cr, cb))
	case "YU12":
		plane(w/2, half, stride/2, one(cb, 2))
		plane(w/2, half, stride/2, one(cr, 2))
	case "YV12":
		plane(w/2, half, stride/2, one(cr, 2))
		plane(w/2, half, stride/2, one(cb, 2))
	}
	return out
}

// Every raw format becomes the same picture, padded or not, and a short buffer
// is refused.
func TestRawFormats(t *testing.T) {
	for _, fourCC := range []string{"YUYV", "UYVY", "YVYU", "VYUY", "NV12", "NV21", "YU12", "YV12", "GREY"} {
		for _, pad := range []int{0, 16} {
			for _, h := range []int{16, 17} {
				stride := 20 + pad
				if rawFormatOf(fourCC) == YUYV && packed[fourCC] != (order{}) {
					stride = 40 + pad
				}
				raw := rawPicture(fourCC, 20, h, stride)
				l := layout{Mode: Mode{YUYV, fourCC, 20, h}, stride: stride}
				name := fmt.Sprint(fourCC, " ", pad, " ", h)
				f, err := intake(newPool(), raw, l)
				if err != nil {
					t.Fatal(name, err)
				}
				checkRaw(t, name, f)
				if _, err := intake(newPool(), raw[:len(raw)-pad-8], l); err == nil {
					t.Errorf("%s: a short buffer passes", name)
				}
			}
		}
	}
}

func checkRaw(t *testing.T, name string, f *Frame) {
	t.Helper()
	want := rawPicture("YUYV", f.Width, f.Height, 2*f.Width)
	for i := range want {
		vertical := i%2 == 0 || i/(2*f.Width)%2 == 0 // 4:2:0 has the colours of every second row
		if name[:4] == "GREY" && i%2 == 1 {
			want[i] = 128
		}
		if vertical && f.Data[i] != want[i] {
			t.Fatalf("%s: byte %d is %d, want %d", name, i, f.Data[i], want[i])
		}
	}
}

func TestRGBFrames(t *testing.T) {
	for fourCC, px := range map[string][]byte{"RGB3": {1, 2, 3}, "BGR3": {3, 2, 1}} {
		f, err := intake(newPool(), bytes.Repeat(px, 17*16), layout{Mode: Mode{RGBA, fourCC, 17, 16}})
		if err != nil || !bytes.Equal(f.Data, bytes.Repeat([]byte{1, 2, 3, 255}, 17*16)) || f.Format != RGBA {
			t.Errorf("%s: %v", fourCC, err)
		}
	}
}

// Full range becomes limited range: black 16, white 235, grey without colour.
func TestFullRange(t *testing.T) {
	f, err := intake(newPool(), bytes.Repeat([]byte{0, 128, 255, 255}, 8*16), layout{Mode: Mode{YUYV, "YUYV", 16, 16}, full: true})
	if err != nil || !bytes.Equal(f.Data[:4], []byte{16, 128, 235, 239}) {
		t.Errorf("%v %v", f.Data[:4], err)
	}
	for _, c := range []struct {
		f      pixFormat
		fourCC string
		want   bool
	}{
		{pixFormat{}, "YUYV", false}, {pixFormat{colorspace: colorspaceJPEG}, "YUYV", true}, {pixFormat{}, "GREY", true},
		{pixFormat{priv: privValid, quantization: quantizationAll}, "YUYV", true}, {pixFormat{quantization: quantizationAll}, "YUYV", false},
		{pixFormat{priv: privValid, quantization: quantizationLim}, "GREY", false},
	} {
		if c.f.fullRange(c.fourCC) != c.want {
			t.Errorf("%+v: %v", c, !c.want)
		}
	}
}

// A driver's odd last column is left out.
func TestOddWidth(t *testing.T) {
	f, err := intake(newPool(), make([]byte, 17*16), layout{Mode: Mode{YUYV, "GREY", 17, 16}})
	if err != nil || f.Width != 16 || len(f.Data) != 2*16*16 {
		t.Errorf("%+v %v", f, err)
	}
}

// Raw formats of sensors are told from formats that only need another program.
func TestReasonForAFormat(t *testing.T) {
	for name, want := range map[string]Reason{"H264": NoFormat, "HEVC": NoFormat, "Z16 ": NoFormat, "BA81": Libcamera, "RG10": Libcamera, "pgAA": Libcamera, "ip3G": Libcamera, "BGR4": NoFormat, "": NoFormat} {
		var modes []Mode
		if name != "" {
			modes = []Mode{{Unknown, name, 1280, 720}}
		}
		if got := unreadable(modes).Reason; got != want {
			t.Errorf("%q: %s", name, got)
		}
	}
}
