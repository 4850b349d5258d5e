// Package turbo reads the JPEG files of photos with libjpeg-turbo: those that
// are incomplete, have several passes, or any sampling of colours. A build
// without cgo has no Decode.
//
// The library's memory is bounded, and what it does with hostile bytes ends in
// an error or in rows that are counted as damaged.
package turbo

import (
	"errors"
	"image"
)

var (
	// ErrUnreadable is a file that is no JPEG that can be read.
	ErrUnreadable = errors.New("JPEG that cannot be read")
	// ErrTooLarge is a file of several passes that needs too much memory.
	ErrTooLarge = errors.New("JPEG of several passes that needs too much memory")
)

// Picture is what was read. It belongs to the caller.
type Picture struct {
	Pixels *image.RGBA // packed, at (0,0)
	Ink    bool        // the pixels are cyan, magenta, yellow and black instead, 255 for no ink
	Rows   int         // how many rows from the top are whole
}
