package imaging

import (
	"image"
	"image/color"
	"runtime"
	"testing"

	resize "github.com/disintegration/imaging"

	"facedesk/identity"
)

// A large picture that lies on its side is turned as a small one is, and is not
// turned in full size for each look.
func TestLargePicturesAreTurnedSmall(t *testing.T) {
	m := NewMaker(newFinder(t))
	person := resize.Resize(demo(t), 0, 3000, resize.Linear)
	large := asRGBA(resize.Rotate90(resize.PasteCenter(resize.New(4500, 4000, color.Black), person)))
	p, r, err := m.PortraitChosen(asJPEG(large), Choice{}, identity.PortraitSpec{MaxBytes: 51_200}, identity.SourceFile)
	if err != nil || p.Height <= p.Width || r.Faces[0].Box.Empty() {
		t.Fatalf("%d×%d, %v", p.Width, p.Height, err)
	}
	empty := view{img: image.NewRGBA(image.Rect(0, 0, 4900, 4900)), place: func(r image.Rectangle) image.Rectangle { return r }}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	m.turned(empty)
	runtime.ReadMemStats(&after)
	if taken := after.TotalAlloc - before.TotalAlloc; taken > 2*4*turnPixels*4 {
		t.Errorf("%d bytes for looking at the other turns", taken)
	}
}
