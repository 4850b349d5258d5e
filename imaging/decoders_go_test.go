//go:build !cgo || purego

package imaging

import (
	"strings"
	"testing"

	"facedesk/identity"
)

// wholeOnly says that this build reads whole JPEGs only.
const wholeOnly = true

// Uneven sampling of colours is refused, and said to be so.
func TestDecodeOddSamplings(t *testing.T) {
	for _, name := range []string{"sampling-22-11-12.jpg", "sampling-11-22-22.jpg"} {
		_, err := Decode(testFile(t, name))
		checkBad(t, err, identity.BadInput)
		if err == nil || !strings.Contains(err.Error(), "This build") && !strings.Contains(err.Error(), "这个版本") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
