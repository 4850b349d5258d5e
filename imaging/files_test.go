package imaging

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gen2brain/jpegli"

	"facedesk/camera/jpegmark"
	"facedesk/identity"
)

// testFile is a file of testdata/files: the four colours of quarters, 64×32, as
// ImageMagick and cjpeg write them.
func testFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/files/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// asDrawn are the corners of quarters.
var asDrawn = [4]int{0, 1, 2, 3}

func TestDecodeKindsOfFiles(t *testing.T) {
	for name, data := range map[string][]byte{
		"Adobe's CMYK":             testFile(t, "cmyk-adobe.jpg"),
		"the same without mark":    testFile(t, "cmyk-ycck-unmarked.jpg"),
		"CMYK, no YCCK":            testFile(t, "cmyk-plain.jpg"),
		"the same, without mark":   testFile(t, "cmyk-plain-unmarked.jpg"),
		"progressive":              testFile(t, "progressive.jpg"),
		"three scans":              testFile(t, "three-scans.jpg"),
		"RGB in a JPEG":            testFile(t, "rgb.jpg"),
		"4:1:1":                    testFile(t, "sampling-411.jpg"),
		"RLE":                      testFile(t, "rle8.bmp"),
		"OS/2":                     testFile(t, "os2.bmp"),
		"5:5:5":                    bmp16(false),
		"5:6:5":                    bmp16(true),
		"empty alpha, BMP":         bmp32(0, asDrawn),
		"full alpha, BMP":          bmp32(255, asDrawn),
		"empty alpha, PNG":         asPNG(transparent(quarters(64, 32))),
		"empty alpha, 16 bits":     asPNG(transparent16(quarters(64, 32))),
		"empty alpha, palette":     asPNG(transparentPalette()),
		"16 bits and interlaced":   testFile(t, "16bit-interlaced.png"),
		"PNG without end":          asPNG(quarters(64, 32))[:len(asPNG(quarters(64, 32)))-12],
		"PNG cut in its end":       asPNG(quarters(64, 32))[:len(asPNG(quarters(64, 32)))-5],
		"lossy WebP":               testFile(t, "lossy.webp"),
		"lossy WebP with alpha":    testFile(t, "lossy-alpha.webp"),
		"animated WebP":            testFile(t, "animated.webp"),
		"animated WebP with alpha": testFile(t, "animated-alpha.webp"),
		"tiles":                    testFile(t, "tiled.tif"),
		"zip in a TIFF":            testFile(t, "deflate.tif"),
		"stray bytes in front":     slices.Concat([]byte{0xff, 0, 0}, asJPEG(quarters(64, 32))),
		"two start marks":          slices.Concat([]byte{0xff, jpegmark.SOI}, asJPEG(quarters(64, 32))),
		"no end mark":              asJPEG(quarters(64, 32))[:len(asJPEG(quarters(64, 32)))-2],
		"zeros behind":             append(asJPEG(quarters(64, 32)), make([]byte, 5000)...),
		"second JPEG behind":       append(asJPEG(quarters(64, 32)), asJPEG(noise(64, 32))...),
	} {
		img, err := Decode(data)
		if err != nil {
			t.Errorf("%s: %v (%v)", name, err, errors.Unwrap(err))
			continue
		}
		if img.Rect != image.Rect(0, 0, 64, 32) || !img.Opaque() || corners(img) != asDrawn {
			t.Errorf("%s: got %v with corners %v", name, img.Rect, corners(img))
		}
		if got, want := img.RGBAAt(8, 8), cornerColors[0]; far(got, want) > 40 {
			t.Errorf("%s: %v at the top left, want about %v", name, got, want)
		}
	}
}

func far(a, b color.RGBA) int {
	apart := func(x, y uint8) int { return max(int(x)-int(y), int(y)-int(x)) }
	return max(apart(a.R, b.R), apart(a.G, b.G), apart(a.B, b.B))
}

// What is not read is named, in both languages, with the way out.
func TestDecodeNamesKinds(t *testing.T) {
	tiffWith := func(tag uint16, value int) []byte { return withTag(asTIFF(quarters(64, 32)), tag, value) }
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"HEIC":            {[]byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic"), "HEIC"},
		"HEIC sequence":   {[]byte("\x00\x00\x00\x18ftypmsf1\x00\x00\x00\x00msf1hevc"), "HEIC"},
		"HEIC header":     {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), "HEIC"},
		"AVIF":            {[]byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf"), "AVIF"},
		"AVIF as mif1":    {[]byte("\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf"), "AVIF"},
		"video":           {[]byte("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41"), "video"},
		"Canon raw":       {[]byte("\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01crx isom"), "raw"},
		"JPEG XL":         {[]byte("\xff\x0a\xfa\x7f"), "JPEG XL"},
		"JPEG XL in file": {[]byte("\x00\x00\x00\x0cJXL \x0d\x0a\x87\x0a"), "JPEG XL"},
		"JPEG 2000":       {[]byte("\x00\x00\x00\x0cjP  \x0d\x0a\x87\x0a"), "JPEG 2000"},
		"JPEG 2000 bare":  {[]byte("\xff\x4f\xff\x51\x00\x2f"), "JPEG 2000"},
		"PDF":             {[]byte("%PDF-1.7 and more"), "PDF"},
		"web page":        {[]byte("<!DOCTYPE html><html>"), "web page"},
		"Word":            {[]byte("PK\x03\x04\x14\x00"), "Office"},
		"DICOM":           {append(make([]byte, 128), "DICM\x02\x00"...), "DICOM"},
		"arithmetic":      {testFile(t, "arithmetic.jpg"), "arithmetic"},
		"lossless":        {bytes.Replace(asJPEG(quarters(16, 16)), []byte{0xff, 0xc0}, []byte{0xff, 0xc3}, 1), "lossless"},
		"12 bits":         {bytes.Replace(asJPEG(quarters(16, 16)), []byte{0xff, 0xc0, 0, 17, 8}, []byte{0xff, 0xc0, 0, 17, 12}, 1), "12 bits"},
		"JPEG in TIFF":    {testFile(t, "jpeg.tif"), "holds a JPEG"},
		"CMYK TIFF":       {testFile(t, "cmyk.tif"), "CMYK"},
		"planar TIFF":     {testFile(t, "planar.tif"), "plane"},
		"fax, group 3":    {testFile(t, "fax3.tif"), "fax"},
		"fax, group 4":    {testFile(t, "fax4.tif"), "fax"},
		"zstd TIFF":       {tiffWith(tagCompression, 50000), "compression"},
		"Lab TIFF":        {tiffWith(tagColors, 8), "Lab"},
		"raw TIFF":        {tiffWith(tagColors, 32803), "raw"},
		"BigTIFF":         {[]byte("II+\x00\x08\x00\x00\x00"), "BigTIFF"},
		"JPEG in BMP":     {bmpOf(4), "BMP that holds a JPEG"},
		"PNG in BMP":      {bmpOf(5), "BMP that holds a PNG"},
	} {
		_, err := Decode(c.data)
		checkBad(t, err, identity.BadInput)
		e, _ := errors.AsType[*identity.Error](err)
		if e == nil || !strings.Contains(e.What.EN, c.want) || !strings.Contains(e.Next.EN, "JPEG") || !strings.Contains(e.Next.ZH, "JPEG") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Orientation is read by its type, wherever it is kept.
func TestOrientationOfAnyType(t *testing.T) {
	for name, block := range map[string][]byte{
		"BYTE":     exifOf(binary.LittleEndian, 1, 1, []byte{6, 0, 0, 0}),
		"SHORT":    exif(binary.BigEndian, 6),
		"LONG":     exifOf(binary.BigEndian, 4, 1, []byte{0, 0, 0, 6}),
		"SLONG":    exifOf(binary.LittleEndian, 9, 1, []byte{6, 0, 0, 0}),
		"SBYTE":    exifOf(binary.BigEndian, 6, 1, []byte{6, 0, 0, 0}),
		"SSHORT":   exifOf(binary.BigEndian, 8, 1, []byte{0, 6, 0, 0}),
		"ASCII":    exifOf(binary.BigEndian, 2, 2, []byte{'6', 0, 0, 0}),
		"RATIONAL": append(exifOf(binary.BigEndian, 5, 1, []byte{0, 0, 0, 26}), 0, 0, 0, 6, 0, 0, 0, 1),
		"DOUBLE":   append(exifOf(binary.BigEndian, 12, 1, []byte{0, 0, 0, 26}), 0x40, 0x18, 0, 0, 0, 0, 0, 0),
		"FLOAT":    exifOf(binary.BigEndian, 11, 1, []byte{0x40, 0xc0, 0, 0}),
	} {
		full := append([]byte("Exif\x00\x00"), block...)
		for kind, data := range map[string][]byte{
			"jpeg": withAPP1(asJPEG(quarters(32, 16)), full),
			"png":  withChunk(asPNG(quarters(32, 16)), "eXIf", block),
			"zTXt": withChunk(asPNG(quarters(32, 16)), "zTXt", rawText("Raw profile type exif", full, true)),
			"tEXt": withChunk(asPNG(quarters(32, 16)), "tEXt", rawText("Raw profile type APP1", full, false)),
			"webp": asWebP(32, 16, cornerColors[0], riffChunk("EXIF", full)),
		} {
			if img, err := Decode(data); err != nil || img.Rect.Dx() != 16 {
				t.Errorf("%s in %s: not turned, %v", name, kind, err)
			}
		}
	}
	empty := append([]byte("Exif\x00\x00"), exif(binary.BigEndian, 0)...)
	second := append([]byte("Exif\x00\x00"), exif(binary.BigEndian, 6)...)
	if img := must(Decode(withAPP1(withAPP1(asJPEG(quarters(32, 16)), second), empty))); img.Rect.Dx() != 16 {
		t.Error("an empty block hid the orientation")
	}
}

// exifOf is exif with a value of any type.
func exifOf(order binary.AppendByteOrder, kind, count int, value []byte) []byte {
	b := exif(order, 0)
	copy(b[12:], order.AppendUint16(nil, uint16(kind)))
	copy(b[14:], order.AppendUint32(nil, uint32(count)))
	copy(b[18:], value)
	return b
}

// rawText is EXIF as ImageMagick keeps it in a PNG.
func rawText(key string, block []byte, packed bool) []byte {
	text := fmt.Appendf(nil, "\nexif\n%8d\n%s\n", len(block), hex.EncodeToString(block))
	if !packed {
		return slices.Concat([]byte(key), []byte{0}, text)
	}
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(text)
	_ = w.Close()
	return slices.Concat([]byte(key), []byte{0, 0}, b.Bytes())
}

// A JPEG that ends early is used as far as it goes; the face has to be there.
func TestPortraitFromIncompleteFile(t *testing.T) {
	m := NewMaker(newFinder(t))
	whole := asJPEG(demo(t))
	spec := identity.PortraitSpec{MaxBytes: 30_000}
	padded := append(bytes.Clone(whole[:len(whole)*97/100]), make([]byte, len(whole)*3/100)...)
	for name, data := range map[string][]byte{"cut": whole[:len(whole)*97/100], "cut and filled": padded} {
		p, r, err := m.PortraitFromFile(data, spec, identity.SourceFile)
		if wholeOnly && err != nil {
			continue
		}
		if err != nil || r.Crop.Max.Y > 710 {
			t.Fatalf("%s: crop %v, %v", name, r.Crop, err)
		}
		if grey := must(Decode(p.JPEG)); far(grey.RGBAAt(grey.Rect.Dx()/2, grey.Rect.Dy()-3), color.RGBA{128, 128, 128, 255}) < 20 {
			t.Errorf("%s: the missing part is in the portrait", name)
		}
	}
	for share := 3; share <= 45; share += 3 {
		_, _, err := m.PortraitFromFile(whole[:len(whole)*share/100], spec, identity.SourceFile)
		checkBad(t, err, identity.BadInput)
		if e, _ := errors.AsType[*identity.Error](err); e != nil && !strings.Contains(e.What.EN, "incomplete") {
			t.Errorf("%d %%: %s", share, e.What.EN)
		}
	}
}

// What was damaged in the middle is refused: nobody can tell where its pixels belong.
// So is what lacks the passes that make it sharp, even with an end mark.
func TestPortraitFromDamagedFile(t *testing.T) {
	if wholeOnly {
		return // such a build reads no damaged file
	}
	m := NewMaker(newFinder(t))
	plain := asJPEG(demo(t))
	progressive := encodeWith(func(b *bytes.Buffer) error {
		return jpegli.Encode(b, demo(t), &jpegli.EncodingOptions{Quality: 90, ProgressiveLevel: 2})
	})
	end := []byte{0xff, jpegmark.EOI}
	scans := bytes.Split(progressive, []byte{0xff, jpegmark.SOS})
	first := bytes.Join(scans[:2], []byte{0xff, jpegmark.SOS})
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a hole":                {slices.Concat(plain[:len(plain)/2], make([]byte, 8000), plain[len(plain)/2+8000:]), "incomplete"},
		"more than its rows":    {bytes.Replace(plain, []byte{8, 720 >> 8, 720 & 255}, []byte{8, 480 >> 8, 480 & 255}, 1), "incomplete"},
		"the first pass alone":  {slices.Concat(first, end), "incomplete"},
		"padded before its end": {slices.Concat(plain[:len(plain)-2], make([]byte, 100), end), ""},
		"all passes":            {progressive, ""},
	} {
		_, _, err := m.PortraitFromFile(c.data, identity.PortraitSpec{MaxBytes: 30_000}, identity.SourceFile)
		e, _ := errors.AsType[*identity.Error](err)
		if c.want == "" && err != nil || c.want != "" && (e == nil || !strings.Contains(e.What.EN, c.want)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A picture on its side is turned, and what is said of places is said of the
// file as it is.
func TestPortraitOfTurnedPicture(t *testing.T) {
	m := NewMaker(newFinder(t))
	for _, orientation := range []int{6, 8, 3} {
		turned := upright(demo(t), orientation)
		for name, data := range map[string][]byte{
			"without EXIF": asJPEG(turned),
			"wrong EXIF":   withAPP1(asJPEG(turned), append([]byte("Exif\x00\x00"), exif(binary.BigEndian, 1)...)),
		} {
			p, _, err := m.PortraitFromFile(data, identity.PortraitSpec{MaxBytes: 30_000}, identity.SourceFile)
			if err != nil || p.Height <= p.Width {
				t.Errorf("turned by %d, %s: %d×%d, %v", orientation, name, p.Width, p.Height, err)
			}
		}
		v := m.turned(view{img: turned, place: func(r image.Rectangle) image.Rectangle { return r }})
		box := v.place(v.report.Found[0].Box)
		mark := image.NewRGBA(demo(t).Rect)
		want := headRect(Face{Left: demoLeft, Right: demoRight, Box: image.Rect(460, 200, 660, 400)})
		for y := want.Min.Y; y < want.Max.Y; y++ {
			for x := want.Min.X; x < want.Max.X; x++ {
				mark.SetRGBA(x, y, color.RGBA{255, 255, 255, 255})
			}
		}
		if c := middleOf(box); !box.In(turned.Rect) || upright(mark, orientation).RGBAAt(c.X, c.Y).R == 0 {
			t.Errorf("turned by %d: the face is said to be at %v of %v", orientation, box, turned.Rect)
		}
	}
	if _, r, err := m.PortraitFromFile(asJPEG(room(640, 480)), identity.PortraitSpec{}, identity.SourceFile); err == nil || len(r.Faces) != 0 {
		t.Errorf("a face in an empty room: %v, %v", r.Faces, err)
	}
}

// transparent is a picture whose alpha channel was left empty.
func transparent(src *image.RGBA) *image.NRGBA {
	dst := &image.NRGBA{Pix: bytes.Clone(src.Pix), Stride: src.Stride, Rect: src.Rect}
	for i := 3; i < len(dst.Pix); i += 4 {
		dst.Pix[i] = 0
	}
	return dst
}

func transparent16(src *image.RGBA) *image.NRGBA64 {
	dst := image.NewNRGBA64(src.Rect)
	for i, v := range transparent(src).Pix {
		dst.Pix[2*i], dst.Pix[2*i+1] = v, v
	}
	return dst
}

func transparentPalette() *image.Paletted {
	p := image.NewPaletted(image.Rect(0, 0, 64, 32), nil)
	for _, c := range cornerColors {
		p.Palette = append(p.Palette, color.NRGBA{c.R, c.G, c.B, 0})
	}
	for i := range p.Pix {
		p.Pix[i] = uint8(i/64/16*2 + i%64/32)
	}
	return p
}

// bmp32 is a BMP with the largest header and an alpha mask.
func bmp32(alpha uint8, at [4]int) []byte {
	h := make([]byte, 14+124)
	copy(h, "BM")
	le := binary.LittleEndian
	le.PutUint32(h[10:], uint32(len(h)))
	le.PutUint32(h[14:], 124)
	le.PutUint32(h[18:], 64)
	le.PutUint32(h[22:], 32)
	le.PutUint16(h[26:], 1)
	le.PutUint16(h[28:], 32)
	le.PutUint32(h[30:], 3)
	for i, mask := range []uint32{0xff0000, 0xff00, 0xff, 0xff000000} {
		le.PutUint32(h[54+4*i:], mask)
	}
	for y := range 32 {
		for x := range 64 {
			c := cornerColors[at[(31-y)/16*2+x/32]]
			h = append(h, c.B, c.G, c.R, alpha)
		}
	}
	return h
}

// bmp16 is a BMP of five bits a colour, or six of green.
func bmp16(six bool) []byte {
	b := bmpOf(0)
	if six {
		b = bmpOf(3)
		b = binary.LittleEndian.AppendUint32(b, 0xf800)
		b = binary.LittleEndian.AppendUint32(b, 0x7e0)
		b = binary.LittleEndian.AppendUint32(b, 0x1f)
	}
	binary.LittleEndian.PutUint32(b[10:], uint32(len(b)))
	for y := range 32 {
		for x := range 64 {
			c := cornerColors[(31-y)/16*2+x/32]
			v := uint16(c.R>>3)<<10 | uint16(c.G>>3)<<5 | uint16(c.B>>3)
			if six {
				v = uint16(c.R>>3)<<11 | uint16(c.G>>2)<<5 | uint16(c.B>>3)
			}
			b = binary.LittleEndian.AppendUint16(b, v)
		}
	}
	return b
}

// bmpOf is the header of a BMP of 16 bits and a compression.
func bmpOf(compression int) []byte {
	h := make([]byte, 14+40)
	copy(h, "BM")
	le := binary.LittleEndian
	le.PutUint32(h[14:], 40)
	le.PutUint32(h[18:], 64)
	le.PutUint32(h[22:], 32)
	le.PutUint16(h[26:], 1)
	le.PutUint16(h[28:], 16)
	le.PutUint32(h[30:], uint32(compression))
	return h
}

// withTag changes the value of a tag of a TIFF.
func withTag(b []byte, tag uint16, value int) []byte {
	for e := b[binary.LittleEndian.Uint32(b[4:])+2:]; ; e = e[entryLen:] {
		if binary.LittleEndian.Uint16(e) == tag {
			binary.LittleEndian.PutUint16(e[8:], uint16(value))
			return b
		}
	}
}

// A large picture is shrunk, and none takes more memory than there is.
func TestDecodeLarge(t *testing.T) {
	paletted := image.NewPaletted(image.Rect(0, 0, 6000, 4200), color.Palette{color.White, color.Black})
	rng := rand.New(rand.NewPCG(5, 6))
	for i := 0; i < len(paletted.Pix); i += 20 {
		paletted.Pix[i] = uint8(rng.IntN(2))
	}
	data := encodeWith(func(b *bytes.Buffer) error {
		return (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(b, paletted)
	})
	if img := must(Decode(data)); img.Rect != image.Rect(0, 0, 3000, 2100) {
		t.Errorf("got %v", img.Rect)
	}
	grey := encodeWith(func(b *bytes.Buffer) error {
		return jpeg.Encode(b, image.NewGray(image.Rect(0, 0, 12000, 9000)), &jpeg.Options{Quality: 50})
	})
	head := readJPEGHead(grey)
	if err := head.check(make([]byte, 1<<20)); err != nil || shrinkFor(head.Width, head.Height, 0) != 4 {
		t.Errorf("108 megapixels: %v, shrunk by %d", err, shrinkFor(head.Width, head.Height, 0))
	}
	img, rows, err := jpegPixels(grey, head, 4)
	if err != nil || img.Rect != image.Rect(0, 0, 3000, 2250) || rows != 2250 {
		t.Errorf("108 megapixels: %v, %d rows, %v", img.Rect, rows, err)
	}
}
