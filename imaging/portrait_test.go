package imaging

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"testing"

	"facedesk/assets"
	"facedesk/identity"
)

func ExampleMaker_PortraitFromFile() {
	finder, err := NewFinder(assets.ShortRange(), assets.FullRange())
	if err != nil {
		panic(err)
	}
	spec := identity.PortraitSpec{MaxBase64Chars: 51_200}
	portrait, report, err := NewMaker(finder).PortraitFromFile(assets.DemoPortrait(), spec, identity.SourceFile)
	fmt.Println(err, len(report.Warnings()), spec.Fits(portrait), portrait.Source)
	// Output: <nil> 0 true file
}

func TestPortraitSpecs(t *testing.T) {
	m, img := NewMaker(newFinder(t)), demo(t)
	for _, spec := range []identity.PortraitSpec{
		{}, {MaxBytes: 38_400}, {MaxBytes: 50 << 10}, {MaxBytes: 2 << 20}, {MaxBytes: 4096},
		{MaxBase64Chars: 51_200}, {MaxBase64Chars: 43_692}, {MaxBase64Chars: 1367 + 2},
		{MaxBytes: 30_000, MaxBase64Chars: 51_200}, {MaxBytes: 51_200, MaxBase64Chars: 20_001},
	} {
		p, r, err := m.Portrait(img, spec, identity.SourceCamera)
		if err != nil || len(r.Problems) > 0 {
			t.Errorf("%+v: %v, %v", spec, err, codes(r.Problems))
			continue
		}
		if !spec.Fits(p) || len(p.JPEG) > defaultLimit && spec == (identity.PortraitSpec{}) {
			t.Errorf("%+v: %d bytes, %d in base64", spec, len(p.JPEG), p.Base64Chars())
		}
		got, err := Decode(p.JPEG)
		if err != nil || got.Rect != image.Rect(0, 0, p.Width, p.Height) {
			t.Errorf("%+v: %v, %v; said %dx%d", spec, err, got.Rect, p.Width, p.Height)
		}
		if p.Source != identity.SourceCamera || p.Figures != r.Figures || p.Quality < MinQuality {
			t.Errorf("%+v: source %q, quality %d, figures %+v", spec, p.Source, p.Quality, p.Figures)
		}
	}
	for _, spec := range []identity.PortraitSpec{{MaxBytes: 100}, {MaxBase64Chars: 3}} {
		_, _, err := m.Portrait(img, spec, identity.SourceCamera)
		checkBad(t, err, identity.Configuration)
	}
}

func TestPortraitRefused(t *testing.T) {
	m := NewMaker(newFinder(t))
	spec := identity.PortraitSpec{MaxBytes: 50_000}
	for name, c := range map[string]struct {
		data []byte
		kind identity.Kind
		code Code
	}{
		"nobody":     {asPNG(room(640, 480)), identity.Retake, NoFace},
		"two people": {asJPEG(twoFaces(t)), identity.Retake, ManyFaces},
		"too small":  {asJPEG(scaled(demo(t), 700)), identity.Retake, TooSmall},
		"no picture": {[]byte("MZ\x90\x00"), identity.BadInput, ""},
		"damaged":    {assets.DemoPortrait()[:60_000], identity.BadInput, ""},
	} {
		p, r, err := m.PortraitFromFile(c.data, spec, identity.SourceFile)
		checkBad(t, err, c.kind)
		if !p.Empty() {
			t.Errorf("%s: a portrait beside an error", name)
		}
		if c.code != "" && (len(r.Problems) == 0 || r.Problems[0].Code != c.code || !r.Problems[0].Hard) {
			t.Errorf("%s: %v, want %s", name, codes(r.Problems), c.code)
		}
	}
}

// The portrait contains no metadata of the file, but the orientation is
// applied.
func TestPortraitFromFileClean(t *testing.T) {
	m := NewMaker(newFinder(t))
	secret := []byte("GPS 31.2304N 121.4737E Zhang San")
	stored := upright(demo(t), 8) // on its side, as phones store it
	data := withAPP1(asJPEG(stored), append(append([]byte("Exif\x00\x00"), exif(binary.LittleEndian, 6)...), secret...))
	p, r, err := m.PortraitFromFile(data, identity.PortraitSpec{MaxBytes: 50_000}, identity.SourceFile)
	if err != nil || len(r.Problems) > 0 {
		t.Fatalf("%v, %v", err, codes(r.Problems))
	}
	for _, word := range []string{"Exif", "GPS", "Zhang"} {
		if bytes.Contains(p.JPEG, []byte(word)) {
			t.Errorf("the portrait contains %q", word)
		}
	}
	if !near(r.Faces[0].Left, demoLeft, 6) || p.Height <= p.Width {
		t.Errorf("left pupil at %v, %dx%d", r.Faces[0].Left, p.Width, p.Height)
	}
}

// The clerk may send a portrait that has only warnings.
func TestPortraitWithWarnings(t *testing.T) {
	m := NewMaker(newFinder(t))
	p, r, err := m.Portrait(tilted(t, 22), identity.PortraitSpec{MaxBytes: 50_000}, identity.SourceCamera)
	if err != nil || p.Empty() || len(r.Warnings()) != 1 || r.Warnings()[0].Code != Tilted {
		t.Errorf("%v, %v", err, codes(r.Problems))
	}
}

// The portrait itself contains one face, well inside.
func TestPortraitShowsFace(t *testing.T) {
	f := newFinder(t)
	p, _, err := NewMaker(f).Portrait(demo(t), identity.PortraitSpec{MaxBytes: 32 << 10}, identity.SourceDemo)
	if err != nil {
		t.Fatal(err)
	}
	img := must(Decode(p.JPEG))
	faces := f.Find(img)
	if len(faces) != 1 || !headRect(faces[0]).In(img.Rect) {
		t.Errorf("faces %v on %v", faces, img.Rect)
	}
}
