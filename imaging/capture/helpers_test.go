package capture

import (
	"bytes"
	"image"
	"image/draw"
	"image/jpeg"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	resize "github.com/disintegration/imaging"

	"facedesk/assets"
	"facedesk/imaging"
)

// start is the beginning of the tests' clocks.
var start = time.Date(2025, 6, 1, 9, 0, 0, 0, time.UTC)

// namedDecoder is a decoder of this build.
type namedDecoder struct {
	name string
	jpegDecoder
}

func newMaker(t testing.TB) *imaging.Maker {
	t.Helper()
	f, err := imaging.NewFinder(assets.ShortRange(), assets.FullRange())
	if err != nil {
		t.Fatal(err)
	}
	return imaging.NewMaker(f)
}

// photo returns the program's photo of a person, 1280×720.
func photo(t testing.TB) *image.RGBA {
	t.Helper()
	img, err := imaging.Decode(assets.DemoPortrait())
	if err != nil {
		t.Fatal(err)
	}
	return img
}

var (
	photoLock sync.Mutex
	photoSets = map[image.Point][][]byte{}
)

// photoFrames returns four frames of the person with the noise of a sensor, made
// once for all tests.
func photoFrames(t testing.TB, size image.Point) [][]byte {
	t.Helper()
	photoLock.Lock()
	defer photoLock.Unlock()
	if photoSets[size] == nil {
		base := photo(t)
		if size != base.Rect.Size() {
			base = opaque(resize.Resize(base, size.X, size.Y, resize.Lanczos))
		}
		for i := range 4 {
			photoSets[size] = append(photoSets[size], asJPEG(t, noisy(base, uint64(i)), 85))
		}
	}
	return slices.Clone(photoSets[size])
}

func noisy(img *image.RGBA, seed uint64) *image.RGBA {
	rng := rand.New(rand.NewPCG(seed, 1))
	var noise [1 << 12]int
	for i := range noise {
		noise[i] = int(rng.NormFloat64() * 3)
	}
	dst := image.NewRGBA(img.Rect)
	for i, v := range img.Pix {
		if i%4 < 3 {
			v = clamp(int(v) + noise[rng.Uint32()%uint32(len(noise))])
		}
		dst.Pix[i] = v
	}
	return dst
}

func opaque(img image.Image) *image.RGBA {
	dst := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(dst, dst.Rect, img, img.Bounds().Min, draw.Src)
	return dst
}

func asJPEG(t testing.TB, img image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
