package uvcdevice

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"sync"
)

// Good returns a good picture of a mode, with a little noise.
func Good(m Mode, n int) []byte {
	b := bytes.Clone(Frozen(m, n))
	if i := bytes.Index(b, []byte{0xFF, 0xDB}); m.Format == MJPEG && i >= 0 {
		b[i+68] = byte(50 + n%8) // the last divisor
	} else if len(b) > 0 {
		b[0] ^= byte(n % 8)
	}
	return b
}

// Frozen returns a good picture of a mode, always the same one.
func Frozen(m Mode, _ int) []byte {
	drawn.Lock()
	defer drawn.Unlock()
	if drawn.pictures[m] == nil {
		drawn.pictures[m] = draw(m)
	}
	return drawn.pictures[m]
}

// drawn caches the pictures, because encoding takes long in an emulated
// machine.
var drawn = struct {
	sync.Mutex
	pictures map[Mode][]byte
}{pictures: map[Mode][]byte{}}

// Left and Right are the colours of the two halves of every picture.
var (
	Left  = color.YCbCr{Y: 200, Cb: 90, Cr: 150}
	Right = color.YCbCr{Y: 60, Cb: 160, Cr: 110}
)

func draw(m Mode) []byte {
	switch m.Format {
	case YUYV, UYVY:
		return drawPacked(m)
	case NV12:
		return drawPlanar(m)
	case Grey, H264:
		return make([]byte, m.bytes())
	}
	img := image.NewYCbCr(image.Rect(0, 0, m.Width, m.Height), image.YCbCrSubsampleRatio420)
	for y := range m.Height {
		for x := range m.Width {
			c := colourAt(m, x)
			img.Y[img.YOffset(x, y)] = c.Y
			img.Cb[img.COffset(x, y)], img.Cr[img.COffset(x, y)] = c.Cb, c.Cr
		}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, nil) // writing to a buffer never fails
	return b.Bytes()
}

func colourAt(m Mode, x int) color.YCbCr {
	if x < m.Width/2 {
		return Left
	}
	return Right
}

func drawPacked(m Mode) []byte {
	b := make([]byte, 0, m.bytes())
	for range m.Height {
		for x := 0; x < m.Width; x += 2 {
			c := colourAt(m, x)
			if m.Format == UYVY {
				b = append(b, c.Cb, c.Y, c.Cr, c.Y)
				continue
			}
			b = append(b, c.Y, c.Cb, c.Y, c.Cr)
		}
	}
	return b
}

// drawPlanar draws the brightness, then the colours of every second pixel of
// every second row in pairs.
func drawPlanar(m Mode) []byte {
	b := make([]byte, 0, m.bytes())
	for range m.Height {
		for x := range m.Width {
			b = append(b, colourAt(m, x).Y)
		}
	}
	for i := range m.Width * m.Height / 2 {
		c := colourAt(m, i%m.Width)
		if i%2 == 0 {
			b = append(b, c.Cb)
		} else {
			b = append(b, c.Cr)
		}
	}
	return b
}

// Truncated is the first half of a picture.
func Truncated(m Mode, n int) []byte {
	good := Good(m, n)
	return good[:len(good)/2]
}

// HeaderOnly is a picture without any content.
func HeaderOnly(m Mode, n int) []byte {
	good := Good(m, n)
	return good[:max(bytes.Index(good, []byte{0xFF, 0xDA}), 0)]
}

// EndLess is a whole picture without its end mark.
func EndLess(m Mode, n int) []byte {
	good := Good(m, n)
	return good[:len(good)-2]
}

// TableLess returns a JPEG without its Huffman tables, as many cameras send it.
func TableLess(m Mode, n int) []byte {
	good := Good(m, n)
	from := bytes.Index(good, []byte{0xFF, 0xC4})
	if from < 0 {
		return good
	}
	to := from + 2 + int(good[from+2])<<8 + int(good[from+3])
	return append(bytes.Clone(good[:from]), good[to:]...)
}

// CorruptScan returns a JPEG with a good header and random content.
func CorruptScan(m Mode, n int) []byte {
	bad := bytes.Clone(Good(m, n))
	from := max(bytes.Index(bad, []byte{0xFF, 0xDA}), 0) + 20
	for i := from; i < len(bad)-2; i++ {
		bad[i] = byte(i * (n + 7) % 251) // never 0xFF
	}
	return bad
}

// CorruptHeader returns a JPEG with a damaged header. The damage differs in
// every picture.
func CorruptHeader(m Mode, n int) []byte {
	bad := bytes.Clone(Good(m, n))
	for i := 2 + n%7; i < min(len(bad), 600); i += 5 + n%11 {
		bad[i] ^= byte(n*31 + 0x55)
	}
	return bad
}

// Absurd returns a JPEG whose header claims 65535×65535 pixels.
func Absurd(m Mode, n int) []byte {
	bad := bytes.Clone(Good(m, n))
	if sof := bytes.Index(bad, []byte{0xFF, 0xC0}); sof >= 0 {
		copy(bad[sof+5:], []byte{0xFF, 0xFF, 0xFF, 0xFF})
	}
	return bad
}
