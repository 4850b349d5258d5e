//go:build !cgo || purego

package imaging

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"

	"github.com/gen2brain/jpegli"
)

// newCoder encodes with jpegli, which keeps a face about five SSIMULACRA2
// points better than Go's encoder at the same size. Where it cannot run (it
// needs memory that may be executed, which hardened systems refuse) Go's own
// does the work.
func newCoder(img *image.RGBA, progressive bool) coder {
	return func(s step) ([]byte, error) {
		if data, err := encodeJpegli(img, s.quality(), progressive); err == nil {
			return data, nil
		}
		var b bytes.Buffer
		err := jpeg.Encode(&b, img, &jpeg.Options{Quality: s.quality()})
		return b.Bytes(), err
	}
}

// encodeJpegli leaves out the encoder's adaptive quantisation: without it a face
// is one or two points better at the same size (docs/performance.md).
func encodeJpegli(img *image.RGBA, quality int, progressive bool) (data []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("jpegli: %v", p)
		}
	}()
	passes := 0
	if progressive {
		passes = 2
	}
	var b bytes.Buffer
	err = jpegli.Encode(&b, img, &jpegli.EncodingOptions{
		Quality: quality, ChromaSubsampling: image.YCbCrSubsampleRatio420,
		OptimizeCoding: true, ProgressiveLevel: passes,
	})
	return b.Bytes(), err
}

// Trim does nothing here: there is no C code.
func Trim() {}
