package capture

import (
	"encoding/binary"
	"image"
	"sync"

	"facedesk/camera"
)

// sizeOf returns the size of a frame in pixels, upright.
func sizeOf(f *camera.Frame) image.Point {
	if f.View.Turn%180 != 0 {
		return image.Pt(f.Height, f.Width)
	}
	return image.Pt(f.Width, f.Height)
}

// sideways keeps pictures that wait to be turned.
var sideways = sync.Pool{New: func() any { return new(image.RGBA) }}

// decodeUpright decodes a frame and turns it as its camera hangs.
func decodeUpright(dec jpegDecoder, dst *image.RGBA, f *camera.Frame, shrink int, fine bool) error {
	r := shrunk(f.Width, f.Height, shrink)
	img := sideways.Get().(*image.RGBA)
	defer sideways.Put(img)
	if img.Rect != r {
		*img = *image.NewRGBA(r)
	}
	err := decodeColor(dec, img, f, shrink, fine)
	if !seen(err) {
		return err
	}
	if f.View.Mirror {
		mirror(img)
	}
	turn(dst, img, f.View.Turn)
	return err
}

// turn copies a packed picture, turned clockwise.
func turn(dst, src *image.RGBA, degrees int) {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	for y := range h {
		row := src.Pix[y*src.Stride:][:4*w]
		at, step := y*dst.Stride, 4 // where the row's first pixel goes, and the next
		switch degrees {
		case 90:
			at, step = 4*(h-1-y), dst.Stride
		case 180:
			at, step = (h-1-y)*dst.Stride+4*(w-1), -4
		case 270:
			at, step = (w-1)*dst.Stride+4*y, -dst.Stride
		}
		for x := 0; x < len(row); x += 4 {
			binary.NativeEndian.PutUint32(dst.Pix[at:], binary.NativeEndian.Uint32(row[x:]))
			at += step
		}
	}
}
