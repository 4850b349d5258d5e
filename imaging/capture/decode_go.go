package capture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
)

// goDecoder uses image/jpeg. It serves builds without libjpeg-turbo, and tests
// of that decoder.
type goDecoder struct{}

func (goDecoder) color(dst *image.RGBA, data []byte, shrink int, _ bool) error {
	img, err := decodeGo(dst.Rect, data, shrink)
	if err != nil {
		return err
	}
	switch img := img.(type) {
	case *image.YCbCr:
		shrinkYCbCr(dst, img, shrink)
	case *image.Gray:
		shrinkGray(dst, img, shrink)
	default:
		full := asRGBA(img)
		shrinkRGBA(dst, full.Pix, full.Rect.Dx(), full.Rect.Dy(), shrink)
	}
	return nil
}

// decodeGo decodes a picture. want is its size when shrunk.
func decodeGo(want image.Rectangle, data []byte, shrink int) (image.Image, error) {
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, errTruncated
	}
	if b := img.Bounds(); b.Min != (image.Point{}) || shrunk(b.Dx(), b.Dy(), shrink) != want {
		return nil, errSize
	}
	return img, nil
}

func asRGBA(img image.Image) *image.RGBA {
	dst := image.NewRGBA(img.Bounds())
	draw.Draw(dst, dst.Rect, img, img.Bounds().Min, draw.Src)
	return dst
}

// shrinkYCbCr uses the mean brightness of each cell and the colour at its
// middle.
func shrinkYCbCr(dst *image.RGBA, src *image.YCbCr, shrink int) {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	for y := range dst.Rect.Dy() {
		out := dst.Pix[y*dst.Stride:][:4*dst.Rect.Dx()]
		cy := min(y*shrink+shrink/2, h-1)
		for x := range dst.Rect.Dx() {
			c := src.COffset(min(x*shrink+shrink/2, w-1), cy)
			v := meanOf(src.Y, src.YStride, 1, x*shrink, y*shrink, w, h, shrink)
			r, g, b := color.YCbCrToRGB(v, src.Cb[c], src.Cr[c])
			px := out[4*x:][:4:4]
			px[0], px[1], px[2], px[3] = r, g, b, 255
		}
	}
}

// shrinkGray uses the mean of each cell.
func shrinkGray(dst *image.RGBA, src *image.Gray, shrink int) {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	for y := range dst.Rect.Dy() {
		out := dst.Pix[y*dst.Stride:][:4*dst.Rect.Dx()]
		for x := range dst.Rect.Dx() {
			v := meanOf(src.Pix, src.Stride, 1, x*shrink, y*shrink, w, h, shrink)
			px := out[4*x:][:4:4]
			px[0], px[1], px[2], px[3] = v, v, v, 255
		}
	}
}

// meanOf returns the mean of every step-th byte in the n×n cell at (x, y). It
// uses only pixels inside w×h.
func meanOf(pix []uint8, stride, step, x, y, w, h, n int) uint8 {
	if n == 1 {
		return pix[y*stride+x*step]
	}
	sum, count := 0, 0
	for cy := y; cy < min(y+n, h); cy++ {
		row := pix[cy*stride:]
		for cx := x; cx < min(x+n, w); cx++ {
			sum += int(row[cx*step])
			count++
		}
	}
	return uint8(sum / count)
}
