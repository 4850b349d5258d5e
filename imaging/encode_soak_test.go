//go:build soak

package imaging

import (
	"image"
	"math"
	"testing"

	"facedesk/cli/soaktest"
)

// None of 10,000 portraits is larger than its limit, whatever is on it, baseline or
// progressive, and each can be read.
func TestSoakPortraitsFit(t *testing.T) {
	const portraits = 10_000
	rng, photo := soaktest.Random(t), demo(t)
	over := 0
	for i := range portraits {
		w, h := 16+rng.IntN(400), 16+rng.IntN(500)
		at := image.Pt(rng.IntN(photo.Rect.Dx()-w), rng.IntN(photo.Rect.Dy()-h))
		img := packed(photo, image.Rectangle{at, at.Add(image.Pt(w, h))})
		if grain := rng.IntN(60); i%3 == 0 {
			for k := range img.Pix {
				if k%4 != 3 {
					img.Pix[k] = uint8(min(max(int(img.Pix[k])+rng.IntN(grain+1)-grain/2, 0), 255))
				}
			}
		}
		limit := MinLimit + int(math.Exp(rng.Float64()*math.Log(60_000)))
		data, _, size, err := Encode(img, limit, i%2 == 1)
		if err != nil {
			t.Fatalf("%v in %d bytes: %v", img.Rect, limit, err)
		}
		if len(data) > limit {
			over++
			t.Errorf("%v: %d bytes of %d", img.Rect, len(data), limit)
		}
		if got, err := Decode(data); err != nil || got.Bounds().Size() != size {
			t.Fatalf("%v in %d bytes: %v, %v", img.Rect, limit, size, err)
		}
	}
	soaktest.Count(t, "portraits", portraits)
	soaktest.Count(t, "over", over)
}
