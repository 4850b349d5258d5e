//go:build cgo && !purego

package imaging

import "testing"

// wholeOnly says that this build reads whole JPEGs only.
const wholeOnly = false

// Uneven sampling of colours is read.
func TestDecodeOddSamplings(t *testing.T) {
	for _, name := range []string{"sampling-22-11-12.jpg", "sampling-11-22-22.jpg"} {
		if img, err := Decode(testFile(t, name)); err != nil || corners(img) != asDrawn {
			t.Errorf("%s: %v", name, err)
		}
	}
}
