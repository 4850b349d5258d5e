package camera

import (
	"hash/maphash"
	"time"

	"facedesk/camera/jpegmark"
)

const (
	// frozenAfter is how long a picture may stay the same. The noise of a sensor
	// changes every picture, unless a cover or a switch replaces it.
	frozenAfter = 2 * time.Second
	// frozenFor is how long a frozen camera is watched before it is opened anew.
	frozenFor = 30 * time.Second
)

// stillness notices pictures that stay the same.
type stillness struct {
	seed  maphash.Seed
	sum   uint64
	known bool // sum is of an earlier picture
	same  span
	anew  span // until the camera is opened anew
}

// frozen adds a picture. It reports whether the picture has been the same for
// long.
func (s *stillness) frozen(f *Frame) bool {
	if !s.known {
		s.seed = maphash.MakeSeed()
	}
	sum := maphash.Bytes(s.seed, content(f))
	if !s.known || sum != s.sum {
		s.sum, s.known, s.same, s.anew = sum, true, span{}, span{}
		return false
	}
	s.same.begin(frozenAfter)
	return s.same.over()
}

// content returns the part of a frame that changes with the picture only.
// Cameras write times and counters into the first segments of a JPEG.
func content(f *Frame) []byte {
	if f.Format != MJPEG {
		return f.Data
	}
	pos := 2
	for {
		seg, err := jpegmark.Next(f.Data, pos)
		if err != nil || seg.Marker < jpegmark.APP0 || seg.Marker > jpegmark.APP15 && seg.Marker != jpegmark.COM {
			return f.Data[pos:]
		}
		pos = seg.End
	}
}
