//go:build !cgo || purego

package capture

import (
	"encoding/binary"
	"math/bits"
)

// halveRow writes the means of 2×2 pixels of two rows, rounded up and mirrored. A
// last column without another one is left out.
func halveRow(out, upper, lower []uint8) {
	for i, n := 0, len(out); i < n; i++ {
		at := 2*(n-4-i&^3) + i&3
		out[i] = uint8((int(upper[at]) + int(upper[at+4]) + int(lower[at]) + int(lower[at+4]) + 3) >> 2)
	}
}

// mirrorRow mirrors a row of pixels.
func mirrorRow(row []uint8) {
	i, j := 0, len(row)-8
	for ; i+8 <= j; i, j = i+8, j-8 { // two pixels at a time
		a, b := binary.NativeEndian.Uint64(row[i:]), binary.NativeEndian.Uint64(row[j:])
		binary.NativeEndian.PutUint64(row[i:], bits.RotateLeft64(b, 32))
		binary.NativeEndian.PutUint64(row[j:], bits.RotateLeft64(a, 32))
	}
	for j += 4; i < j; i, j = i+4, j-4 {
		a, b := binary.NativeEndian.Uint32(row[i:]), binary.NativeEndian.Uint32(row[j:])
		binary.NativeEndian.PutUint32(row[i:], b)
		binary.NativeEndian.PutUint32(row[j:], a)
	}
}
