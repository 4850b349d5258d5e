//go:build cgo && !purego

package blazeface

// #cgo CFLAGS: -O3 -Wno-psabi
// #cgo noescape facedesk_run_base
// #cgo nocallback facedesk_run_base
// #cgo noescape facedesk_run_avx2
// #cgo nocallback facedesk_run_avx2
// #cgo noescape facedesk_line
// #cgo nocallback facedesk_line
// #include "blazeface.h"
import "C"

import (
	"image"
	"unsafe"
)

// The size of the struct in the C source is the same.
const _ = uint(unsafe.Sizeof(step{})-C.sizeof_struct_facedesk_step) + uint(C.sizeof_struct_facedesk_step-unsafe.Sizeof(step{}))

// avx2 is determined once, because the processor does not change.
var avx2 = C.facedesk_has_avx2() != 0

// run runs all steps in the fastest way of this processor.
func run(steps []step, weights, memory []float32) {
	if avx2 {
		runAVX2(steps, weights, memory)
		return
	}
	runBase(steps, weights, memory)
}

func runBase(steps []step, weights, memory []float32) {
	C.facedesk_run_base((*C.struct_facedesk_step)(unsafe.Pointer(&steps[0])), C.int(len(steps)),
		(*C.float)(&weights[0]), (*C.float)(&memory[0]))
}

func runAVX2(steps []step, weights, memory []float32) {
	C.facedesk_run_avx2((*C.struct_facedesk_step)(unsafe.Pointer(&steps[0])), C.int(len(steps)),
		(*C.float)(&weights[0]), (*C.float)(&memory[0]))
}

// lineOf writes one row of the input, and reports whether this build does that in
// C. xs and ys lie in the picture or are outside.
func lineOf(img *image.RGBA, ys, xs []int, per int, k float32, to []float32) bool {
	C.facedesk_line((*C.uchar)(&img.Pix[0]), C.ptrdiff_t(img.Stride), (*C.ptrdiff_t)(unsafe.Pointer(&ys[0])), C.int(len(ys)),
		(*C.ptrdiff_t)(unsafe.Pointer(&xs[0])), C.int(per), C.int(len(xs)/per), C.float(k), (*C.float)(&to[0]))
	return true
}
