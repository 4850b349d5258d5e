package imaging

import (
	"image"
	"slices"
	"strings"
	"testing"

	resize "github.com/disintegration/imaging"

	"facedesk/identity"
)

// A bare face that is far away, burnt, dark or blurred is told so, and not that
// something covers it. No portrait is made, whatever is lifted.
func TestFairToBareFaces(t *testing.T) {
	m, img := NewMaker(newFinder(t)), demo(t)
	lit := func(k float64) image.Image { return relit(img, func(int, int) float64 { return k }) }
	for name, c := range map[string]struct {
		img  image.Image
		want Code
	}{
		"far away":             {scaled(resize.Blur(img, 8), 320), TooSmall},
		"burnt":                {lit(2.2), Burnt},
		"burnt still more":     {lit(2.5), Burnt},
		"burnt and rather far": {scaled(lit(2.4), 960), Burnt},
		"hardly any light":     {lit(0.04), Dark},
		"blurred":              {resize.Blur(img, 8), Blurred},
	} {
		r := m.ExamineClosely(c.img)
		stop, _ := r.Lift(Stops()...).Stop()
		if len(r.Faces) != 1 || !DefaultMarks().unsure(r.Figures) || r.Problems[0].Code != c.want || r.has(Covered) || stop.Code != c.want {
			t.Errorf("%s: stopped by %q, %v, %+v", name, stop.Code, codes(r.Problems), r.Figures)
		}
		if !strings.Contains(stop.What.EN, "face") && c.want != Blurred || stop.Next.ZH == "" || stop.Next.EN == "" {
			t.Errorf("%s: %+v", name, stop.Sentences)
		}
	}
}

// Under a low score the colours of a cover are believed, unless the face is too
// small, dark or white for them.
func TestFairBlame(t *testing.T) {
	for _, c := range []struct{ codes, want []Code }{
		{nil, []Code{Covered}},
		{[]Code{Tilted, SideLit}, []Code{Covered, Tilted, SideLit}},
		{[]Code{Small, Burnt}, []Code{Burnt, Small}},
		{[]Code{TooSmall, Tilted, Blurred}, []Code{TooSmall, Tilted, Blurred}},
		{[]Code{Tilted, Small}, []Code{Covered, Tilted, Small}},
		{[]Code{Small, Blurred}, []Code{Blurred, Small}},
		{[]Code{MouthCovered, Small, Blurred}, []Code{MouthCovered, Covered, Small, Blurred}},
		{[]Code{EyesCovered, Burnt}, []Code{EyesCovered, Covered, Burnt}},
		{[]Code{MouthCovered, Burnt}, []Code{Burnt, MouthCovered}},
		{[]Code{EyesCovered, Dark}, []Code{Dark, EyesCovered}},
		{[]Code{MouthCovered, TooSmall}, []Code{TooSmall, MouthCovered}},
	} {
		if got := blamed(slices.Clone(c.codes)); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.codes, got, c.want)
		}
	}
}

// A file of such a picture is refused with what to do about it.
func TestFairRefusal(t *testing.T) {
	data := asJPEG(relit(demo(t), func(int, int) float64 { return 2.4 }))
	_, _, err := NewMaker(newFinder(t)).PortraitChosen(data, Choice{Lift: Stops()}, identity.PortraitSpec{}, identity.SourceFile)
	checkBad(t, err, identity.Retake)
	if err == nil || !strings.Contains(err.Error(), "bright") {
		t.Errorf("%v", err)
	}
}
