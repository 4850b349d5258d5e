package camera

import (
	"bytes"
	"errors"

	"facedesk/camera/jpegmark"
)

// A size outside these limits comes from a broken header. A header of
// 65535×65535 pixels keeps a decoder busy for half a minute.
const (
	minSide = 16
	maxSide = 4096
)

// minScan is less than the length of any picture's scan, in bytes.
const minScan = 8

func saneSize(w, h int) bool {
	return w >= minSide && h >= minSide && w <= maxSide && h <= maxSide
}

// The reasons to drop a frame.
var (
	errJPEGStart  = errors.New("not a JPEG")
	errJPEGHeader = jpegmark.ErrDamaged
	errJPEGSize   = errors.New("absurd size in the JPEG header")
	errJPEGCut    = jpegmark.ErrCut
)

// jpegLayout is what the repair of a JPEG needs.
type jpegLayout struct {
	width, height int
	tables        int // where to insert Huffman tables; 0 if there are some
	end           int // just after EOI; padding follows
}

// scanJPEG reads the header of a camera's JPEG and finds its end. It decodes
// nothing.
func scanJPEG(b []byte) (jpegLayout, error) {
	var l jpegLayout
	if !jpegmark.IsStart(b) {
		return l, errJPEGStart
	}
	hasTables := false
	for pos := 2; ; {
		seg, err := jpegmark.Next(b, pos)
		if err != nil {
			return l, err
		}
		switch m := seg.Marker; {
		case m == jpegmark.DHT:
			hasTables = true
		case jpegmark.IsFrame(m):
			if l.width != 0 || m > jpegmark.SOF2 {
				return l, errJPEGHeader
			}
			if l.width, l.height, err = frameSize(seg.Body); err != nil {
				return l, err
			}
		case m == jpegmark.SOS:
			if l.width == 0 {
				return l, errJPEGHeader
			}
			if !hasTables {
				l.tables = seg.Start
			}
			l.end, err = findEnd(b, seg.End)
			return l, err
		}
		pos = seg.End
	}
}

// frameSize reads a frame header (T.81, B.2.2): 8 bits a sample, one or three
// components.
func frameSize(body []byte) (w, h int, err error) {
	f, err := jpegmark.ParseFrame(body)
	if err != nil || f.Bits != 8 || f.Components != 1 && f.Components != 3 {
		return 0, 0, errJPEGHeader
	}
	if !saneSize(f.Width, f.Height) {
		return 0, 0, errJPEGSize
	}
	return f.Width, f.Height, nil
}

// findEnd returns the position after EOI. Inside a scan 0xFF is followed by 0
// or a restart mark, so the first EOI is the real one.
func findEnd(b []byte, scan int) (int, error) {
	i := bytes.Index(b[scan:], []byte{0xFF, jpegmark.EOI})
	if i < minScan {
		return 0, errJPEGCut
	}
	return scan + i + 2, nil
}

// appendJPEG appends the picture to dst. It adds missing Huffman tables and
// leaves out the padding after the end.
func appendJPEG(dst, b []byte, l jpegLayout) []byte {
	if l.tables > 0 {
		dst = append(dst, b[:l.tables]...)
		dst = appendTables(dst)
		return append(dst, b[l.tables:l.end]...)
	}
	return append(dst, b[:l.end]...)
}
