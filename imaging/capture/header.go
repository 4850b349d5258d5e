package capture

import "errors"

// Frames with sizes outside these limits are refused before decoding.
const (
	minSide       = 16
	maxSide       = 4096
	maxFrameBytes = ringBytes
)

// The reasons to drop a frame.
var (
	errSize      = errors.New("absurd size of a frame")
	errTruncated = errors.New("truncated or damaged frame")
	errFormat    = errors.New("unknown format of a frame")
	// errTorn means that a part of the picture is damaged or missing. Such a
	// frame is shown, because it may be all that the camera gives.
	errTorn = errors.New("a part of the frame is damaged")
)

func saneSize(w, h int) bool {
	return w >= minSide && h >= minSide && w <= maxSide && h <= maxSide
}

// seen reports whether a decoder has drawn a picture, whole or torn.
func seen(err error) bool { return err == nil || errors.Is(err, errTorn) }
