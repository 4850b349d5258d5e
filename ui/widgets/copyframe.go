package widgets

import (
	"encoding/binary"
	"image"
	"image/draw"
	"math/bits"
)

// copyFrame copies src over dst, which is packed, as large as src and begins at
// 0,0; mirrored if asked for.
func copyFrame(dst *image.RGBA, src image.Image, mirror bool) {
	rgba, ok := src.(*image.RGBA)
	if !ok {
		draw.Draw(dst, dst.Rect, src, src.Bounds().Min, draw.Src)
		rgba = dst
	}
	width := 4 * dst.Rect.Dx()
	from := rgba.PixOffset(rgba.Rect.Min.X, rgba.Rect.Min.Y)
	for y := range dst.Rect.Dy() {
		to, row := dst.Pix[y*dst.Stride:][:width], rgba.Pix[from+y*rgba.Stride:][:width]
		switch {
		case !mirror:
			copy(to, row)
		case rgba == dst:
			reverseRow(to)
		default:
			copyReversed(to, row)
		}
	}
}

// copyReversed copies pixels of four bytes from right to left, two at a time.
func copyReversed(to, from []byte) {
	to = to[:len(from)]
	i, j := 0, len(from)
	for ; j >= 8; i, j = i+8, j-8 {
		two := binary.LittleEndian.Uint64(from[j-8 : j])
		binary.LittleEndian.PutUint64(to[i:i+8], bits.RotateLeft64(two, 32))
	}
	copy(to[i:], from[:j]) // the first of an odd number
}

func reverseRow(row []byte) {
	for i, j := 0, len(row)-4; i < j; i, j = i+4, j-4 {
		a, b := binary.LittleEndian.Uint32(row[i:]), binary.LittleEndian.Uint32(row[j:])
		binary.LittleEndian.PutUint32(row[i:], b)
		binary.LittleEndian.PutUint32(row[j:], a)
	}
}
