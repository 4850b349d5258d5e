// Package jpegmark reads the marker segments of a JPEG (ITU-T T.81, annex B).
// It decodes nothing. Cameras, the preview and the reader of files use it, and
// each decides for itself what it accepts.
//
// Next is strict: in a header one segment directly follows the other. Seek is
// lenient: it skips entropy-coded data and stray bytes. Segments refer to the
// bytes that were given.
package jpegmark

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// Marker codes of T.81, table B.1, each after a byte 0xFF.
const (
	SOF0  = 0xC0 // baseline
	SOF1  = 0xC1 // extended sequential
	SOF2  = 0xC2 // progressive
	DHT   = 0xC4
	JPG   = 0xC8
	DAC   = 0xCC
	RST0  = 0xD0
	RST7  = 0xD7
	SOI   = 0xD8
	EOI   = 0xD9
	SOS   = 0xDA
	DQT   = 0xDB
	DRI   = 0xDD
	APP0  = 0xE0
	APP1  = 0xE1
	APP15 = 0xEF
	COM   = 0xFE
	TEM   = 0x01
	last  = 0xCF // of the frame markers
	fill  = 0xFF
)

var (
	// ErrCut means that the bytes end before the segment does.
	ErrCut = errors.New("truncated JPEG")
	// ErrDamaged means that a segment is missing where one must be.
	ErrDamaged = errors.New("damaged JPEG header")
)

// Segment is one marker segment. Start is the position of its 0xFF, and End the
// position after it. Body excludes marker and length. Body is nil for a marker
// without a length. For SOS it is the header of the scan.
type Segment struct {
	Marker     byte
	Start, End int
	Body       []byte
}

// IsStart reports whether b begins like a JPEG.
func IsStart(b []byte) bool { return len(b) >= 2 && b[0] == fill && b[1] == SOI }

// Next reads the segment of a header at pos. It skips fill bytes before the
// marker. The error is ErrCut or ErrDamaged.
func Next(b []byte, pos int) (Segment, error) {
	if pos+1 >= len(b) {
		return Segment{}, ErrCut
	}
	if b[pos] != fill {
		return Segment{}, ErrDamaged
	}
	for pos+1 < len(b) && b[pos+1] == fill {
		pos++
	}
	if pos+1 >= len(b) {
		return Segment{}, ErrCut
	}
	switch m := b[pos+1]; {
	case m == TEM:
		return Segment{Marker: m, Start: pos, End: pos + 2}, nil
	case alone(m):
		return Segment{}, ErrDamaged
	}
	return withBody(b, pos)
}

// Seek returns the first whole segment with a body at or after pos, and skips
// anything else. It finds none after the end mark.
func Seek(b []byte, pos int) (Segment, bool) {
	for {
		i := bytes.IndexByte(b[min(pos, len(b)):], fill)
		if i < 0 || pos+i+1 >= len(b) {
			return Segment{}, false
		}
		pos += i
		switch m := b[pos+1]; {
		case m == EOI:
			return Segment{}, false
		case m == fill:
			pos++
		case m == TEM || alone(m):
			pos += 2
		default:
			s, err := withBody(b, pos)
			return s, err == nil
		}
	}
}

// alone reports a marker without a body, or a stuffed zero, which is no marker.
func alone(m byte) bool { return m == 0 || m >= RST0 && m <= EOI }

// withBody reads the segment whose marker is at pos.
func withBody(b []byte, pos int) (Segment, error) {
	if pos+4 > len(b) {
		return Segment{}, ErrCut
	}
	end := pos + 2 + int(binary.BigEndian.Uint16(b[pos+2:]))
	switch {
	case end < pos+4:
		return Segment{}, ErrDamaged
	case end > len(b):
		return Segment{}, ErrCut
	}
	return Segment{b[pos+1], pos, end, b[pos+4 : end]}, nil
}

// IsFrame reports whether a marker starts a frame.
func IsFrame(m byte) bool { return m >= SOF0 && m <= last && m != DHT && m != JPG && m != DAC }

// Frame is a frame header (T.81, B.2.2). Sizes are in pixels.
type Frame struct{ Bits, Width, Height, Components int }

// ParseFrame reads the body of a frame header's segment. The error is
// ErrDamaged.
func ParseFrame(body []byte) (Frame, error) {
	if len(body) < 6 || len(body) != 6+3*int(body[5]) {
		return Frame{}, ErrDamaged
	}
	return Frame{
		Bits: int(body[0]), Height: int(binary.BigEndian.Uint16(body[1:])), Width: int(binary.BigEndian.Uint16(body[3:])),
		Components: int(body[5]),
	}, nil
}
