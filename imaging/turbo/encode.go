//go:build cgo && !purego

package turbo

// #cgo LDFLAGS: -lm
// #include <stdlib.h>
// #include "encode.h"
// #cgo noescape facedesk_coefficients
// #cgo nocallback facedesk_coefficients
// #cgo noescape facedesk_encode
// #cgo nocallback facedesk_encode
import "C"

import (
	"image"
	"unsafe"
)

// Encoder makes JPEG files of one picture. It may be used by one goroutine at a
// time.
type Encoder struct {
	width, height int
	coefficients  []float32
	levels        []int16
}

// NewEncoder prepares a picture that is opaque, packed and not empty. It keeps
// no reference to it.
func NewEncoder(img *image.RGBA) *Encoder {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	n := (w + 15) / 16 * ((h + 15) / 16) * 16 * 16 * 3 / 2
	e := &Encoder{w, h, make([]float32, n), make([]int16, n)}
	C.facedesk_coefficients((*C.uchar)(&img.Pix[0]), C.int(w), C.int(h), (*C.float)(&e.coefficients[0]))
	return e
}

// Encode returns a file in 4:2:0 with the steps of quality 75 times scale,
// baseline or progressive. The error is ErrTooLarge for a picture that no JPEG
// can hold.
func (e *Encoder) Encode(scale float64, progressive bool) ([]byte, error) {
	var file *C.uchar
	var size C.size_t
	passes := C.int(0)
	if progressive {
		passes = 1
	}
	if C.facedesk_encode((*C.float)(&e.coefficients[0]), C.int(e.width), C.int(e.height), C.double(scale), passes,
		(*C.short)(&e.levels[0]), &file, &size) != 0 {
		return nil, ErrTooLarge
	}
	defer C.free(unsafe.Pointer(file))
	return C.GoBytes(unsafe.Pointer(file), C.int(size)), nil
}
