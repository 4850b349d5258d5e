//go:build !cgo || purego

package capture

// halveRow writes the means of 2×2 pixels of two rows, rounded up and mirrored. A
// last column without another one is left out.
func halveRow(out, upper, lower []uint8) {
	for i, n := 0, len(out); i < n; i++ {
		at := 2*(n-4-i&^3) + i&3
		out[i] = uint8((int(upper[at]) + int(upper[at+4]) + int(lower[at]) + int(lower[at+4]) + 3) >> 2)
	}
}
