package imaging

import (
	"image"

	resize "github.com/disintegration/imaging"
)

// upright undoes an EXIF orientation (TIFF 6.0, tag 274; the values say where
// row 0 and column 0 of the stored picture belong). Anything but 2..8 leaves
// the picture alone.
func upright(img *image.RGBA, orientation int) *image.RGBA {
	turn := map[int]func(image.Image) *image.NRGBA{
		2: resize.FlipH, 3: resize.Rotate180, 4: resize.FlipV, 5: resize.Transpose,
		6: resize.Rotate270, 7: resize.Transverse, 8: resize.Rotate90,
	}[orientation]
	if turn == nil {
		return img
	}
	return asRGBA(turn(img))
}
