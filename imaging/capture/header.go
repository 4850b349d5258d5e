package capture

import (
	"encoding/binary"
	"errors"
)

// Sizes of frames outside these are refused before anything is decoded.
const (
	minSide       = 16
	maxSide       = 4096
	maxFrameBytes = ringBytes
)

// Why a frame is dropped.
var (
	errHeader    = errors.New("damaged or unsupported JPEG header")
	errSize      = errors.New("absurd size of a frame")
	errTruncated = errors.New("truncated or damaged frame")
	errFormat    = errors.New("unknown format of a frame")
)

func saneSize(w, h int) bool {
	return w >= minSide && h >= minSide && w <= maxSide && h <= maxSide
}

// jpegSize reads the size of a JPEG and refuses whatever no camera sends: other
// than one scan of sequential, Huffman-coded, 8-bit samples of one or three
// components (ITU-T T.81, B.2). A picture of many scans would take a decoder
// time out of proportion to its length.
func jpegSize(b []byte) (w, h int, err error) {
	if len(b) < 4 || b[0] != 0xFF || b[1] != 0xD8 {
		return 0, 0, errHeader
	}
	components := 0
	for pos := 2; ; {
		marker, body, next := jpegSegment(b, pos)
		switch {
		case next == 0:
			return 0, 0, errHeader
		case marker == 0xC0 || marker == 0xC1: // baseline, extended sequential
			if components != 0 {
				return 0, 0, errHeader
			}
			if w, h, components, err = frameHeader(body); err != nil {
				return 0, 0, err
			}
		case marker >= 0xC2 && marker <= 0xCF && marker != 0xC4:
			return 0, 0, errHeader
		case marker == 0xDA:
			if len(body) < 1 || components == 0 || int(body[0]) != components {
				return 0, 0, errHeader
			}
			return w, h, nil
		}
		pos = next
	}
}

// jpegSegment returns the marker segment at pos without marker and length, and
// where the next one begins; 0 where there is none.
func jpegSegment(b []byte, pos int) (marker byte, body []byte, next int) {
	for pos+1 < len(b) && b[pos] == 0xFF && b[pos+1] == 0xFF {
		pos++ // fill bytes
	}
	if pos+4 > len(b) || b[pos] != 0xFF || b[pos+1] < 0xC0 || b[pos+1] >= 0xD0 && b[pos+1] <= 0xD9 {
		return 0, nil, 0
	}
	end := pos + 2 + int(binary.BigEndian.Uint16(b[pos+2:]))
	if end < pos+4 || end > len(b) {
		return 0, nil, 0
	}
	return b[pos+1], b[pos+4 : end], end
}

// frameHeader reads size and number of components (T.81, B.2.2).
func frameHeader(body []byte) (w, h, components int, err error) {
	if len(body) < 6 || body[0] != 8 {
		return 0, 0, 0, errHeader
	}
	h, w = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	components = int(body[5])
	switch {
	case components != 1 && components != 3 || len(body) != 6+3*components:
		return 0, 0, 0, errHeader
	case !saneSize(w, h):
		return 0, 0, 0, errSize
	}
	return w, h, components, nil
}
