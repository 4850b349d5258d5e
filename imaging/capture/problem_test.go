//go:build !race

package capture

import (
	"image"
	"slices"
	"testing"
	"time"

	resize "github.com/disintegration/imaging"

	"facedesk/imaging"
)

// examined examines pictures a tenth of a second apart and returns the problems
// of the last.
func examined(t *testing.T, frames ...image.Image) []imaging.Code {
	t.Helper()
	var files [][]byte
	for _, f := range frames {
		files = append(files, asJPEG(t, f, 88))
	}
	kept := feed(t, newMaker(t), files...).ring.since(start)
	return kept[len(kept)-1].look.problems()
}

// at returns the person scaled by k and moved by (x, y) from the middle.
func at(img image.Image, k float64, x, y int) image.Image {
	scaled := resize.Resize(img, int(1280*k), 0, resize.Linear)
	wall := resize.New(1280, 720, img.At(20, 20))
	return resize.Paste(wall, scaled, image.Pt(640-int(float64(demoFace)*k)+x, 330-int(270*k)+y))
}

func TestWhereTheFaceIs(t *testing.T) {
	sharp := photo(t)
	for _, c := range []struct {
		name string
		img  image.Image
		want imaging.Code
	}{
		{"in the oval", at(sharp, 1, 0, 0), ""},
		{"a little beside it", at(sharp, 1, 80, 40), ""},
		{"to the left", at(sharp, 1, -200, 0), OffCentre},
		{"to the right", at(sharp, 1, 200, 0), OffCentre},
		{"low", at(sharp, 1, 0, 200), OffCentre},
		{"near", at(sharp, 1.5, 0, 0), TooClose},
		{"a little far", at(sharp, 0.78, 0, 0), imaging.Small},
		{"far", at(sharp, 0.55, 0, 0), imaging.TooSmall},
	} {
		got := examined(t, c.img)
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) == 0 || got[0] != c.want) {
			t.Errorf("%s: %v, want %q", c.name, got, c.want)
		}
	}
}

func TestMoving(t *testing.T) {
	var sharp, blurred image.Image = photo(t), resize.Blur(photo(t), 3)
	for name, c := range map[string]struct {
		img  image.Image
		step int // pixels in a tenth of a second
		want imaging.Code
	}{
		"still":          {sharp, 0, ""},
		"swaying":        {sharp, 3, ""},
		"walking":        {sharp, 25, Moving},
		"still, blurred": {blurred, 0, imaging.Blurred},
	} {
		got := examined(t, at(c.img, 1, 0, 0), at(c.img, 1, c.step, 0))
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) == 0 || got[0] != c.want) {
			t.Errorf("%s: %v, want %q", name, got, c.want)
		}
	}
}

// A blurred face that moves a little is reported as moving.
func TestBlurredByMoving(t *testing.T) {
	r := newMaker(t).Examine(photo(t))
	r.Problems = []imaging.Problem{{Code: imaging.Blurred}}
	for speed, want := range map[float64]imaging.Code{0: imaging.Blurred, 0.3: imaging.Blurred, 0.7: Moving, 2: Moving} {
		l := look{report: r, size: image.Pt(1280, 720), light: 0.5, speed: speed}
		if got := l.problems(); !slices.Equal(got, []imaging.Code{want}) {
			t.Errorf("at %v: %v, want %v", speed, got, want)
		}
	}
}

func TestOrderOfImportance(t *testing.T) {
	in := []imaging.Code{imaging.Blurred, "?", imaging.Dark, Moving, imaging.TooSmall, imaging.ManyFaces}
	want := []imaging.Code{imaging.ManyFaces, imaging.TooSmall, Moving, imaging.Dark, imaging.Blurred, "?"}
	if got := ordered(slices.Clone(in)); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	if got := ordered([]imaging.Code{imaging.NoFace, imaging.Dark}); got[0] != imaging.Dark {
		t.Errorf("without a face in the dark: %v", got)
	}
}

// A face that only a close look finds is reported until the next close look.
// Close looks are rare.
func TestCloseLooks(t *testing.T) {
	tilted := newMaker(t).ExamineClosely(photo(t))
	tilted.Problems = []imaging.Problem{{Code: imaging.Tilted}}
	closely := 0
	m := script{
		quick: func() imaging.Report {
			return imaging.Report{Problems: []imaging.Problem{{Code: imaging.NoFace, Hard: true}}}
		},
		closely: func() imaging.Report { closely++; return tilted },
	}
	l := feed(t, m, repeat(25, onePerson(t)[0])...)
	if closely != 3 {
		t.Errorf("%d close looks in 2.5 s", closely)
	}
	for _, k := range l.ring.since(start) {
		if p := k.look.problems(); len(p) == 0 || p[0] != imaging.Tilted {
			t.Errorf("problems %v", p)
		}
	}
}

func TestOvalFitsEveryFrame(t *testing.T) {
	for _, size := range []image.Point{{1280, 720}, {1920, 1080}, {640, 480}, {480, 640}, {16, 16}, {16, 4096}, {4096, 16}} {
		frame := image.Rectangle{Max: size}
		if oval := Oval(size); !oval.In(frame) {
			t.Errorf("%v: oval %v", size, oval)
		}
	}
}

func TestSettling(t *testing.T) {
	for name, c := range map[string]struct {
		light func(ms int) float64
		want  int // milliseconds
	}{
		"steady":   {func(int) float64 { return 0.5 }, 700},
		"rising":   {func(ms int) float64 { return min(1, float64(ms)/1200) }, 1300},
		"falling":  {func(ms int) float64 { return 1 - float64(ms)/5000 }, 700},
		"flicker":  {func(ms int) float64 { return 0.5 + 0.01*float64(ms/100%2) }, 700},
		"night":    {func(int) float64 { return 0.1 }, 2000},
		"plateau":  {func(ms int) float64 { return map[bool]float64{true: 0.1, false: 0.5}[ms < 1200] }, 1300},
		"for ever": {func(ms int) float64 { return float64(int(1) << (ms / 100)) }, 2000},
	} {
		s := settling{opened: start}
		for ms := 0; ms <= 3000; ms += 100 {
			at := start.Add(time.Duration(ms) * time.Millisecond)
			if got := s.settled(at, c.light(ms)); got != (ms >= c.want) {
				t.Errorf("%s: at %d ms settled is %v", name, ms, got)
			}
		}
	}
}
