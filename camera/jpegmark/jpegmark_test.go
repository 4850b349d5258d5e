package jpegmark_test

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"slices"
	"testing"

	"facedesk/camera/jpegmark"
)

func picture(t testing.TB) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 24)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Next and Seek find the same segments in a good header.
func TestNextAndSeekAgree(t *testing.T) {
	b := picture(t)
	for pos := 2; ; {
		strict, err := jpegmark.Next(b, pos)
		lenient, ok := jpegmark.Seek(b, pos)
		if err != nil || !ok || strict.Marker != lenient.Marker || strict.Start != lenient.Start || strict.End != lenient.End {
			t.Fatalf("at %d: %v %v, %v %v", pos, strict, err, lenient, ok)
		}
		if strict.Marker == jpegmark.SOS {
			break
		}
		if jpegmark.IsFrame(strict.Marker) {
			if f, err := jpegmark.ParseFrame(strict.Body); err != nil || f != (jpegmark.Frame{Bits: 8, Width: 40, Height: 24, Components: 1}) {
				t.Errorf("frame %+v, %v", f, err)
			}
		}
		pos = strict.End
	}
}

// Seek skips scans, restart marks and stray bytes. Next refuses them.
func TestStrayBytes(t *testing.T) {
	comment := []byte{0xFF, 0xFE, 0, 4, 'h', 'i'}
	for name, before := range map[string][]byte{
		"stray bytes": {1, 2, 3}, "stuffed zero": {0xFF, 0}, "restart mark": {0xFF, jpegmark.RST0}, "second start": {0xFF, jpegmark.SOI},
	} {
		b := slices.Concat(before, comment)
		if s, ok := jpegmark.Seek(b, 0); !ok || s.Start != len(before) || string(s.Body) != "hi" {
			t.Errorf("%s: Seek = %+v, %v", name, s, ok)
		}
		if _, err := jpegmark.Next(b, 0); !errors.Is(err, jpegmark.ErrDamaged) {
			t.Errorf("%s: Next = %v", name, err)
		}
	}
	if _, ok := jpegmark.Seek(slices.Concat([]byte{0xFF, jpegmark.EOI}, comment), 0); ok {
		t.Error("Seek went beyond the end mark")
	}
}

// Next and Seek end for any bytes, and no segment reaches beyond them.
func FuzzWalk(f *testing.F) {
	f.Add(picture(f), 2)
	f.Add([]byte{0xFF, 0xFF, 0xFF}, 0)
	f.Add([]byte{}, 7)
	f.Fuzz(func(t *testing.T, b []byte, pos int) {
		if pos < 0 {
			return
		}
		for at := pos; ; {
			s, ok := jpegmark.Seek(b, at)
			if !ok {
				break
			}
			if s.Start < at || s.End <= s.Start || s.End > len(b) {
				t.Fatalf("segment %d to %d of %d bytes, asked from %d", s.Start, s.End, len(b), at)
			}
			at = s.End
		}
		if s, err := jpegmark.Next(b, pos); err == nil && (s.End <= pos || s.End > len(b)) {
			t.Fatalf("segment %d to %d of %d bytes", s.Start, s.End, len(b))
		}
	})
}
