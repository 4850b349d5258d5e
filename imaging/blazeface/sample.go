package blazeface

import (
	"image"
	"math"
)

// grid is the largest number of sample points across a pixel of the input. It
// suffices for a mean.
const grid = 3

// outside marks a point outside the picture, which is black.
const outside = -1

// sampler copies a region of a picture to the input.
type sampler struct {
	xs, ys []int    // sampled columns and rows of the picture
	sums   []uint32 // red, green, blue of one row of the input
}

// placing is the place of a region in the input: centred, as large as fits,
// upright.
type placing struct {
	region image.Rectangle
	scale  float64 // pixels of the input for one pixel of the picture
	x, y   int     // first pixel of the region in the input
	w, h   int     // size of the region in the input
}

func place(region image.Rectangle, side int) placing {
	scale := float64(side) / float64(max(region.Dx(), region.Dy()))
	w := max(1, int(math.Round(float64(region.Dx())*scale)))
	h := max(1, int(math.Round(float64(region.Dy())*scale)))
	return placing{region, scale, (side - w) / 2, (side - h) / 2, w, h}
}

// back converts a point of the input to a point of the picture, both in pixels.
func (p placing) back(x, y float32) Point {
	return Point{
		float32(p.region.Min.X) + (x-float32(p.x))*float32(p.region.Dx())/float32(p.w),
		float32(p.region.Min.Y) + (y-float32(p.y))*float32(p.region.Dy())/float32(p.h),
	}
}

// fill writes the region to the input, as red, green and blue from -1 to 1.
// Pixels around the region or outside the picture are black.
func (s *sampler) fill(img image.Image, p placing, side int, input []float32) {
	b := img.Bounds()
	var perX, perY int
	s.xs, perX = spread(s.xs[:0], p.region.Min.X, p.region.Dx(), p.w, b.Min.X, b.Max.X)
	s.ys, perY = spread(s.ys[:0], p.region.Min.Y, p.region.Dy(), p.h, b.Min.Y, b.Max.Y)
	blacken(input[:3*side*p.y])
	for y := range p.h {
		row := input[3*side*(p.y+y):][:3*side]
		blacken(row[:3*p.x])
		s.line(img, s.ys[y*perY:(y+1)*perY], perX, row[3*p.x:3*(p.x+p.w)])
		blacken(row[3*(p.x+p.w):])
	}
	blacken(input[3*side*(p.y+p.h) : 3*side*side])
}

func blacken(input []float32) {
	for i := range input {
		input[i] = -1
	}
}

// line writes one row of the input: the mean of the points in each cell.
func (s *sampler) line(img image.Image, ys []int, per int, to []float32) {
	k := 1 / (127.5 * float32(per*len(ys)))
	if p, ok := img.(*image.RGBA); ok && lineOf(p, ys, s.xs, per, k, to) {
		return
	}
	if len(s.sums) < len(to) {
		s.sums = make([]uint32, len(to))
	}
	sums := s.sums[:len(to)]
	clear(sums)
	for _, y := range ys {
		if y != outside {
			addRow(sums, img, y, s.xs, per)
		}
	}
	for i, sum := range sums {
		to[i] = float32(sum)*k - 1
	}
}

// spread places points in n cells of a length from start, per points in each
// cell. A cell smaller than a pixel takes its points from the width of a whole
// pixel, which approximates interpolation.
func spread(at []int, start, length, n, lo, hi int) (points []int, per int) {
	cell := float64(length) / float64(n)
	per = grid
	if cell >= 1 {
		per = min(int(math.Ceil(cell)), grid)
	}
	width := max(cell, 1)
	for i := range n {
		middle := float64(start) + (float64(i)+0.5)*cell
		for j := range per {
			x := int(math.Floor(middle + width*((float64(j)+0.5)/float64(per)-0.5)))
			if x < lo || x >= hi {
				at = append(at, outside)
			} else {
				at = append(at, x-lo)
			}
		}
	}
	return at, per
}

// addRow adds one row of the picture to the cells. Columns and rows count from
// the picture's own corner.
func addRow(sums []uint32, img image.Image, y int, xs []int, per int) {
	switch p := img.(type) {
	case *image.RGBA:
		addRGBA(sums, p.Pix[y*p.Stride:], xs, per)
	case *image.Gray:
		addGray(sums, p.Pix[y*p.Stride:], xs, per)
	default:
		corner := img.Bounds().Min
		for i, x := range xs {
			if x == outside {
				continue
			}
			r, g, b, _ := img.At(corner.X+x, corner.Y+y).RGBA()
			cell := sums[i/per*3:][:3]
			cell[0], cell[1], cell[2] = cell[0]+r>>8, cell[1]+g>>8, cell[2]+b>>8
		}
	}
}

func addRGBA(sums []uint32, row []uint8, xs []int, per int) {
	for len(sums) >= 3 {
		var r, g, b uint32
		for _, x := range xs[:per] {
			if x != outside {
				px := row[4*x:][:3:3]
				r, g, b = r+uint32(px[0]), g+uint32(px[1]), b+uint32(px[2])
			}
		}
		sums[0], sums[1], sums[2] = sums[0]+r, sums[1]+g, sums[2]+b
		sums, xs = sums[3:], xs[per:]
	}
}

func addGray(sums []uint32, row []uint8, xs []int, per int) {
	for i, x := range xs {
		if x != outside {
			cell, v := sums[i/per*3:][:3], uint32(row[x])
			cell[0], cell[1], cell[2] = cell[0]+v, cell[1]+v, cell[2]+v
		}
	}
}
