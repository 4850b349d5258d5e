package camera

import (
	"fmt"
	"slices"
	"time"
)

// Format is the coding of a Frame's bytes.
type Format uint8

// The formats. A Webcam delivers MJPEG as it comes, and converts raw formats to
// YUYV or RGBA.
const (
	// Unknown is a camera format that no source delivers. It appears only in
	// the modes of a Device.
	Unknown Format = iota
	// MJPEG is one JPEG picture (ITU-T T.81) with its Huffman tables and end
	// mark. Parts of its content may be damaged or missing.
	MJPEG
	// YUYV is packed 4:2:2: Y0 Cb Y1 Cr for two pixels, rows of 2×Width bytes
	// without padding, BT.601 limited range.
	YUYV
	// RGBA is four bytes a pixel, rows of 4×Width bytes without padding. It
	// serves sources that have pixels already.
	RGBA
)

// String returns the format's usual name.
func (f Format) String() string {
	switch f {
	case MJPEG:
		return "MJPEG"
	case YUYV:
		return "YUYV"
	case RGBA:
		return "RGBA"
	}
	return "unknown"
}

// Frame is one picture. Its receiver owns it and may change it. Only one
// goroutine may use it at a time.
type Frame struct {
	Data          []byte
	Format        Format
	Width, Height int       // pixels; for MJPEG as the JPEG header says
	At            time.Time // when the frame was taken from the driver
	Seq           uint64    // counts up within one Run; dropped frames leave gaps
	// Cut says that a part of an MJPEG picture is missing which a decoder does
	// not miss, such as a colour. Such a frame may be shown and not be used.
	Cut bool
	// View says how to turn the picture upright. Data, Width and Height are as
	// the camera gives them.
	View View

	pool *pool
}

// Release returns the memory to the source, so that the garbage collector has
// less work. It is optional. Afterwards Data is nil, and slices of it must not
// be used. A second Release does nothing.
func (f *Frame) Release() {
	if f.pool != nil {
		f.pool.put(f.Data)
	}
	f.Data, f.pool = nil, nil
}

// Clone returns a copy of the frame with memory of its own.
func (f *Frame) Clone() *Frame {
	out := *f
	out.Data, out.pool = slices.Clone(f.Data), nil
	return &out
}

// Mode is one format and size of a camera.
type Mode struct {
	Format        Format // of the frames delivered; raw formats are converted
	FourCC        string // the driver's name of the format: MJPG, YUYV, GREY …
	Width, Height int    // pixels
}

// String returns the mode as "MJPG 1280x720".
func (m Mode) String() string { return fmt.Sprintf("%s %dx%d", m.FourCC, m.Width, m.Height) }

// poolFrames limits the memory kept for reuse: one frame each for source,
// stream and reader, and one spare.
const poolFrames = 4

// pool reuses byte slices of about the same size.
type pool struct{ free chan []byte }

func newPool() *pool { return &pool{make(chan []byte, poolFrames)} }

// get returns an empty slice with a capacity of at least n bytes.
func (p *pool) get(n int) []byte {
	select {
	case b := <-p.free:
		if cap(b) >= n {
			return b[:0]
		}
	default:
	}
	return make([]byte, 0, n+n/4)
}

func (p *pool) put(b []byte) {
	if cap(b) == 0 {
		return
	}
	select {
	case p.free <- b:
	default:
	}
}
