package camera

import (
	"fmt"
	"time"
)

// Format says how the bytes of a Frame are to be read.
type Format uint8

// The formats. Sources of this package deliver MJPEG and YUYV.
const (
	// Unknown stands for a camera format that no source delivers; it appears
	// only in the modes of a Device.
	Unknown Format = iota
	// MJPEG is one complete JPEG picture (ITU-T T.81) with its Huffman tables.
	MJPEG
	// YUYV is packed 4:2:2, Y0 Cb Y1 Cr for each two pixels, rows of 2×Width
	// bytes without padding; BT.601 limited range unless the camera errs.
	YUYV
	// RGBA is four bytes a pixel, rows of 4×Width bytes without padding, for
	// sources that have pixels already.
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

// Frame is one picture. It belongs to whoever received it, who may keep and
// change it. Not for use by several goroutines at once.
type Frame struct {
	Data          []byte
	Format        Format
	Width, Height int       // pixels; for MJPEG as the JPEG header says
	At            time.Time // when the frame was taken from the driver
	Seq           uint64    // counts up within one Run, gaps where frames were dropped

	pool *pool
}

// Release gives the memory back to the source, which saves the garbage
// collector work. It is optional; after it Data is nil and any slice of it must
// not be used. A second Release does nothing.
func (f *Frame) Release() {
	if f.pool != nil {
		f.pool.put(f.Data)
	}
	f.Data, f.pool = nil, nil
}

// Mode is one format and size that a camera offers.
type Mode struct {
	Format        Format
	FourCC        string // as the driver names it: MJPG, YUYV, GREY …
	Width, Height int    // pixels
}

// String returns the mode as "MJPG 1280x720".
func (m Mode) String() string { return fmt.Sprintf("%s %dx%d", m.FourCC, m.Width, m.Height) }

// poolFrames bounds the memory that waits for reuse: one frame each in the
// source, the stream and the reader, and one to spare.
const poolFrames = 4

// pool lends byte slices of about the same size again and again.
type pool struct{ free chan []byte }

func newPool() *pool { return &pool{make(chan []byte, poolFrames)} }

// get returns an empty slice with room for at least n bytes.
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
