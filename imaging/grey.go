package imaging

import (
	"image"
	"image/color"
)

// shrinkGrey returns the luma (BT.601) of rectangle r of img as a w×h picture.
// Each of its pixels is the mean of a grid of source pixels. r may reach beyond
// the picture, whose edge is then repeated. It is meant for shrinking.
func shrinkGrey(img image.Image, r image.Rectangle, w, h int) *image.Gray {
	dst := image.NewGray(image.Rect(0, 0, w, h))
	b := img.Bounds()
	cols, xs := samples(r.Min.X, r.Dx(), w, b.Min.X, b.Max.X)
	rows, ys := samples(r.Min.Y, r.Dy(), h, b.Min.Y, b.Max.Y)
	sums := make([]int, w)
	line := make([]uint8, len(xs))
	for y := range h {
		clear(sums)
		for _, sy := range ys[y*rows : (y+1)*rows] {
			lumaOf(img, sy, xs, line)
			addCells(sums, line, cols)
		}
		out := dst.Pix[y*dst.Stride:][:w]
		for x, sum := range sums {
			out[x] = uint8(sum / (rows * cols))
		}
	}
	return dst
}

// addCells adds each group of n values of line to one sum.
func addCells(sums []int, line []uint8, n int) {
	for x := range sums {
		for _, v := range line[x*n : x*n+n] {
			sums[x] += int(v)
		}
	}
}

// samples places the source coordinates from start to start+length in n cells,
// per coordinates in each, at most four, which suffices for a mean. They are
// limited to [lo, hi).
func samples(start, length, n, lo, hi int) (per int, at []int) {
	per = min(max(length/n, 1), 4)
	at = make([]int, n*per)
	for i := range at {
		at[i] = min(max(start+(2*i+1)*length/(2*len(at)), lo), hi-1)
	}
	return per, at
}

// lumaOf writes the luma of row y at the columns xs to line.
func lumaOf(img image.Image, y int, xs []int, line []uint8) {
	switch p := img.(type) {
	case *image.RGBA:
		row := p.Pix[p.PixOffset(p.Rect.Min.X, y):]
		for i, x := range xs {
			px := row[4*(x-p.Rect.Min.X):][:3:3]
			line[i] = luma(px[0], px[1], px[2])
		}
	case *image.YCbCr:
		row := p.Y[p.YOffset(p.Rect.Min.X, y):]
		for i, x := range xs {
			line[i] = row[x-p.Rect.Min.X]
		}
	case *image.Gray:
		row := p.Pix[p.PixOffset(p.Rect.Min.X, y):]
		for i, x := range xs {
			line[i] = row[x-p.Rect.Min.X]
		}
	default:
		for i, x := range xs {
			line[i] = color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y
		}
	}
}

// luma is BT.601 in integers: 0.299 R + 0.587 G + 0.114 B.
func luma(r, g, b uint8) uint8 {
	return uint8((77*uint32(r) + 150*uint32(g) + 29*uint32(b)) >> 8)
}
