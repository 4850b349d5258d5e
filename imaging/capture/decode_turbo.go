//go:build cgo && !purego

package capture

// #cgo CFLAGS: -O2
// #cgo LDFLAGS: -ljpeg
// #cgo noescape facedesk_jpeg
// #cgo nocallback facedesk_jpeg
// #include "turbo.h"
import "C"

import "image"

// newDecoder returns the decoder of this build.
func newDecoder() jpegDecoder { return turboDecoder{} }

// turboDecoder uses libjpeg-turbo, which shrinks while it decodes.
type turboDecoder struct{}

func (turboDecoder) color(dst *image.RGBA, data []byte, shrink int, fine bool) error {
	exact := C.int(0)
	if fine {
		exact = 1
	}
	return turbo(dst, data, C.int(shrink), exact)
}

// turbo calls the library, which keeps no pointer.
func turbo(dst *image.RGBA, data []byte, shrink, fine C.int) error {
	r := dst.Rect
	if len(data) == 0 || r.Empty() || len(dst.Pix) < 4*r.Dx()*r.Dy() {
		return errTruncated
	}
	switch C.facedesk_jpeg((*C.uchar)(&data[0]), C.size_t(len(data)), (*C.uchar)(&dst.Pix[0]),
		C.int(r.Dx()), C.int(r.Dy()), shrink, fine) {
	case 0:
		return nil
	case 2:
		return errTorn
	}
	return errTruncated
}
