package camera

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// Marker codes of ITU-T T.81, table B.1, each after a byte 0xFF.
const (
	markSOF0 = 0xC0 // baseline
	markSOF2 = 0xC2 // progressive
	markDHT  = 0xC4
	markJPG  = 0xC8
	markDAC  = 0xCC
	markRST0 = 0xD0
	markRST7 = 0xD7
	markSOI  = 0xD8
	markEOI  = 0xD9
	markSOS  = 0xDA
	markTEM  = 0x01
)

// Sizes outside these come from broken headers. A header of 65535×65535 pixels
// keeps a decoder busy for half a minute.
const (
	minSide = 16
	maxSide = 4096
)

// minScan is fewer bytes than any picture's scan has.
const minScan = 8

func saneSize(w, h int) bool {
	return w >= minSide && h >= minSide && w <= maxSide && h <= maxSide
}

// Why a frame is dropped.
var (
	errJPEGStart  = errors.New("not a JPEG")
	errJPEGHeader = errors.New("damaged JPEG header")
	errJPEGSize   = errors.New("absurd size in the JPEG header")
	errJPEGCut    = errors.New("truncated JPEG")
)

// jpegLayout is what repair needs to know of a JPEG.
type jpegLayout struct {
	width, height int
	tables        int // where Huffman tables must be inserted, 0 where there are some
	end           int // just after EOI; what follows is padding
}

// scanJPEG reads the header of a camera's JPEG and finds its end, without
// decoding anything.
func scanJPEG(b []byte) (jpegLayout, error) {
	var l jpegLayout
	if len(b) < 2 || b[0] != 0xFF || b[1] != markSOI {
		return l, errJPEGStart
	}
	hasTables := false
	for pos := 2; ; {
		seg, err := nextSegment(b, pos)
		if err != nil {
			return l, err
		}
		switch m := seg.marker; {
		case m == markDHT:
			hasTables = true
		case isSOF(m):
			if l.width != 0 || m > markSOF2 {
				return l, errJPEGHeader
			}
			if l.width, l.height, err = frameSize(seg.body); err != nil {
				return l, err
			}
		case m == markSOS:
			if l.width == 0 {
				return l, errJPEGHeader
			}
			if !hasTables {
				l.tables = seg.start
			}
			l.end, err = findEnd(b, seg.end)
			return l, err
		}
		pos = seg.end
	}
}

// segment is one marker segment; body lacks the marker and the length.
type segment struct {
	marker     byte
	start, end int
	body       []byte
}

// nextSegment reads the marker segment at pos (T.81, B.1.1).
func nextSegment(b []byte, pos int) (segment, error) {
	if pos+1 >= len(b) {
		return segment{}, errJPEGCut
	}
	if b[pos] != 0xFF {
		return segment{}, errJPEGHeader
	}
	for pos+1 < len(b) && b[pos+1] == 0xFF {
		pos++ // fill bytes
	}
	if pos+1 >= len(b) {
		return segment{}, errJPEGCut
	}
	m := b[pos+1]
	switch {
	case m == markTEM:
		return segment{marker: m, start: pos, end: pos + 2}, nil
	case m == 0, m >= markRST0 && m <= markRST7, m == markSOI, m == markEOI:
		return segment{}, errJPEGHeader
	}
	if pos+4 > len(b) {
		return segment{}, errJPEGCut
	}
	end := pos + 2 + int(binary.BigEndian.Uint16(b[pos+2:]))
	if end < pos+4 {
		return segment{}, errJPEGHeader
	}
	if end > len(b) {
		return segment{}, errJPEGCut
	}
	return segment{m, pos, end, b[pos+4 : end]}, nil
}

// isSOF reports whether a marker starts a frame (T.81, table B.1).
func isSOF(m byte) bool {
	return m >= markSOF0 && m <= 0xCF && m != markDHT && m != markJPG && m != markDAC
}

// frameSize reads a frame header (T.81, B.2.2): 8 bits a sample, one or three
// components.
func frameSize(body []byte) (w, h int, err error) {
	if len(body) < 6 || body[0] != 8 {
		return 0, 0, errJPEGHeader
	}
	if n := int(body[5]); (n != 1 && n != 3) || len(body) != 6+3*n {
		return 0, 0, errJPEGHeader
	}
	h, w = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	if !saneSize(w, h) {
		return 0, 0, errJPEGSize
	}
	return w, h, nil
}

// findEnd returns the place after EOI. Inside a scan 0xFF is followed by 0 or
// a restart mark, so that the first EOI is the real one.
func findEnd(b []byte, scan int) (int, error) {
	i := bytes.Index(b[scan:], []byte{0xFF, markEOI})
	if i < minScan {
		return 0, errJPEGCut
	}
	return scan + i + 2, nil
}

// appendJPEG appends the picture to dst, with Huffman tables where it has
// none and without the padding after its end.
func appendJPEG(dst, b []byte, l jpegLayout) []byte {
	if l.tables > 0 {
		dst = append(dst, b[:l.tables]...)
		dst = appendTables(dst)
		return append(dst, b[l.tables:l.end]...)
	}
	return append(dst, b[:l.end]...)
}
