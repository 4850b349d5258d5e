package imaging

import (
	"bytes"
	"compress/lzw"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/gen2brain/jpegli"

	"facedesk/camera/jpegmark"
	"facedesk/identity"
)

// jpegHeader returns a JPEG that claims a size and ends there.
func jpegHeader(w, h int) []byte {
	b := asJPEG(quarters(16, 16))
	i := bytes.Index(b, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(b[i+5:], uint16(h))
	binary.BigEndian.PutUint16(b[i+7:], uint16(w))
	return b
}

func pngHeader(w, h uint32) []byte {
	ihdr := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	sample := asPNG(image.NewGray(image.Rect(0, 0, 1, 1)))
	b := withChunk(sample, "IHDR", append(ihdr, sample[24:29]...))
	return append(b[:8:8], b[33:]...) // the new header replaces the old one
}

// badPalettes returns pictures whose pixels exceed their palette of one or two
// colours. Unchecked, they make package draw and the resizer panic.
func badPalettes() map[string][]byte {
	const index = 200
	p := image.NewPaletted(image.Rect(0, 0, 8, 8), make(color.Palette, 256))
	for i := range p.Palette {
		p.Palette[i] = color.Gray{uint8(i)}
	}
	for i := range p.Pix {
		p.Pix[i] = index
	}
	tiffFile := asTIFF(p)
	for e := tiffFile[binary.LittleEndian.Uint32(tiffFile[4:])+2:]; ; e = e[12:] {
		if binary.LittleEndian.Uint16(e) == 320 { // ColorMap: one colour instead of 256
			binary.LittleEndian.PutUint32(e[4:], 3)
			break
		}
	}
	return map[string][]byte{"tiff": tiffFile, "gif": gifOf(bytes.Repeat([]byte{index}, 64))}
}

// gifOf returns a GIF of 8×8 with two colours and any pixels.
func gifOf(pixels []byte) []byte {
	packed := encodeWith(func(b *bytes.Buffer) error {
		w := lzw.NewWriter(b, lzw.LSB, 8)
		if _, err := w.Write(pixels); err != nil {
			return err
		}
		return w.Close()
	})
	b := append([]byte("GIF89a"), 8, 0, 8, 0, 0x80, 0, 0) // global palette of two colours
	b = append(b, 0, 0, 0, 255, 255, 255)
	b = append(b, ',', 0, 0, 0, 0, 8, 0, 8, 0, 0)
	b = append(append(b, 8, byte(len(packed))), packed...)
	return append(b, 0, ';')
}

func TestDecodeHostile(t *testing.T) {
	files := map[string][]byte{
		"empty":             nil,
		"one byte":          {0xff},
		"text":              []byte("name,number\n"),
		"pdf":               []byte("%PDF-1.7 and more"),
		"too many bytes":    append(asPNG(quarters(8, 8)), make([]byte, MaxFileBytes)...),
		"jpeg 65535²":       jpegHeader(65535, 65535),
		"jpeg 60 Mpx bomb":  jpegHeader(10000, 6000),
		"jpeg 0 wide":       jpegHeader(0, 16),
		"jpeg 0 high":       jpegHeader(16, 0),
		"png 2³¹":           pngHeader(1<<31-1, 1<<31-1),
		"png 100000²":       pngHeader(100000, 100000),
		"png flat bomb":     asPNG(image.NewGray(image.Rect(0, 0, 3000, 3000))),
		"webp 16384² bomb":  asWebP(16384, 16384, cornerColors[0]),
		"webp animation":    append([]byte("RIFF\x16\x00\x00\x00WEBP"), riffChunk("VP8X", []byte{2, 0, 0, 0, 7, 0, 0, 7, 0, 0})...),
		"jpeg many scans":   manyScans(400),
		"jpeg no more":      {0xff, 0xd8, 0xff},
		"tiff loop":         []byte("II*\x00\x00\x00\x00\x00"),
		"tiff beyond":       []byte("MM\x00*\xff\xff\xff\xff"),
		"jpeg arithmetic":   bytes.Replace(asJPEG(quarters(16, 16)), []byte{0xff, 0xc0}, []byte{0xff, 0xc9}, 1),
		"png wrong crc":     corrupt(asPNG(quarters(16, 16)), 30),
		"bmp negative":      corrupt(asBMP(quarters(16, 16)), 21),
		"bmp far pixels":    append(corrupt(bmpOf(0), 13), 1, 2, 3),
		"webp empty frame":  append([]byte("RIFF\x22\x00\x00\x00WEBP"), riffChunk("ANMF", make([]byte, 16))...),
		"tiff huge count":   append([]byte("II*\x00\x08\x00\x00\x00\x01\x00"), 0x12, 1, 12, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0),
		"jpeg few rows":     asJPEG(noise(640, 480))[:2000],
		"jpeg zeros":        append(asJPEG(noise(640, 480))[:2000], make([]byte, 100_000)...),
		"jpeg one scan":     bytes.Replace(testFile(t, "three-scans.jpg"), []byte{0xff, 0xda, 0, 8, 1, 3}, []byte{0xff, 0xd9, 0, 8, 1, 3}, 1),
		"progressive 4:4:4": progressiveHeader(9000, 9000),
		"png text bomb":     withChunk(pngHeader(1<<31-1, 5), "zTXt", rawText("Raw profile type exif", make([]byte, 8<<20), true)),
		"gif without frame": []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
	}
	for name, data := range sampleFiles() {
		if name != "webp" { // its pixels take no bits
			files[name+" cut in half"] = data[:len(data)/2]
		}
		files[name+" cut in the header"] = data[:12]
	}
	for name, data := range badPalettes() {
		files[name+" bad palette"] = data
	}
	// The refusals come from our own checks, and not because the file is
	// otherwise broken.
	causes := map[string]string{
		"jpeg 60 Mpx bomb": "more pixels", "png flat bomb": "more pixels", "webp 16384² bomb": "<nil>",
		"jpeg many scans": "405 passes over", "jpeg 65535²": "<nil>", "png 100000²": "<nil>",
		"gif bad palette": "pixel value", "tiff bad palette": "color index",
		"webp animation": "webp: invalid format", "progressive 4:4:4": "passes over",
	}
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			img, err := Decode(data)
			runtime.ReadMemStats(&after)
			if img != nil {
				t.Errorf("got a picture of %v", img.Rect)
			}
			checkBad(t, err, identity.BadInput)
			if cause := fmt.Sprint(errors.Unwrap(err)); !strings.Contains(cause, causes[name]) {
				t.Errorf("refused for %q, want %q", cause, causes[name])
			}
			if took := after.TotalAlloc - before.TotalAlloc; took > 32<<20 {
				t.Errorf("took %d MiB", took>>20)
			}
		})
	}
}

// manyScans returns a small progressive JPEG of 4 Mpx with its last scan
// repeated.
func manyScans(n int) []byte {
	b := encodeWith(func(b *bytes.Buffer) error {
		return jpegli.Encode(b, image.NewGray(image.Rect(0, 0, 2000, 2000)), &jpegli.EncodingOptions{Quality: 50, ProgressiveLevel: 2})
	})
	scan := b[bytes.LastIndex(b, []byte{0xff, 0xda}) : len(b)-2]
	return append(b[:len(b)-2:len(b)-2], append(bytes.Repeat(scan, n), 0xff, jpegmark.EOI)...)
}

// progressiveHeader is a progressive JPEG that claims a size and has bytes for it.
func progressiveHeader(w, h int) []byte {
	b := encodeWith(func(b *bytes.Buffer) error {
		return jpegli.Encode(b, noise(64, 64), &jpegli.EncodingOptions{Quality: 90, ProgressiveLevel: 2, ChromaSubsampling: image.YCbCrSubsampleRatio444})
	})
	i := bytes.Index(b, []byte{0xff, 0xc2})
	binary.BigEndian.PutUint16(b[i+5:], uint16(h))
	binary.BigEndian.PutUint16(b[i+7:], uint16(w))
	return append(b, bytes.Repeat([]byte{1}, 1<<18)...)
}

func corrupt(b []byte, i int) []byte {
	b[i] ^= 0xff
	return b
}

// No current decoder is known to panic. The test uses one that does.
func TestDecoderPanics(t *testing.T) {
	f := format{
		config: func(io.Reader) (image.Config, error) { panic("config") },
		decode: func(io.Reader) (image.Image, error) { panic("decode") },
	}
	checkBad(t, f.check(nil), identity.BadInput)
	_, err := f.pixels(nil)
	checkBad(t, err, identity.BadInput)
}

func TestFlattenBadPalette(t *testing.T) {
	p := image.NewPaletted(image.Rect(0, 0, 4, 4), color.Palette{color.White})
	p.Pix[15] = 1
	if _, err := flatten(p, 1); err == nil {
		t.Error("a colour beyond the palette was accepted")
	}
	if img, err := flatten(p.SubImage(image.Rect(1, 1, 3, 3)), 1); err != nil || img.Rect.Dx() != 2 {
		t.Errorf("a part without it: %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, data := range sampleFiles() {
		f.Add(data)
	}
	for _, data := range badPalettes() {
		f.Add(data)
	}
	f.Add(jpegHeader(65535, 65535))
	f.Add(pngHeader(65535, 1))
	for _, name := range []string{"cmyk-ycck-unmarked.jpg", "progressive.jpg", "three-scans.jpg", "sampling-22-11-12.jpg", "rle8.bmp", "animated-alpha.webp", "jpeg.tif"} {
		f.Add(testFile(f, name))
	}
	f.Add(withAPP1(asJPEG(quarters(8, 8)), append([]byte("Exif\x00\x00"), exif(binary.BigEndian, 6)...)))
	f.Add(withChunk(asPNG(quarters(8, 8)), "eXIf", exif(binary.LittleEndian, 8)))
	f.Add(asWebP(8, 8, cornerColors[1], riffChunk("EXIF", exif(binary.LittleEndian, 5))))
	f.Fuzz(func(t *testing.T, data []byte) {
		img, err := Decode(data)
		if err != nil {
			checkBad(t, err, identity.BadInput)
			return
		}
		if img.Rect.Min != (image.Point{}) || img.Rect.Empty() || len(img.Pix) != 4*img.Rect.Dx()*img.Rect.Dy() || !img.Opaque() {
			t.Errorf("a picture of %v that is not opaque, packed and at the origin", img.Rect)
		}
	})
}

// packBitsTIFF returns a TIFF in colour, of one strip, of runs as long as they can be.
func packBitsTIFF(w, h int) []byte {
	strip := bytes.Repeat([]byte{0x81, 0x55}, (3*w*h+127)/128) // 128 samples each
	const fields = 9
	dir := 8 + len(strip)
	bits := dir + 2 + 12*fields + 4
	b := append(binary.LittleEndian.AppendUint32([]byte("II*\x00"), uint32(dir)), strip...)
	b = binary.LittleEndian.AppendUint16(b, fields)
	for _, f := range [fields][2]int{{256, w}, {257, h}, {258, bits}, {259, 32773}, {262, 2}, {273, 8}, {277, 3}, {278, h}, {279, len(strip)}} {
		b = binary.LittleEndian.AppendUint16(b, uint16(f[0]))
		kind, count := uint16(4), uint32(1) // LONG
		if f[0] == 258 {
			kind, count = 3, 3 // SHORT
		}
		b = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint16(b, kind), count)
		b = binary.LittleEndian.AppendUint32(b, uint32(f[1]))
	}
	return append(binary.LittleEndian.AppendUint32(b, 0), 8, 0, 8, 0, 8, 0)
}

// PackBits takes more than other TIFF: the decoder lets each strip grow beside the
// picture. What would take too much is refused by its size, before it is read.
func TestPackBitsWithinItsBudget(t *testing.T) {
	if p, err := DecodePhoto(packBitsTIFF(3000, 2000)); err != nil || p.Pixels.Rect.Dx() != 3000 {
		t.Errorf("6 megapixels: %v", err)
	}
	data := packBitsTIFF(4900, 4900)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := DecodePhoto(data)
	runtime.ReadMemStats(&after)
	if e, ok := errors.AsType[*identity.Error](err); !ok || !strings.Contains(e.What.EN, "24 megapixels") {
		t.Errorf("24 megapixels: %v", err)
	}
	if taken := after.TotalAlloc - before.TotalAlloc; taken > 4<<20 {
		t.Errorf("%d bytes were taken before it was refused", taken)
	}
}
