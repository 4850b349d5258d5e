package imaging

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"testing"

	resize "github.com/disintegration/imaging"
	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"facedesk/assets"
	"facedesk/identity"
)

// newFinder reads the program's models.
func newFinder(t testing.TB) *Finder {
	t.Helper()
	f, err := NewFinder(assets.ShortRange(), assets.FullRange())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// demo returns the program's photo, a frame of 1280×720.
func demo(t testing.TB) *image.RGBA {
	t.Helper()
	img, err := Decode(assets.DemoPortrait())
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// Eyes and head in the demo photo, measured by eye.
var (
	demoLeft, demoRight = image.Pt(508, 254), image.Pt(614, 260)
	demoHead            = image.Rect(380, 42, 755, 440) // hair to chin
)

func scaled(img image.Image, width int) *image.RGBA {
	return asRGBA(resize.Resize(img, width, 0, resize.Lanczos))
}

// room returns a picture without a face: a gradient with noise.
func room(w, h int) *image.RGBA {
	rng := rand.New(rand.NewPCG(1, 2))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			v := 60 + 120*x/w + rng.IntN(30)
			img.SetRGBA(x, y, color.RGBA{uint8(v), uint8(v + 10), uint8(v + 255*y/h/16), 255})
		}
	}
	return img
}

// noise returns the hardest picture for an encoder.
func noise(w, h int) *image.RGBA {
	rng := rand.New(rand.NewPCG(3, 4))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = uint8(rng.Uint32()) | uint8(i&3/3*255)
	}
	return img
}

// quarters returns a picture whose corners show its orientation.
func quarters(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i, c := range cornerColors {
		r := image.Rect(0, 0, w/2, h/2).Add(image.Pt(i%2*w/2, i/2*h/2))
		draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
	}
	return img
}

var cornerColors = [4]color.RGBA{{200, 30, 30, 255}, {30, 160, 30, 255}, {30, 30, 200, 255}, {220, 220, 220, 255}}

// corners returns the colours of the four corners as indexes into cornerColors:
// top left, top right, bottom left, bottom right.
func corners(img *image.RGBA) [4]int {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	var got [4]int
	for i, p := range []image.Point{{w / 8, h / 8}, {w - w/8, h / 8}, {w / 8, h - h/8}, {w - w/8, h - h/8}} {
		best := 1 << 30
		for j, c := range cornerColors {
			at := img.RGBAAt(p.X, p.Y)
			dr, dg, db := int(at.R)-int(c.R), int(at.G)-int(c.G), int(at.B)-int(c.B)
			if d := dr*dr + dg*dg + db*db; d < best {
				best, got[i] = d, j
			}
		}
	}
	return got
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func encodeWith(write func(*bytes.Buffer) error) []byte {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func asJPEG(img image.Image) []byte {
	return encodeWith(func(b *bytes.Buffer) error { return jpeg.Encode(b, img, &jpeg.Options{Quality: 90}) })
}
func asPNG(img image.Image) []byte {
	return encodeWith(func(b *bytes.Buffer) error { return png.Encode(b, img) })
}
func asBMP(img image.Image) []byte {
	return encodeWith(func(b *bytes.Buffer) error { return bmp.Encode(b, img) })
}
func asTIFF(img image.Image) []byte {
	return encodeWith(func(b *bytes.Buffer) error { return tiff.Encode(b, img, nil) })
}
func asGIF(img image.Image) []byte {
	return encodeWith(func(b *bytes.Buffer) error { return gif.Encode(b, img, nil) })
}

// asWebP returns a lossless WebP of one colour (RFC 9649): no transforms, and
// five prefix codes of one symbol each, so that pixels take no bits.
func asWebP(w, h int, c color.RGBA, chunks ...[]byte) []byte {
	var out []byte
	n := 0
	bits := func(v, count int) {
		for i := range count {
			if n%8 == 0 {
				out = append(out, 0)
			}
			out[n/8] |= byte(v>>i&1) << (n % 8)
			n++
		}
	}
	bits(0x2f, 8)
	bits(w-1, 14)
	bits(h-1, 14)
	bits(0, 1+3+1+1+1) // no alpha, version 0, no transform, no colour cache, no meta codes
	for _, symbol := range []uint8{c.G, c.R, c.B, 255, 0} {
		bits(1, 1) // a simple code
		bits(0, 1) // of one symbol
		bits(1, 1) // of eight bits
		bits(int(symbol), 8)
	}
	body := append([]byte("WEBP"), riffChunk("VP8L", out)...)
	for _, chunk := range chunks {
		body = append(body, chunk...)
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func riffChunk(name string, payload []byte) []byte {
	b := append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(payload))), payload...)
	if len(payload)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

// exif returns a TIFF structure with only an orientation.
func exif(order binary.AppendByteOrder, orientation int) []byte {
	b := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		b = []byte("MM\x00*")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 1)
	b = order.AppendUint16(b, 274)
	b = order.AppendUint16(b, 3)
	b = order.AppendUint32(b, 1)
	b = order.AppendUint16(b, uint16(orientation))
	b = order.AppendUint16(b, 0)
	return order.AppendUint32(b, 0)
}

// withAPP1 inserts an APP1 segment after SOI.
func withAPP1(jpg, payload []byte) []byte {
	b := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(payload)+2))
	return append(append(b, payload...), jpg[2:]...)
}

// withChunk inserts a chunk after the header of a PNG.
func withChunk(pngFile []byte, name string, payload []byte) []byte {
	const ihdrEnd = 8 + 25
	chunk := append([]byte(name), payload...)
	b := append([]byte{}, pngFile[:ihdrEnd]...)
	b = append(binary.BigEndian.AppendUint32(b, uint32(len(payload))), chunk...)
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(chunk))
	return append(b, pngFile[ihdrEnd:]...)
}

// checkBad fails unless err is a complete error about the photo.
func checkBad(t *testing.T, err error, kind identity.Kind) {
	t.Helper()
	e, ok := errors.AsType[*identity.Error](err)
	if !ok || e.Kind != kind || e.Field != identity.FieldPhoto || e.Charged != identity.ChargedNo || e.What.ZH == "" || e.What.EN == "" {
		t.Errorf("got %#v, want a complete %s about the photo", err, kind)
	}
}

func codes(problems []Problem) []Code {
	var cs []Code
	for _, p := range problems {
		cs = append(cs, p.Code)
	}
	return cs
}
