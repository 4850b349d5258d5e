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

	// pixelsPerByte is where a face looks best at a given size: fewer pixels
	// lose detail, more pixels lose it to coarser quantisation.
	pixelsPerByte = 9
	// A simple picture comes to a quality above plainQuality, where more pixels say
	// more than finer steps; it gets morePixels times as many.
	plainQuality = 90
	morePixels   = 1.4
	// maxPortraitPixels bounds the work for a service that takes megabytes; no
	// head needs more.
	maxPortraitPixels = 4_000_000
)

// Warm compiles the encoder, so that the first portrait does not wait for it
// (about 0.1 s of CPU in a new process). It is optional and may run in a
// goroutine.
func Warm() {
	_, _ = encodeBaseline(image.NewRGBA(image.Rect(0, 0, 16, 16)), MinQuality)
}

// Encode returns img as a JPEG of at most limit bytes, the quality it was
// encoded at and its size in pixels. The picture is scaled down, never up, to
// about nine pixels per byte of the limit, more where it is simple, and the quality is the highest that
// fits: the next would exceed the limit, unless it is MaxQuality already. What
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
	encode := encodeBaseline
	if progressive {
		encode = encodeProgressive
	}
	whole := img.Bounds().Size()
	for pixels := pixelsPerByte * float64(limit); ; pixels *= morePixels {
		asked := fitPixels(whole, min(pixels, maxPortraitPixels))
		data, quality, size, err = encodeWithin(img, asked, limit, encode)
		if err != nil || quality <= plainQuality || asked == whole || pixels >= maxPortraitPixels {
			return data, quality, size, err
		}
	}
}

// encodeWithin encodes at a size, or smaller where not even MinQuality fits.
func encodeWithin(img image.Image, size image.Point, limit int, encode encoder) ([]byte, int, image.Point, error) {
	for {
		small := scaleTo(img, size)
		data, quality, least, err := highestQuality(small, limit, encode)
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

func encodeBaseline(img *image.RGBA, quality int) ([]byte, error) {
	return encodeBest(img, quality, 0)
}

func encodeProgressive(img *image.RGBA, quality int) ([]byte, error) {
	return encodeBest(img, quality, 2)
}

// encodeBest encodes with jpegli, which keeps a face about five SSIMULACRA2
// points better than Go's encoder at the same size. Where it cannot run (it
// needs memory that may be executed, which hardened systems refuse) Go's own
// does the work.
func encodeBest(img *image.RGBA, quality, passes int) ([]byte, error) {
	if data, err := encodeJpegli(img, quality, passes); err == nil {
		return data, nil
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

// encodeJpegli leaves out the encoder's adaptive quantisation: without it a face
// is one or two points better at the same size (docs/performance.md).
func encodeJpegli(img *image.RGBA, quality, passes int) (data []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("jpegli: %v", p)
		}
	}()
	var b bytes.Buffer
	err = jpegli.Encode(&b, img, &jpegli.EncodingOptions{
		Quality: quality, ChromaSubsampling: image.YCbCrSubsampleRatio420,
		OptimizeCoding: true, ProgressiveLevel: passes,
	})
	return b.Bytes(), err
}
