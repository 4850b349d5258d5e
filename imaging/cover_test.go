package imaging

import (
	"image"
	"image/color"
	"slices"
	"testing"

	resize "github.com/disintegration/imaging"

	"facedesk/identity"
)

// painted is the demo's photo with something over a part of it.
func painted(t testing.TB, c color.RGBA, over func(x, y int) bool) *image.RGBA {
	img := packed(demo(t), frame)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if over(x, y) {
				img.SetRGBA(x, y, c)
			}
		}
	}
	return img
}

func greyed(img *image.RGBA) *image.RGBA { return asRGBA(resize.Grayscale(img)) }

func oval(x, y, cx, cy, rx, ry int) bool {
	dx, dy := float64(x-cx)/float64(rx), float64(y-cy)/float64(ry)
	return dx*dx+dy*dy < 1
}

// What covers a face is found and asked about; what belongs to somebody is not.
func TestCover(t *testing.T) {
	m := NewMaker(newFinder(t))
	cloth, black, green := color.RGBA{185, 212, 230, 255}, color.RGBA{16, 16, 20, 255}, color.RGBA{40, 92, 70, 255}
	mask := func(x, y int) bool { return y > 300 && y < 425 && x > 478 && x < 645 }
	lens := func(x, y int) bool { return oval(x, y, 508, 262, 44, 34) || oval(x, y, 614, 268, 44, 34) }
	fringe := func(x, y int) bool { return mask(x, y) || y > 60 && y < 226 && x > 430 && x < 690 }
	rims := func(x, y int) bool {
		ring := func(cx, cy int) bool { return oval(x, y, cx, cy, 44, 34) && !oval(x, y, cx, cy, 40, 30) }
		return ring(508, 262) || ring(614, 268) || y > 258 && y < 263 && x > 552 && x < 571
	}
	scarf := func(x, y int) bool { return !oval(x, y, 560, 315, 112, 138) && oval(x, y, 560, 290, 215, 260) }
	for name, c := range map[string]struct {
		img  image.Image
		want []Code // one of them is said; nil: none of any cover
	}{
		"a mask":                         {painted(t, cloth, mask), []Code{MouthCovered, Covered}},
		"a dark mask":                    {painted(t, green, mask), []Code{MouthCovered, Covered}},
		"a black mask below black hair":  {painted(t, black, fringe), []Code{MouthCovered, Covered}},
		"a black mask in a grey picture": {greyed(painted(t, black, mask)), []Code{MouthCovered, Covered}},
		"black hair":                     {painted(t, black, func(x, y int) bool { return fringe(x, y) && !mask(x, y) }), nil},
		"sunglasses":                     {painted(t, black, lens), []Code{EyesCovered}},
		"glasses":                        {painted(t, black, rims), nil},
		"an eye patch":                   {painted(t, black, func(x, y int) bool { return oval(x, y, 614, 264, 36, 32) }), nil},
		"a headscarf":                    {painted(t, green, scarf), nil},
		"a dark headscarf":               {painted(t, black, scarf), nil},
		"nothing":                        {demo(t), nil},
		"nothing, dark":                  {relit(demo(t), func(int, int) float64 { return 0.35 }), nil},
	} {
		r := m.Examine(c.img)
		said := slices.DeleteFunc(codes(r.Problems), func(c Code) bool { return c != MouthCovered && c != EyesCovered && c != Covered })
		named := slices.ContainsFunc(said, func(s Code) bool { return slices.Contains(c.want, s) })
		if len(r.Faces) != 1 || named != (c.want != nil) || !named && len(said) > 0 {
			t.Errorf("%s: %d faces, %v of %v, %+v", name, len(r.Faces), said, codes(r.Problems), r.Figures)
		}
	}
}

// Nobody is sent who was asked about, until somebody has said that it will do;
// and nobody at all of whom so little is seen.
func TestLift(t *testing.T) {
	m := NewMaker(newFinder(t))
	img := demo(t)
	good := m.Examine(img)
	with := func(codes ...Code) Report {
		r := good
		for _, c := range codes {
			r.Problems = append(r.Problems, problem(c))
		}
		return r
	}
	for name, c := range map[string]struct {
		r    Report
		want Code // that stops
	}{
		"asked":                {with(Small, MouthCovered), MouthCovered},
		"lifted":               {with(Small, MouthCovered).Lift(MouthCovered), ""},
		"another lifted":       {with(MouthCovered).Lift(EyesCovered), MouthCovered},
		"both":                 {with(MouthCovered, TurnedAway).Lift(Stops()...), ""},
		"hard":                 {with(MouthCovered, Covered).Lift(MouthCovered, Covered), Covered},
		"hard before asked":    {with(MouthCovered, Covered), Covered},
		"many are not lifted":  {with(ManyFaces).Lift(ManyFaces), ManyFaces},
		"nothing":              {good, ""},
		"lifting for no cause": {good.Lift(Stops()...), ""},
	} {
		p, err := m.Make(img, c.r, identity.PortraitSpec{}, identity.SourceCamera)
		stop, stopped := c.r.Stop()
		if (err != nil) != (c.want != "") || p.Empty() != (c.want != "") || stopped != (c.want != "") || stop.Code != c.want {
			t.Errorf("%s: %v, stopped by %q", name, err, stop.Code)
		}
	}
	if r := with(MouthCovered); len(r.Lift(MouthCovered).Warnings()) != 1 || len(r.Warnings()) != 0 || !r.Problems[len(r.Problems)-1].Asks {
		t.Error("a lifted problem warns, and the report it was lifted in stays as it was")
	}
}

// A file that asks is refused, and made when it is said to do.
func TestLiftedFile(t *testing.T) {
	m := NewMaker(newFinder(t)).By(Marks{MinEyes: 70, LidLight: 100, Turned: 9, TurnedAway: 9, Roll: 90, Burnt: 1})
	data := asJPEG(demo(t))
	if _, r, err := m.PortraitFromFile(data, identity.PortraitSpec{}, identity.SourceFile); err == nil || !r.has(EyesCovered) {
		t.Errorf("%v, %v", err, codes(r.Problems))
	}
	p, r, err := m.PortraitChosen(data, Choice{Lift: Stops()}, identity.PortraitSpec{}, identity.SourceFile)
	if err != nil || p.Empty() || len(r.Warnings()) == 0 {
		t.Errorf("%v, %v", err, codes(r.Problems))
	}
}

// The marks decide, each by itself.
func TestJudge(t *testing.T) {
	f := faceAt(640, 300, 240)
	f.Nose = image.Pt(640, 310)
	good := identity.Figures{EyeDistance: 96, Sharpness: 500, Luminance: 0.5, Top: 0.8, Contrast: 0.6, Behind: 0.5, SideLight: 0.6, Score: 0.93, Turn: 0.05, NoseColour: 4, LidLight: 1}
	for name, c := range map[string]struct {
		change func(*identity.Figures)
		want   []Code
	}{
		"good":                              {func(*identity.Figures) {}, nil},
		"a dark face in good light":         {func(g *identity.Figures) { g.Luminance, g.Top, g.Contrast = 0.16, 0.42, 0.3 }, nil},
		"… before a bright wall":            {func(g *identity.Figures) { g.Luminance, g.Top, g.Contrast, g.Behind = 0.16, 0.45, 0.3, 0.95 }, nil},
		"a dim room":                        {func(g *identity.Figures) { g.Luminance, g.Top, g.Contrast, g.Behind = 0.06, 0.15, 0.1, 0.1 }, []Code{Dark}},
		"only a window behind":              {func(g *identity.Figures) { g.Luminance, g.Top, g.Contrast, g.Behind = 0.2, 0.35, 0.25, 0.95 }, []Code{Backlit}},
		"turned":                            {func(g *identity.Figures) { g.Turn = 0.25 }, []Code{Turned}},
		"turned away, whose score is low":   {func(g *identity.Figures) { g.Turn, g.Score = 0.4, 0.7 }, []Code{TurnedAway}},
		"seems turned away under a mask":    {func(g *identity.Figures) { g.Turn, g.Score, g.NoseColour = 0.4, 0.7, 20 }, []Code{MouthCovered, TurnedAway}},
		"a nose of another colour":          {func(g *identity.Figures) { g.NoseColour, g.Score = 20, 0.86 }, []Code{MouthCovered}},
		"… on a face that is sure":          {func(g *identity.Figures) { g.NoseColour = 20 }, nil},
		"cheeks as dark as a mask":          {func(g *identity.Figures) { g.LidLight, g.Score = 3, 0.86 }, []Code{MouthCovered}},
		"… on a sure face":                  {func(g *identity.Figures) { g.LidLight = 3 }, nil},
		"a little colour, surely a face":    {func(g *identity.Figures) { g.NoseColour, g.Score = 6, 0.89 }, nil},
		"a little colour, hardly a face":    {func(g *identity.Figures) { g.NoseColour, g.Score = 6, 0.84 }, []Code{MouthCovered}},
		"dark below the eyes":               {func(g *identity.Figures) { g.LidLight = 0.5 }, []Code{EyesCovered}},
		"hardly a face":                     {func(g *identity.Figures) { g.Score = 0.75 }, []Code{Covered}},
		"a nose of another colour, as well": {func(g *identity.Figures) { g.NoseColour, g.Score = 20, 0.75 }, []Code{MouthCovered, Covered}},
	} {
		g := good
		c.change(&g)
		if got := DefaultMarks().judge(g, f, frame); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
