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

// A picture that lies beside a customer whose face is covered is not the customer.
func TestNobodyLiesBesideTheCustomer(t *testing.T) {
	m := NewMaker(newFinder(t))
	cover := color.RGBA{16, 16, 20, 255}
	lying := resize.Resize(resize.Rotate90(packed(demo(t), demoHead.Inset(-20))), 330, 0, resize.Linear)
	for name, over := range map[string]func(x, y int) bool{
		"mask and sunglasses": func(x, y int) bool {
			return y > 300 && y < 425 && x > 478 && x < 645 || oval(x, y, 508, 262, 44, 34) || oval(x, y, 614, 268, 44, 34)
		},
		"a hand over mouth, nose and an eye": func(x, y int) bool {
			return y > 225 && y < 425 && x > 478 && x < 580 || y > 290 && y < 425 && x > 478 && x < 645
		},
	} {
		img := asRGBA(resize.Paste(painted(t, cover, over), lying, image.Pt(930, 250)))
		v := m.turned(view{img: img, place: func(r image.Rectangle) image.Rectangle { return r }})
		if v.img != img {
			t.Errorf("%s: turned to somebody else, %v", name, v.report.Faces)
		}
		if p, _, err := m.PortraitChosen(asJPEG(img), Choice{}, identity.PortraitSpec{}, identity.SourceFile); err == nil || !p.Empty() {
			t.Errorf("%s: a portrait", name)
		}
	}
}

// A mask on its head looks like a forehead: where a face is seen either way up, the
// picture is turned round only for one that is seen as well as a bare one.
func TestMaskIsNoForehead(t *testing.T) {
	m := NewMaker(newFinder(t))
	seen := func(scores ...float32) (v view) {
		for _, s := range scores {
			v.report.Faces = append(v.report.Faces, Face{Quality: s})
		}
		return v
	}
	for name, c := range map[string]struct {
		turned, before view
		want           bool
	}{
		"a mask, upright":         {seen(0.84), seen(0.79), false},
		"a bare face on its head": {seen(0.93), seen(0.78), true},
		"nobody seen upright":     {seen(0.84), seen(), true},
	} {
		if got := m.surely(c.turned, c.before); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Somebody of whom hardly anything is seen, be it for blur or light, is looked for on
// the other sides too.
func TestHardlySeen(t *testing.T) {
	for code, want := range map[Code]bool{TooSmall: true, Covered: true, Blurred: true, Dark: true, ManyFaces: false, TurnedAway: false} {
		p := problem(code)
		if code == Blurred || code == Dark {
			p = stopping(code)
		}
		if got := (Report{Problems: []Problem{p}}).hardly(); got != want {
			t.Errorf("%s: %v", code, got)
		}
	}
}
