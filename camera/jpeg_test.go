package camera

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"testing"

	"facedesk/camera/cameratest"
	"facedesk/camera/jpegmark"
)

// withoutTables removes every DHT segment, as many cameras do.
func withoutTables(b []byte) []byte {
	out := bytes.Clone(b[:2])
	for pos := 2; ; {
		seg, err := jpegmark.Next(b, pos)
		if err != nil {
			panic(err)
		}
		if seg.Marker == jpegmark.SOS {
			return append(out, b[seg.Start:]...)
		}
		if seg.Marker != jpegmark.DHT {
			out = append(out, b[seg.Start:seg.End]...)
		}
		pos = seg.End
	}
}

// absurd sets the size in the header to 65535×65535.
func absurd(b []byte) []byte {
	out := bytes.Clone(b)
	i := bytes.Index(out, []byte{0xFF, jpegmark.SOF0})
	binary.BigEndian.PutUint32(out[i+5:], 0xFFFFFFFF)
	return out
}

func repair(b []byte) ([]byte, jpegLayout, error) {
	l, err := scanJPEG(b)
	if err != nil {
		return nil, l, err
	}
	return appendJPEG(nil, b, l), l, nil
}

func greyJPEG() []byte {
	img := image.NewGray(image.Rect(0, 0, 40, 30))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * i)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestRepairGivesTheSamePicture(t *testing.T) {
	colour := encodeJPEG(321, 123)
	for name, tc := range map[string]struct{ in, want []byte }{
		"whole":                                {colour, colour},
		"no tables":                            {withoutTables(colour), colour},
		"grey":                                 {greyJPEG(), greyJPEG()},
		"grey, no tables":                      {withoutTables(greyJPEG()), greyJPEG()},
		"zeros after the end":                  {append(bytes.Clone(colour), make([]byte, 500)...), colour},
		"rest of an older frame after the end": {append(bytes.Clone(colour), colour[100:]...), colour},
		"fill bytes between segments":          {bytes.Replace(colour, []byte{0xFF, jpegmark.SOF0}, []byte{0xFF, 0xFF, 0xFF, jpegmark.SOF0}, 1), colour},
	} {
		t.Run(name, func(t *testing.T) {
			out, l, err := repair(tc.in)
			if err != nil {
				t.Fatal(err)
			}
			got, err := jpeg.Decode(bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			want, _ := jpeg.Decode(bytes.NewReader(tc.want))
			if got.Bounds() != want.Bounds() || l.width != want.Bounds().Dx() || l.height != want.Bounds().Dy() {
				t.Fatalf("%v, %+v, want %v", got.Bounds(), l, want.Bounds())
			}
			for y := range l.height {
				for x := range l.width {
					if color.RGBAModel.Convert(got.At(x, y)) != color.RGBAModel.Convert(want.At(x, y)) {
						t.Fatalf("pixel %d,%d differs", x, y)
					}
				}
			}
		})
	}
}

func TestStandardTables(t *testing.T) {
	tables := appendTables(nil, 0)
	if len(tables) != tablesSize {
		t.Fatalf("%d bytes", len(tables))
	}
	// Go's encoder writes the same four tables in one segment.
	if whole := testJPEG(); !bytes.Contains(whole, tables) {
		t.Error("not the tables of ITU-T T.81, annex K")
	}
}

func TestFramesDropped(t *testing.T) {
	whole := testJPEG()
	sof := bytes.Index(whole, []byte{0xFF, jpegmark.SOF0})
	sos := bytes.Index(whole, []byte{0xFF, jpegmark.SOS})
	edit := func(at int, b ...byte) []byte {
		out := bytes.Clone(whole)
		copy(out[at:], b)
		return out
	}
	for name, tc := range map[string]struct {
		in   []byte
		want error
	}{
		"nothing":              {nil, errJPEGStart},
		"one byte":             {[]byte{0xFF}, errJPEGStart},
		"zeros":                {make([]byte, 5000), errJPEGStart},
		"no SOI":               {whole[2:], errJPEGStart},
		"SOI only":             {whole[:2], errJPEGCut},
		"cut in the header":    {whole[:sof+6], errJPEGCut},
		"cut before the scan":  {whole[:sos], errJPEGCut},
		"cut after the header": {whole[:sos+16], errJPEGCut},
		"empty scan":           {append(bytes.Clone(whole[:sos+14]), 0xFF, jpegmark.EOI), errJPEGCut},
		"65535×65535":          {absurd(whole), errJPEGSize},
		"no height":            {edit(sof+5, 0, 0), errJPEGSize},
		"12 bits":              {edit(sof+4, 12), errJPEGHeader},
		"four components":      {edit(sof+9, 4), errJPEGHeader},
		"lossless":             {edit(sof+1, 0xC3), errJPEGHeader},
		"no frame header":      {append(bytes.Clone(whole[:sof]), whole[sos:]...), errJPEGHeader},
		"two frame headers":    {append(bytes.Clone(whole[:sof+19]), whole[sof:]...), errJPEGHeader},
		"segment of length 1":  {edit(4, 0, 1), errJPEGHeader},
		"too many scans":       {slices.Concat(whole[:sos], bytes.Repeat(whole[sos:len(whole)-2], maxScans+1)), errJPEGHeader},
		"SOI far behind":       {append(make([]byte, maxStray), whole...), errJPEGStart},
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := repair(tc.in); !errors.Is(err, tc.want) {
				t.Errorf("%v, want %v", err, tc.want)
			}
		})
	}
}

// The faults of cameras are mended as far as a picture can be seen.
func TestFaultsOfCameras(t *testing.T) {
	for _, c := range cameratest.Cases() {
		out, l, err := repair(c.Data)
		if (err == nil) != (c.Want != cameratest.Dropped) {
			t.Errorf("%s: %v", c.Name, err)
		}
		if again, twice, _ := repair(out); err == nil && (!bytes.Equal(again, out) || len(twice.patches) > 0 || !twice.mended(out)) {
			t.Errorf("%s: mended twice: %+v, then %+v", c.Name, l, twice)
		}
	}
}

// Rows that a camera adds to the agreed height are left out.
func TestAddedRows(t *testing.T) {
	for _, c := range []struct{ sent, agreed, want int }{{368, 360, 360}, {1088, 1080, 1080}, {736, 720, 736}, {360, 360, 360}, {352, 360, 352}, {368, 0, 368}} {
		raw := withoutTables(encodeJPEG(64, c.sent))
		f, err := intakeJPEG(newPool(), raw, Mode{MJPEG, "MJPG", 64, c.agreed})
		if err != nil {
			t.Fatal(err)
		}
		img, err := jpeg.Decode(bytes.NewReader(f.Data))
		if err != nil || img.Bounds().Dy() != c.want || f.Height != c.want {
			t.Errorf("%+v: %d, %v", c, f.Height, err)
		}
	}
}

func FuzzRepair(f *testing.F) {
	whole := testJPEG()
	for _, c := range cameratest.Cases() {
		f.Add(c.Data)
	}
	f.Add(whole)
	f.Add(withoutTables(whole))
	f.Add(absurd(whole))
	f.Add(whole[:len(whole)/2])
	f.Add(greyJPEG())
	f.Fuzz(func(t *testing.T, b []byte) {
		out, l, err := repair(b)
		if err != nil {
			return
		}
		if !saneSize(l.width, l.height) || len(out) > len(b)+tablesSize+2 {
			t.Fatalf("%+v, %d bytes from %d", l, len(out), len(b))
		}
		again, l2, err := repair(out)
		if err != nil || !bytes.Equal(again, out) || l2.tables != allTables || l2.width != l.width || l2.height != l.height {
			t.Fatalf("repaired twice: %+v then %+v, %v", l, l2, err)
		}
		if cfg, err := jpeg.DecodeConfig(bytes.NewReader(out)); err == nil && (cfg.Width != l.width || cfg.Height != l.height) {
			t.Fatalf("size %d×%d, the decoder says %d×%d", l.width, l.height, cfg.Width, cfg.Height)
		}
	})
}

func TestYUYV(t *testing.T) {
	const w, h = 32, 16
	tight := make([]byte, 2*w*h)
	for i := range tight {
		tight[i] = byte(i * 3)
	}
	padded := []byte{}
	for y := range h {
		padded = append(append(padded, tight[y*2*w:(y+1)*2*w]...), make([]byte, 8)...)
	}
	for name, tc := range map[string]struct {
		raw    []byte
		stride int
		ok     bool
	}{
		"tight":               {tight, 2 * w, true},
		"stride unknown":      {tight, 0, true},
		"padded rows":         {padded, 2*w + 8, true},
		"last row not padded": {padded[:len(padded)-8], 2*w + 8, true},
		"more than a frame":   {append(bytes.Clone(tight), 1, 2, 3), 2 * w, true},
		"truncated":           {tight[:len(tight)-1], 2 * w, false},
		"empty":               {nil, 2 * w, false},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := intake(newPool(), tc.raw, layout{Mode: Mode{YUYV, "YUYV", w, h}, stride: tc.stride})
			if (err == nil) != tc.ok {
				t.Fatalf("%v", err)
			}
			if tc.ok && (!bytes.Equal(f.Data, tight) || f.Width != w || f.Height != h || f.Format != YUYV) {
				t.Error("not the frame that was sent")
			}
		})
	}
}

func BenchmarkIntake(b *testing.B) {
	raw := withoutTables(encodeJPEG(1280, 720))
	p := newPool()
	b.ReportAllocs()
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		f, err := intakeJPEG(p, raw, Mode{})
		if err != nil {
			b.Fatal(err)
		}
		f.Release()
	}
}
