//go:build cgo && !purego

package capture

// #cgo noescape facedesk_halve
// #cgo nocallback facedesk_halve
// #cgo noescape facedesk_mirror
// #cgo nocallback facedesk_mirror
// #include "rows.h"
import "C"

// halveRow writes the means of 2×2 pixels of two rows, rounded up and mirrored. A
// last column without another one is left out.
func halveRow(out, upper, lower []uint8) {
	if n := len(out) / 4; n > 0 && min(len(upper), len(lower)) >= 8*n {
		C.facedesk_halve((*C.uchar)(&upper[0]), (*C.uchar)(&lower[0]), (*C.uchar)(&out[0]), C.int(n))
	}
}

// mirrorRow mirrors a row of pixels.
func mirrorRow(row []uint8) {
	if n := len(row) / 4; n > 0 {
		C.facedesk_mirror((*C.uchar)(&row[0]), C.int(n))
	}
}
