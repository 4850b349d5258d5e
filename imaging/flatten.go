package imaging

import (
	"fmt"
	"image"
	"image/draw"
)

// flatten converts a decoded picture to opaque RGBA at (0,0), with transparency
// on white. It checks palette indexes first, because package draw and the
// resizer do not. The resizer would panic in its own goroutines, which ends the
// program.
func flatten(src image.Image) (*image.RGBA, error) {
	b := src.Bounds()
	if b.Empty() {
		return nil, fmt.Errorf("empty picture %v", b)
	}
	if p, ok := src.(*image.Paletted); ok {
		if err := checkPalette(p); err != nil {
			return nil, err
		}
	}
	dst := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	op := draw.Src
	if !isOpaque(src) {
		draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
		op = draw.Over
	}
	draw.Draw(dst, dst.Rect, src, b.Min, op)
	return dst, nil
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
// rows. The JPEG encoder needs that.
func packed(img image.Image, r image.Rectangle) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	draw.Draw(dst, dst.Rect, img, r.Min, draw.Src)
	return dst
}

// asRGBA converts the resizer's result without copying. An opaque picture has
// the same pixels in both types, and RGBA encodes faster.
func asRGBA(n *image.NRGBA) *image.RGBA {
	return &image.RGBA{Pix: n.Pix, Stride: n.Stride, Rect: n.Rect}
}
