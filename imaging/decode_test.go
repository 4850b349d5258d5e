package imaging

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"slices"
	"testing"
)

// sampleFiles returns a picture of 32×16 in every format of Decode.
func sampleFiles() map[string][]byte {
	img := quarters(32, 16)
	gray := image.NewGray(img.Rect)
	draw.Draw(gray, gray.Rect, img, image.Point{}, draw.Src)
	deep := image.NewNRGBA64(img.Rect)
	draw.Draw(deep, deep.Rect, img, image.Point{}, draw.Src)
	return map[string][]byte{
		"jpeg": asJPEG(img), "png": asPNG(img), "gif": asGIF(img), "bmp": asBMP(img), "tiff": asTIFF(img),
		"webp": asWebP(32, 16, cornerColors[0]), "grey jpeg": asJPEG(gray), "grey png": asPNG(gray),
		"16-bit png": asPNG(deep), "16-bit tiff": asTIFF(deep),
	}
}

func TestDecodeFormats(t *testing.T) {
	for name, data := range sampleFiles() {
		img, err := Decode(data)
		if err != nil {
			t.Errorf("%s: %v (%v)", name, err, errors.Unwrap(err))
			continue
		}
		want := [4]int{0, 1, 2, 3}
		switch name {
		case "webp":
			want = [4]int{}
		case "grey jpeg", "grey png":
			want = corners(img)
		}
		if img.Rect != image.Rect(0, 0, 32, 16) || !img.Opaque() || corners(img) != want {
			t.Errorf("%s: got %v with corners %v, want 32×16 with %v", name, img.Rect, corners(img), want)
		}
	}
}

// The corners of the upright picture for EXIF orientation n, if the stored one
// has 0 1 / 2 3 (TIFF 6.0, page 36).
var orientations = map[int][4]int{
	0: {0, 1, 2, 3}, 1: {0, 1, 2, 3}, 2: {1, 0, 3, 2}, 3: {3, 2, 1, 0}, 4: {2, 3, 0, 1},
	5: {0, 2, 1, 3}, 6: {2, 0, 3, 1}, 7: {3, 1, 2, 0}, 8: {1, 3, 0, 2}, 9: {0, 1, 2, 3},
}

func TestDecodeOrientation(t *testing.T) {
	stored := quarters(32, 16)
	for n, want := range orientations {
		little, big := exif(binary.LittleEndian, n), exif(binary.BigEndian, n)
		head := []byte("Exif\x00\x00")
		xmp := []byte("http://ns.adobe.com/xap/1.0/\x00<x/>")
		files := map[string][]byte{
			"jpeg, little-endian": withAPP1(asJPEG(stored), append(head, little...)),
			"jpeg, after XMP":     withAPP1(withAPP1(asJPEG(stored), append(head, big...)), xmp),
			"jpeg, fill bytes":    append([]byte{0xff, 0xd8, 0xff, 0xff}, withAPP1(asJPEG(stored), append(head, big...))[2:]...),
			"png":                 withChunk(asPNG(stored), "eXIf", big),
			"tiff":                orientedTIFF(stored, n),
		}
		for name, data := range files {
			img, err := Decode(data)
			if err != nil {
				t.Fatalf("%s %d: %v", name, n, errors.Unwrap(err))
			}
			if got := corners(img); got != want || (img.Rect.Dx() == 16) != (n >= 5 && n <= 8) {
				t.Errorf("%s, orientation %d: %v with corners %v, want %v", name, n, img.Rect, got, want)
			}
		}
		img := must(Decode(asWebP(32, 16, cornerColors[0], riffChunk("odd!", []byte{1}), riffChunk("EXIF", little))))
		if (img.Rect.Dx() == 16) != (n >= 5 && n <= 8) {
			t.Errorf("webp, orientation %d: %v", n, img.Rect)
		}
	}
}

// orientedTIFF is asTIFF with the orientation (tag 274) in place of the
// resolution unit (296), which the decoder does not read. Tags stay sorted.
func orientedTIFF(img image.Image, n int) []byte {
	const entryLen = 12
	b := asTIFF(img)
	ifd := b[binary.LittleEndian.Uint32(b[4:]):]
	var entries [][]byte
	for e := range slices.Chunk(ifd[2:2+entryLen*int(binary.LittleEndian.Uint16(ifd))], entryLen) {
		e = bytes.Clone(e)
		if binary.LittleEndian.Uint16(e) == 296 {
			binary.LittleEndian.PutUint16(e, 274)
			binary.LittleEndian.PutUint16(e[8:], uint16(n))
		}
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b []byte) int {
		return int(binary.LittleEndian.Uint16(a)) - int(binary.LittleEndian.Uint16(b))
	})
	copy(ifd[2:], bytes.Join(entries, nil))
	return b
}

func TestDecodeTransparent(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	img.SetNRGBA(0, 0, color.NRGBA{10, 20, 30, 0})
	img.SetNRGBA(1, 0, color.NRGBA{0, 0, 0, 128})
	got := must(Decode(asPNG(img)))
	if c := got.RGBAAt(0, 0); c != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("transparent pixel: %v, want white", c)
	}
	if c := got.RGBAAt(1, 0); c.R < 125 || c.R > 129 || c.A != 255 {
		t.Errorf("half-transparent black: %v, want opaque mid grey", c)
	}
}

func TestDecodeAnimation(t *testing.T) {
	frame := func(c color.Color) *image.Paletted {
		return image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{c})
	}
	data := encodeWith(func(b *bytes.Buffer) error {
		return gif.EncodeAll(b, &gif.GIF{Image: []*image.Paletted{frame(cornerColors[0]), frame(cornerColors[1])}, Delay: []int{1, 1}})
	})
	if c := must(Decode(data)).RGBAAt(4, 4); c != cornerColors[0] {
		t.Errorf("got %v, want the first frame's %v", c, cornerColors[0])
	}
}
