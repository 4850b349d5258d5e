package imaging

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math"

	resize "github.com/disintegration/imaging"
	"github.com/gen2brain/jpegli"

	"facedesk/identity"
)

const (
	// MinLimit is the smallest limit of a portrait, in bytes.
	MinLimit = 1024
	// MinQuality is the lowest JPEG quality of a portrait.
	MinQuality = 30
	// MaxQuality is the highest JPEG quality of a portrait.
	MaxQuality = 95

	// pixelsPerByte is the best number of pixels for a file size. Fewer pixels
	// lose detail, and more pixels lose it to coarser quantisation.
	pixelsPerByte = 7
	// maxPortraitPixels limits the work for a service that accepts megabytes.
	// No head needs more pixels.
	maxPortraitPixels = 4_000_000
)

// Warm compiles the encoder, so that the first portrait does not wait for it
// (about 0.1 s of CPU in a new process). It is optional and may run in a
// goroutine.
func Warm() {
	_, _ = encodeBest(image.NewRGBA(image.Rect(0, 0, 16, 16)), MinQuality)
}

// Encode returns img as a JPEG of at most limit bytes, its quality, and its
// size in pixels. It scales the picture down, never up, to about seven pixels
// per byte of the limit. The quality is the highest that fits; the next would
// exceed the limit, unless it is MaxQuality already. A picture that does not
// fit at MinQuality is scaled down further. A limit below MinLimit is an error
// of kind Configuration. The caller owns the bytes.
func Encode(img image.Image, limit int) (data []byte, quality int, size image.Point, err error) {
	if limit < MinLimit {
		return nil, 0, image.Point{}, tinyLimit(limit)
	}
	if img.Bounds().Empty() {
		return nil, 0, image.Point{}, unreadable(errors.New("empty picture"))
	}
	size = fitPixels(img.Bounds().Size(), min(pixelsPerByte*float64(limit), maxPortraitPixels))
	for {
		small := scaleTo(img, size)
		data, quality, least, err := highestQuality(small, limit, encodeBest)
		if err != nil {
			return nil, 0, image.Point{}, err
		}
		if data != nil {
			return data, quality, size, nil
		}
		if size == (image.Point{1, 1}) {
			return nil, 0, image.Point{}, tinyLimit(limit)
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

// encodeBest encodes with jpegli, whose faces are about five SSIMULACRA2 points
// better than those of Go's encoder at the same size. jpegli needs executable
// memory, which hardened systems refuse; then Go's encoder does the work.
func encodeBest(img *image.RGBA, quality int) ([]byte, error) {
	if data, err := encodeJpegli(img, quality); err == nil {
		return data, nil
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

func encodeJpegli(img *image.RGBA, quality int) (data []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("jpegli: %v", p)
		}
	}()
	var b bytes.Buffer
	err = jpegli.Encode(&b, img, &jpegli.EncodingOptions{
		Quality: quality, ChromaSubsampling: image.YCbCrSubsampleRatio420,
		OptimizeCoding: true, AdaptiveQuantization: true,
	})
	return b.Bytes(), err
}
