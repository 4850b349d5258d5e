package capture

import (
	"errors"

	"facedesk/camera/jpegmark"
)

// Frames with sizes outside these limits are refused before decoding.
const (
	minSide       = 16
	maxSide       = 4096
	maxFrameBytes = ringBytes
)

// The reasons to drop a frame.
var (
	errHeader    = errors.New("damaged or unsupported JPEG header")
	errSize      = errors.New("absurd size of a frame")
	errTruncated = errors.New("truncated or damaged frame")
	errFormat    = errors.New("unknown format of a frame")
)

func saneSize(w, h int) bool {
	return w >= minSide && h >= minSide && w <= maxSide && h <= maxSide
}

// jpegSize returns the size of a JPEG. It refuses everything that no camera
// sends, that is, everything but one scan of sequential, Huffman-coded, 8-bit
// samples of one or three components (ITU-T T.81, B.2). A picture of many scans
// would take excessive time to decode.
func jpegSize(b []byte) (w, h int, err error) {
	if !jpegmark.IsStart(b) {
		return 0, 0, errHeader
	}
	components := 0
	for pos := 2; ; {
		seg, err := jpegmark.Next(b, pos)
		switch {
		case err != nil, jpegmark.IsFrame(seg.Marker) && (components != 0 || seg.Marker > jpegmark.SOF1):
			return 0, 0, errHeader
		case jpegmark.IsFrame(seg.Marker):
			if w, h, components, err = frameHeader(seg.Body); err != nil {
				return 0, 0, err
			}
		case seg.Marker == jpegmark.SOS:
			if len(seg.Body) < 1 || components == 0 || int(seg.Body[0]) != components {
				return 0, 0, errHeader
			}
			return w, h, nil
		}
		pos = seg.End
	}
}

// frameHeader returns the size and the number of components.
func frameHeader(body []byte) (w, h, components int, err error) {
	f, err := jpegmark.ParseFrame(body)
	switch {
	case err != nil, f.Bits != 8, f.Components != 1 && f.Components != 3:
		return 0, 0, 0, errHeader
	case !saneSize(f.Width, f.Height):
		return 0, 0, 0, errSize
	}
	return f.Width, f.Height, f.Components, nil
}
