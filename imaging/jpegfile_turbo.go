//go:build cgo && !purego

package imaging

import (
	"errors"
	"image"

	"facedesk/imaging/turbo"
)

// passMemory is what a JPEG of several passes may take beyond other files: it
// leaves nothing to be collected.
const passMemory = 30 << 20

// jpegPixels decodes a JPEG, shrunk by 1, 2, 4 or 8, and says how many rows from
// the top are whole.
func jpegPixels(data []byte, h jpegHead, shrink int) (img *image.RGBA, rows int, err error) {
	result := 4 * (h.Width/shrink + 1) * (h.Height/shrink + 1)
	p, err := turbo.Decode(data, shrink, int64(maxMemory+passMemory-len(data)-result))
	switch {
	case errors.Is(err, turbo.ErrTooLarge):
		return nil, 0, h.tooManyPasses()
	case err != nil:
		return nil, 0, unreadable(err)
	}
	if p.Ink {
		inked(p.Pixels)
	}
	return p.Pixels, p.Rows, nil
}
