//go:build cgo && !purego

package turbo

// #cgo CFLAGS: -O3 -Wall -Wextra
// #cgo LDFLAGS: -ljpeg
// #cgo noescape facedesk_photo_size
// #cgo nocallback facedesk_photo_size
// #cgo noescape facedesk_photo_read
// #cgo nocallback facedesk_photo_read
// #include "turbo.h"
import "C"

import "image"

// Decode reads a JPEG file, shrunk by 1, 2, 4 or 8. It takes up to memory bytes
// beside the picture. The errors are ErrUnreadable and ErrTooLarge.
func Decode(data []byte, shrink int, memory int64) (Picture, error) {
	if len(data) == 0 {
		return Picture{}, ErrUnreadable
	}
	var p C.struct_facedesk_photo
	in, n, k, limit := (*C.uchar)(&data[0]), C.size_t(len(data)), C.int(shrink), C.size_t(memory)
	if err := failure(C.facedesk_photo_size(in, n, k, limit, &p)); err != nil {
		return Picture{}, err
	}
	img := image.NewRGBA(image.Rect(0, 0, int(p.width), int(p.height)))
	if len(img.Pix) == 0 {
		return Picture{}, ErrUnreadable
	}
	if err := failure(C.facedesk_photo_read(in, n, k, limit, &p, (*C.uchar)(&img.Pix[0]))); err != nil {
		return Picture{}, err
	}
	return Picture{Pixels: img, Ink: p.ink != 0, Rows: int(p.rows)}, nil
}

func failure(result C.int) error {
	switch result {
	case 0:
		return nil
	case 2:
		return ErrTooLarge
	}
	return ErrUnreadable
}
