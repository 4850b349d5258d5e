package imaging

import (
	"errors"
	"image"
	"slices"
	"strings"
	"testing"

	resize "github.com/disintegration/imaging"

	"facedesk/identity"
)

// faceAt returns a face of a size at a point.
func faceAt(x, y, size int) Face {
	box := image.Rect(x-size/2, y-size/2, x-size/2+size, y-size/2+size)
	return Face{Box: box, Left: image.Pt(x-size/5, y-size/4), Right: image.Pt(x+size/5, y-size/4), Quality: 0.9}
}

var frame = image.Rect(0, 0, 1280, 720)

func TestWhoTheCustomerIs(t *testing.T) {
	customer := faceAt(640, 300, 240)
	sure := func(f Face) Face { f.Quality = 0.99; return f }
	for name, c := range map[string]struct {
		s    sight
		want []Face
		many bool
	}{
		"alone":                           {sight{faces: []Face{customer}}, []Face{customer}, false},
		"nobody":                          {sight{}, nil, false},
		"a surer one behind":              {sight{faces: []Face{sure(faceAt(900, 300, 90)), customer}}, []Face{customer, sure(faceAt(900, 300, 90))}, false},
		"half as large":                   {sight{faces: []Face{faceAt(1000, 300, 120), customer}}, []Face{customer, faceAt(1000, 300, 120)}, true},
		"as large, at the edge":           {sight{faces: []Face{faceAt(1150, 300, 240), customer}}, []Face{customer, faceAt(1150, 300, 240)}, true},
		"larger, at the edge":             {sight{faces: []Face{faceAt(1100, 500, 290), customer}}, []Face{customer, faceAt(1100, 500, 290)}, true},
		"a third":                         {sight{faces: []Face{customer, faceAt(300, 300, 80)}}, []Face{customer, faceAt(300, 300, 80)}, false},
		"a fifth":                         {sight{faces: []Face{customer, faceAt(300, 300, 48)}}, []Face{customer}, false},
		"covered, with a bystander":       {sight{faces: []Face{faceAt(1000, 300, 120)}, doubts: []Face{customer}}, nil, false},
		"something small beside":          {sight{faces: []Face{customer}, doubts: []Face{faceAt(900, 300, 90)}}, []Face{customer}, false},
		"something in the oval, no faces": {sight{doubts: []Face{customer}}, nil, false},
		"one more at the end":             {sight{faces: []Face{customer}, far: []Face{faceAt(1150, 300, 260)}}, []Face{customer, faceAt(1150, 300, 260)}, true},
		"only at the end":                 {sight{far: []Face{faceAt(1150, 300, 60)}}, nil, false},
	} {
		got := ranked(c.s, frame)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
		if len(got) > 0 && crowded(got) != c.many {
			t.Errorf("%s: two people %v", name, !c.many)
		}
		if found := choosable(c.s, frame); len(found) != len(c.s.faces)+len(c.s.doubts)+len(c.s.far) || len(got) > 0 && found[0] != got[0] {
			t.Errorf("%s: to choose from %v", name, found)
		}
	}
}

func TestCropAlone(t *testing.T) {
	customer := faceAt(640, 300, 200)
	whole := Crop(frame, customer)
	for name, c := range map[string]struct {
		other Face
		alone bool
	}{
		"far":               {faceAt(1100, 300, 100), true},
		"at the right edge": {faceAt(whole.Max.X, 300, 100), true},
		"at the left edge":  {faceAt(whole.Min.X, 300, 100), true},
		"below":             {faceAt(640, whole.Max.Y-10, 80), true},
		"cheek by cheek":    {faceAt(640+150, 300, 180), false},
	} {
		crop, alone := cropAlone(frame, []Face{customer, c.other})
		if alone != c.alone || alone && (crop.Overlaps(c.other.Box) || !headRect(customer).In(crop) || !crop.In(whole)) || crop.Empty() {
			t.Errorf("%s: %v of %v, alone %v", name, crop, whole, alone)
		}
	}
}

// A far person differs from nobody, and is not sent unless chosen.
func TestFarAway(t *testing.T) {
	m := NewMaker(newFinder(t))
	img := onCanvas(scaled(demo(t), 270), image.Pt(930, 300))
	r := m.ExamineClosely(img)
	if len(r.Faces) != 0 || len(r.Found) != 1 || !slices.Equal(codes(r.Problems), []Code{TooSmall}) || r.Err() == nil {
		t.Errorf("%v, %v", r.Found, codes(r.Problems))
	}
	large := asJPEG(scaled(img, 4480))
	_, _, err := m.PortraitFromFile(large, identity.PortraitSpec{}, identity.SourceFile)
	checkBad(t, err, identity.Retake)
	if p, _, err := m.PortraitChosen(large, Choice{Face: 1}, identity.PortraitSpec{}, identity.SourceFile); err != nil || p.Empty() {
		t.Errorf("chosen: %v", err)
	}
}

// beside returns the demo person, and her mirror image at the right, scaled by
// share.
func beside(t testing.TB, share float64) *image.RGBA {
	img := onCanvas(demo(t), image.Pt(-200, 0))
	other := resize.FlipH(resize.Crop(demo(t), image.Rect(330, 0, 800, 560)))
	other = resize.Resize(other, int(470*share), 0, resize.Lanczos)
	return asRGBA(resize.Paste(img, other, image.Pt(800, 100)))
}

func TestSecondPersonBySize(t *testing.T) {
	m := NewMaker(newFinder(t))
	for share, c := range map[float64]struct {
		faces int
		many  bool
	}{1: {2, true}, 0.75: {2, true}, 0.5: {2, true}, 0.34: {2, false}} {
		img := beside(t, share)
		for name, r := range map[string]Report{"Examine": m.Examine(img), "ExamineClosely": m.ExamineClosely(img)} {
			if len(r.Faces) != c.faces || r.has(ManyFaces) != c.many {
				t.Errorf("%s, a share of %g: %d faces, %v", name, share, len(r.Faces), codes(r.Problems))
			}
			if len(r.Faces) > 0 && r.Faces[0].Box.Min.X > 600 {
				t.Errorf("%s, a share of %g: the customer is at %v", name, share, r.Faces[0].Box)
			}
		}
	}
}

// The portrait shows the customer alone, although another person stood close.
func TestPortraitShowsOneOfTwo(t *testing.T) {
	img := onCanvas(demo(t), image.Point{})
	other := resize.Resize(resize.FlipH(resize.Crop(demo(t), image.Rect(380, 40, 755, 460))), 150, 0, resize.Lanczos)
	img = asRGBA(resize.Paste(img, other, image.Pt(740, 200)))
	m := NewMaker(newFinder(t))
	p, r, err := m.Portrait(img, identity.PortraitSpec{}, identity.SourceCamera)
	if err != nil || len(r.Faces) != 2 || !Crop(img.Rect, r.Faces[0]).Overlaps(r.Faces[1].Box) {
		t.Fatalf("%v, %v", err, r.Faces)
	}
	if faces := m.finder.Search(must(Decode(p.JPEG))); len(faces) != 1 {
		t.Errorf("%d faces on the portrait", len(faces))
	}
}

// A finished portrait without the customer, or with another person, is refused.
func TestFinishedPortrait(t *testing.T) {
	m := NewMaker(newFinder(t))
	img := demo(t)
	good := m.Examine(img)
	both := m.Examine(twoFaces(t))
	for name, c := range map[string]struct {
		img  *image.RGBA
		r    Report
		want Code
	}{
		"as it should be": {img, good, ""},
		"nobody":          {room(1280, 720), good, NoFace},
		"another place":   {img, Report{Faces: []Face{faceAt(900, 600, 250)}, Crop: image.Rect(300, 0, 1280, 720)}, NoFace},
		"two people":      {twoFaces(t), Report{Faces: both.Faces[:1], Crop: frame}, ManyFaces},
		"a crop alone":    {img, Report{Crop: Crop(frame, good.Faces[0])}, NoFace},
	} {
		p, err := m.Make(c.img, c.r, identity.PortraitSpec{}, identity.SourceCamera)
		if c.want == "" {
			if err != nil || p.Empty() {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		checkBad(t, err, identity.Retake)
		if refused, ok := errors.AsType[*Refusal](err); !ok || refused.Code != c.want || !p.Empty() || refused.Error() == "" {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func TestChoose(t *testing.T) {
	m := NewMaker(newFinder(t))
	data := asJPEG(twoFaces(t))
	portrait := func(c Choice) (identity.Portrait, Report, error) {
		return m.PortraitChosen(data, c, identity.PortraitSpec{MaxBytes: 50_000}, identity.SourceFile)
	}
	_, r, err := portrait(Choice{})
	checkBad(t, err, identity.Retake)
	e, _ := errors.AsType[*identity.Error](err)
	for i, part := range []string{"--face", "--crop", "1 = ", "2 = "} {
		if !strings.Contains(e.Next.EN, part) || !strings.Contains(e.Next.ZH, part) {
			t.Errorf("%d: %q is missing in %v", i, part, e.Next)
		}
	}
	for n := 1; n <= 2; n++ {
		p, chosen, err := portrait(Choice{Face: n})
		if err != nil || chosen.Faces[0] != r.Found[n-1] || chosen.Crop.Overlaps(r.Found[2-n].Box) || p.Empty() {
			t.Errorf("face %d: %v, %v", n, err, chosen.Crop)
		}
	}
	for name, c := range map[string]Choice{"no such face": {Face: 3}, "beyond": {Crop: image.Rect(2000, 0, 2100, 100)}, "below one": {Face: -1}} {
		_, _, err := portrait(c)
		checkBad(t, err, identity.BadInput)
		if e, ok := errors.AsType[*identity.Error](err); !ok || e.Next.EN == "" || e.Next.ZH == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, r, err := portrait(Choice{Crop: image.Rect(640, 0, 1280, 720)}); err != nil || len(r.Faces) != 1 {
		t.Errorf("the right half: %v", err)
	}
}

// The list counts in pixels of the photo, not of the cut part.
func TestListCountsInThePhoto(t *testing.T) {
	m := NewMaker(newFinder(t))
	img := image.NewRGBA(image.Rect(0, 0, 1280, 1720))
	copy(img.Pix[img.PixOffset(0, 1000):], twoFaces(t).Pix)
	_, r, err := m.PortraitChosen(asJPEG(img), Choice{Crop: image.Rect(0, 1000, 1280, 1720)}, identity.PortraitSpec{}, identity.SourceFile)
	e, _ := errors.AsType[*identity.Error](err)
	if err == nil || len(r.Found) != 2 || !strings.Contains(e.Next.EN, list(r.Found, func(b image.Rectangle) image.Rectangle { return b.Add(image.Pt(0, 1000)) })) || r.Found[0].Box.Min.Y > 720 {
		t.Errorf("%v, %v", err, r.Found)
	}
}
