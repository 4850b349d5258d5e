//go:build cgo && !purego

package imaging

import (
	"image"

	"facedesk/imaging/turbo"
)

// newCoder encodes with package turbo.
func newCoder(img *image.RGBA, progressive bool) coder {
	e := turbo.NewEncoder(img)
	return func(s step) ([]byte, error) { return e.Encode(s.scale(), progressive) }
}

// Trim gives back to the system what C code has freed. Call it when nothing waits.
func Trim() { turbo.Trim() }
