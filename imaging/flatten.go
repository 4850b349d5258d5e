package imaging

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
)

// flatten converts any decoded picture into opaque RGBA at (0,0), n times
// smaller, transparency laid on white. Palette indexes are checked first:
// package draw and the resizer index the palette without looking, the latter in
// goroutines of its own, where a panic ends the program.
func flatten(src image.Image, n int) (*image.RGBA, error) {
	b := src.Bounds()
	if b.Empty() {
		return nil, fmt.Errorf("empty picture %v", b)
	}
	if p, ok := src.(*image.Paletted); ok {
		if err := checkPalette(p); err != nil {
			return nil, err
		}
	}
	src = visible(src)
	if n > 1 {
		return shrunken(src, n), nil
	}
	dst := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	lay(dst, src, b.Min, isOpaque(src))
	return dst, nil
}

// lay draws a part of src on dst.
func lay(dst *image.RGBA, src image.Image, from image.Point, opaque bool) {
	op := draw.Src
	if !opaque {
		draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
		op = draw.Over
	}
	draw.Draw(dst, dst.Rect, src, from, op)
}

// shrunken takes the mean of n×n pixels, from a strip of n rows at a time.
func shrunken(src image.Image, n int) *image.RGBA {
	b, opaque := src.Bounds(), isOpaque(src)
	strip := image.NewRGBA(image.Rect(0, 0, b.Dx(), n))
	dst := image.NewRGBA(image.Rect(0, 0, b.Dx()/n, b.Dy()/n))
	for y := range dst.Rect.Dy() {
		lay(strip, src, image.Pt(b.Min.X, b.Min.Y+y*n), opaque)
		out := dst.Pix[y*dst.Stride:]
		for x := range dst.Rect.Dx() {
			meanColor(out[4*x:][:4:4], strip, x*n, n)
		}
	}
	return dst
}

// meanColor is the mean of n columns of a strip.
func meanColor(out []uint8, strip *image.RGBA, x, n int) {
	var sum [3]int
	for y := range strip.Rect.Dy() {
		row := strip.Pix[y*strip.Stride+4*x:][:4*n]
		for i := 0; i < len(row); i += 4 {
			sum[0], sum[1], sum[2] = sum[0]+int(row[i]), sum[1]+int(row[i+1]), sum[2]+int(row[i+2])
		}
	}
	for c, v := range sum {
		out[c] = uint8(v / (n * n))
	}
	out[3] = 255
}

// visible ignores the transparency of a picture that nobody would see: the
// program that wrote it left the alpha channel empty.
func visible(src image.Image) image.Image {
	switch p := src.(type) {
	case *image.NRGBA:
		if allZero(p.Pix, 3, 4) {
			fill(p.Pix, 3, 4)
		}
	case *image.NRGBA64:
		if allZero(p.Pix, 6, 8) && allZero(p.Pix, 7, 8) {
			fill(p.Pix, 6, 8)
			fill(p.Pix, 7, 8)
		}
	case *image.NYCbCrA:
		if allZero(p.A, 0, 1) {
			return &p.YCbCr
		}
	case *image.Paletted:
		return visiblePalette(p)
	}
	return src
}

func visiblePalette(p *image.Paletted) image.Image {
	opaque := make(color.Palette, len(p.Palette))
	for i, c := range p.Palette {
		n := color.NRGBAModel.Convert(c).(color.NRGBA)
		if known, ok := c.(color.NRGBA); ok {
			n = known // its colour is lost where alpha is multiplied in
		}
		if n.A != 0 {
			return p
		}
		n.A = 255
		opaque[i] = n
	}
	seen := *p
	seen.Palette = opaque
	return &seen
}

func allZero(pix []uint8, first, step int) bool {
	for i := first; i < len(pix); i += step {
		if pix[i] != 0 {
			return false
		}
	}
	return true
}

func fill(pix []uint8, first, step int) {
	for i := first; i < len(pix); i += step {
		pix[i] = 255
	}
}

func checkPalette(p *image.Paletted) error {
	for y := range p.Rect.Dy() {
		for _, index := range p.Pix[y*p.Stride:][:p.Rect.Dx()] {
			if int(index) >= len(p.Palette) {
				return fmt.Errorf("colour %d of a palette of %d", index, len(p.Palette))
			}
		}
	}
	return nil
}

func isOpaque(img image.Image) bool {
	o, ok := img.(interface{ Opaque() bool })
	return ok && o.Opaque()
}

// packed returns a copy of a part of img as RGBA at (0,0) without gaps between
// the rows, which the JPEG encoder insists on.
func packed(img image.Image, r image.Rectangle) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	draw.Draw(dst, dst.Rect, img, r.Min, draw.Src)
	return dst
}

// asRGBA re-wraps the resizer's result. The pixels of an opaque picture are the
// same in both types, and RGBA encodes faster.
func asRGBA(n *image.NRGBA) *image.RGBA {
	return &image.RGBA{Pix: n.Pix, Stride: n.Stride, Rect: n.Rect}
}
