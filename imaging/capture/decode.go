package capture

import (
	"image"

	"facedesk/camera"
)

// jpegDecoder decodes a JPEG that checkFrame has accepted. The
// destination is packed, begins at (0,0) and has the size of shrunk. After
// errTorn it shows what there is. After another error its pixels are undefined.
type jpegDecoder interface {
	// color decodes to opaque RGBA, shrunk by 1, 2 or 4. fine selects the best
	// picture over the fastest.
	color(dst *image.RGBA, data []byte, shrink int, fine bool) error
}

// shrunk returns the size of a picture shrunk by n, rounded up.
func shrunk(w, h, n int) image.Rectangle {
	return image.Rect(0, 0, (w+n-1)/n, (h+n-1)/n)
}

// checkFrame refuses a frame that cannot be decoded, before anything is
// decoded. It mends an MJPEG frame and sets its size from its header.
func checkFrame(f *camera.Frame) error {
	if len(f.Data) > maxFrameBytes {
		return errSize
	}
	switch f.Format {
	case camera.MJPEG:
		return camera.Mend(f)
	case camera.YUYV:
		if f.Width%2 != 0 {
			return errSize // two pixels share their colour
		}
		return checkRaw(f, 2*f.Width)
	case camera.RGBA:
		return checkRaw(f, 4*f.Width)
	}
	return errFormat
}

func checkRaw(f *camera.Frame, stride int) error {
	switch {
	case !saneSize(f.Width, f.Height):
		return errSize
	case len(f.Data) < stride*f.Height:
		return errTruncated
	}
	return nil
}

// decode decodes a frame that checkFrame has accepted, upright.
func decode(dec jpegDecoder, dst *image.RGBA, f *camera.Frame, shrink int, fine bool) error {
	if f.View.Plain() {
		return decodeColor(dec, dst, f, shrink, fine)
	}
	return decodeUpright(dec, dst, f, shrink, fine)
}

// decodeColor decodes a frame as it comes. It is one that checkFrame has
// accepted. After errTorn the picture may be shown, and no portrait may be made of it.
func decodeColor(dec jpegDecoder, dst *image.RGBA, f *camera.Frame, shrink int, fine bool) error {
	switch f.Format {
	case camera.YUYV:
		yuyvToRGBA(dst, f.Data, f.Width, f.Height, shrink)
		return nil
	case camera.RGBA:
		shrinkRGBA(dst, f.Data, f.Width, f.Height, shrink)
		return nil
	}
	err := dec.color(dst, f.Data, shrink, fine)
	if err == nil && f.Cut {
		return errTorn
	}
	return err
}

// reuseRGBA returns img if it has the size of r, otherwise a new picture.
func reuseRGBA(img *image.RGBA, r image.Rectangle) *image.RGBA {
	if img == nil || img.Rect != r {
		return image.NewRGBA(r)
	}
	return img
}

// mirror mirrors a packed picture horizontally.
func mirror(img *image.RGBA) {
	for y := range img.Rect.Dy() {
		mirrorRow(img.Pix[y*img.Stride:][:4*img.Rect.Dx()])
	}
}
