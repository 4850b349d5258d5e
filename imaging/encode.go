package imaging

import (
	"errors"
	"fmt"
	"image"
	"math"

	resize "github.com/disintegration/imaging"

	"facedesk/identity"
)

const (
	// MinLimit is the smallest limit of a portrait, in bytes.
	MinLimit = 1024
	// MinQuality is the lowest JPEG quality of a portrait.
	MinQuality = 30
	// MaxQuality is the highest JPEG quality of a portrait.
	MaxQuality = 95

	// maxPortraitPixels bounds the work for a service that takes megabytes; no
	// head needs more.
	maxPortraitPixels = 4_000_000
)

// Warm compiles the encoder, so that the first portrait does not wait for it
// (about 0.1 s of CPU in a new process). It is optional and may run in a
// goroutine.
func Warm() {
	_, _ = newCoder(image.NewRGBA(image.Rect(0, 0, 16, 16)), false)(lowest)
}

// Encode returns img as a JPEG of at most limit bytes, the quality it was
// encoded at and its size in pixels. The picture is scaled down, never up, to
// about nine pixels per byte of the limit, more where it is rich in detail and
// fewer where it is smooth; up to twelve are not scaled. The quality is the highest that fits: the next would exceed the limit, unless it is MaxQuality already. What
// does not fit at MinQuality is scaled down further. A limit below MinLimit is
// an error of kind Configuration. A progressive JPEG comes in several passes, and
// says a little more in its bytes. The bytes belong to the caller.
func Encode(img image.Image, limit int, progressive bool) (data []byte, quality int, size image.Point, err error) {
	if limit < MinLimit {
		return nil, 0, image.Point{}, tinyLimit(limit)
	}
	if img.Bounds().Empty() {
		return nil, 0, image.Point{}, unreadable(errors.New("empty picture"))
	}
	whole := packed(img, img.Bounds())
	pixels := float64(pixelsPerByte)
	if w, h := whole.Rect.Dx(), whole.Rect.Dy(); float64(w*h) <= unscaledPixels*float64(limit) {
		pixels = unscaledPixels
	}
	e, err := encodeWithin(whole, pixels, limit, progressive)
	if err != nil || e.size == whole.Rect.Size() {
		return e.data, e.best.quality(), e.size, err
	}
	if pixels = betterPixels(whole, e.small, e.best); pixels != pixelsPerByte && e.fits {
		e, err = encodeWithin(whole, pixels, limit, progressive)
	}
	return e.data, e.best.quality(), e.size, err
}

// encoded is a finished JPEG.
type encoded struct {
	data  []byte
	best  step
	small *image.RGBA // the picture as it was encoded
	size  image.Point
	fits  bool // it fitted without being scaled down further
}

// encodeWithin encodes at a number of pixels per byte of the limit, or fewer where
// not even MinQuality fits.
func encodeWithin(img *image.RGBA, pixels float64, limit int, progressive bool) (encoded, error) {
	size := fitPixels(img.Rect.Size(), min(pixels*float64(limit), maxPortraitPixels))
	for asked := size; ; {
		small := scaleTo(img, size)
		data, best, least, err := highestQuality(size.X*size.Y, limit, newCoder(small, progressive))
		if err != nil {
			return encoded{}, err
		}
		if data != nil {
			return encoded{data, best, small, size, size == asked}, nil
		}
		if size == (image.Point{1, 1}) {
			return encoded{}, tinyLimit(limit)
		}
		share := min(0.9*float64(limit)/float64(least), 0.8)
		size = fitPixels(size, share*float64(size.X*size.Y))
	}
}

func tinyLimit(limit int) error {
	return &identity.Error{
		Kind: identity.Configuration, Field: identity.FieldPhoto, Charged: identity.ChargedNo,
		What: identity.Text{
			ZH: fmt.Sprintf("所选服务的照片上限只有 %d 字节，放不下一张照片。", limit),
			EN: fmt.Sprintf("The chosen service allows only %d bytes for a photo, which is too few for any photo.", limit),
		},
		Next: identity.Text{ZH: "请管理员检查该服务的设置。", EN: "Ask the administrator to check the settings of this service."},
	}
}

// fitPixels scales a size down to a number of pixels and keeps its shape.
func fitPixels(size image.Point, pixels float64) image.Point {
	k := min(1, math.Sqrt(pixels/(float64(size.X)*float64(size.Y))))
	return image.Pt(max(1, int(float64(size.X)*k)), max(1, int(float64(size.Y)*k)))
}

func scaleTo(img image.Image, size image.Point) *image.RGBA {
	if size == img.Bounds().Size() {
		return packed(img, img.Bounds())
	}
	return asRGBA(resize.Resize(img, size.X, size.Y, resize.Lanczos))
}
