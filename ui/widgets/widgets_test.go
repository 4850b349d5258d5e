package widgets

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"facedesk/ui/theme"
)

func TestHintsAndChoicesAreTapped(t *testing.T) {
	desk(t)
	p, taps, chosen := theme.Colours(), 0, -1
	h := NewKeyHint("F6", "详情", p.Ink, func() { taps++ })
	c := NewChoice(p, []string{"居民身份证", "护照"}, func(i int) { chosen = i })
	window(t, container.NewVBox(h, c), 400, 100)
	test.Tap(h)
	h.Set("F6", "详情", false)
	test.Tap(h)
	if taps != 1 {
		t.Errorf("%d taps", taps)
	}
	second := c.options[1].(*option)
	test.Tap(second)
	if chosen != 1 {
		t.Errorf("chosen %d", chosen)
	}
	c.Set([]string{"居民身份证", "护照", "台胞证"}, 1)
	chosen = -1
	test.Tap(second)
	if chosen != -1 || len(c.options) != 3 {
		t.Errorf("the chosen one chosen again: %d of %d", chosen, len(c.options))
	}
}

// relative luminance, WCAG 2.2
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		f := float64(v) / 0xFFFF
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrast(t *testing.T) {
	p := theme.Colours()
	for name, c := range map[string][2]color.Color{
		"ink": {p.Ink, p.Surface}, "muted": {p.Muted, p.Surface}, "muted on paper": {p.Muted, p.Paper},
		"accent": {p.Accent, p.Surface}, "on accent": {p.OnAccent, p.Accent}, "on soft": {p.Accent, p.Soft},
		"pass": {p.OnPass, p.Pass}, "pass text": {p.Pass, p.Surface}, "fault": {p.OnFault, p.Fault}, "fault text": {p.Fault, p.Surface},
		"warn": {p.WarnInk, p.WarnPaper}, "warn shape": {p.Warn, p.WarnPaper}, "identity": {p.OnDark, p.Identity},
		"stripe": {p.StripeInk, p.Stripe}, "pale stripe": {p.StripeInk, p.StripeLow},
	} {
		if got := contrast(c[0], c[1]); got < 4.5 {
			t.Errorf("%s: %.2f", name, got)
		}
	}
}

// No two families share a shape. A demo never looks like a real verdict.
func TestFamiliesNeedNoColour(t *testing.T) {
	desk(t)
	v := NewVerdict(theme.Colours())
	shapes := map[Shape]Family{}
	for _, f := range []Family{FamilyNotChecked, FamilyPass, FamilyMismatch, FamilyIdentityMatch} {
		v.SetContent(VerdictContent{Family: f})
		plain := v.appearance()
		if other, taken := shapes[plain.shape]; taken {
			t.Errorf("families %d and %d have one shape", f, other)
		}
		shapes[plain.shape] = f
		if light := luminance(plain.paper) > 0.5; light != (f == FamilyNotChecked) || plain.framed != (f == FamilyMismatch) || plain.striped {
			t.Errorf("family %d: light %v, framed %v, striped %v", f, light, plain.framed, plain.striped)
		}
		v.SetContent(VerdictContent{Family: f, Demo: true})
		demo := v.appearance()
		if !demo.striped || demo.framed || demo.paper == plain.paper || demo.shape != plain.shape {
			t.Errorf("family %d: demo %+v", f, demo)
		}
	}
}

func TestADemoIsNeverGreen(t *testing.T) {
	desk(t)
	c := verdicts()["demo"]
	img := window(t, NewStage(verdictOf(c)), 1366, 768).Canvas().Capture()
	for y := range 768 {
		for x := range 1366 {
			r, g, b, _ := img.At(x, y).RGBA()
			if g > r+0x1000 && g > b+0x1000 {
				t.Fatalf("green at %d,%d", x, y)
			}
		}
	}
}

// Reason and next step are readable from two metres: 9.3 mm are 52 pixels on a
// screen of 15.6 inches and 1920×1080, counted as the font counts its size.
func TestReasonAndNextStepAreReadable(t *testing.T) {
	desk(t)
	for name, c := range verdicts() {
		v := verdictOf(c)
		window(t, NewStage(v), 1920, 1080)
		for _, o := range test.WidgetRenderer(v).Objects() {
			said, ok := o.(*canvas.Text)
			if ok && said.Text != "" && (strings.Contains(c.Sentence, said.Text) || strings.Contains(c.Line, said.Text)) && said.TextSize < 52 {
				t.Errorf("%s: %q is %.0f high", name, said.Text, said.TextSize)
			}
		}
	}
}

func TestNothingOverlapsOnAVerdict(t *testing.T) {
	desk(t)
	for name, c := range verdicts() {
		for _, size := range []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1920, 1080), fyne.NewSize(1024, 768)} {
			c := c
			c.Details = []string{"one", "two", "three", "four"}
			c.Sentence += c.Sentence + c.Sentence + c.Sentence
			v := verdictOf(c)
			window(t, NewStage(v), size.Width, size.Height)
			var texts []*canvas.Text
			for _, o := range test.WidgetRenderer(v).Objects() {
				if text, ok := o.(*canvas.Text); ok && text.Visible() && text.Text != "" {
					texts = append(texts, text)
				}
			}
			for i, a := range texts {
				if a.Position().X < 0 || a.Position().X+a.MinSize().Width > size.Width+1 {
					t.Errorf("%s %v: %q is not on the screen", name, size, a.Text)
				}
				for _, b := range texts[i+1:] {
					if overlap(a, b) {
						t.Errorf("%s %v: %q lies over %q", name, size, a.Text, b.Text)
					}
				}
			}
		}
	}
}

// overlap reports whether the letters overlap. The space between lines may.
func overlap(a, b *canvas.Text) bool {
	const share = 0.2
	ah, bh := a.TextSize*share, b.TextSize*share
	ax, bx, aw, bw := a.Position(), b.Position(), a.MinSize(), b.MinSize()
	return ax.X < bx.X+bw.Width && bx.X < ax.X+aw.Width && ax.Y+ah < bx.Y+bw.Height-bh && bx.Y+bh < ax.Y+aw.Height-ah
}

// The word is readable from two metres: at least 144 pixels on 1920×1080.
func TestTheWordIsLarge(t *testing.T) {
	desk(t)
	for name, c := range verdicts() {
		v := verdictOf(c)
		window(t, NewStage(v), 1920, 1080)
		largest := float32(0)
		for _, o := range test.WidgetRenderer(v).Objects() {
			if text, ok := o.(*canvas.Text); ok {
				largest = max(largest, text.TextSize)
			}
		}
		if largest < 144 {
			t.Errorf("%s: %v", name, largest)
		}
	}
}

func TestStageScalesWithTheWindow(t *testing.T) {
	desk(t)
	b := NewBanner(theme.Colours(), "演示")
	e := NewFieldRow(theme.Colours(), "姓名", NewEntry())
	s := NewStage(container.NewPadded(container.NewVScroll(container.NewVBox(b, e))))
	win := window(t, s, 1366, 768)
	if s.Scale() != 1 || b.Scale != 1 {
		t.Errorf("scale %v, %v", s.Scale(), b.Scale)
	}
	win.Resize(fyne.NewSize(1920, 1080))
	if b.Scale < 1.4 || e.Scale != b.Scale {
		t.Errorf("scales %v and %v", b.Scale, e.Scale)
	}
	win.Resize(fyne.NewSize(300, 200))
	if b.Scale != theme.Scale(fyne.Size{}) {
		t.Errorf("scale %v in a small window", b.Scale)
	}
	another := NewBanner(theme.Colours(), "演示")
	s.SetContent(another)
	if another.Scale != theme.Scale(fyne.Size{}) {
		t.Error("new content has no scale")
	}
}

func TestMarkup(t *testing.T) {
	desk(t)
	p := theme.Colours()
	row := NewFieldRow(p, "Number", NewEntry())
	row.SetNote("Number format OK", true)
	for name, o := range map[string]fyne.CanvasObject{
		"fieldrow": row,
		"steps":    NewSteps(p, "Details", "Consent", "Photo", "Result"),
	} {
		test.AssertRendersToMarkup(t, name+".xml", window(t, o, 500, 110).Canvas())
	}
}

func BenchmarkVerdict(b *testing.B) {
	desk(b)
	all := verdicts()
	v := NewVerdict(theme.Colours())
	window(b, NewStage(v), 1366, 768)
	for b.Loop() {
		v.SetContent(all["unchecked"])
		v.SetContent(all["mismatch-en"])
	}
}

// With any content the states stand side by side, and nothing covers the title.
func TestStatusBarIsNeverTooFull(t *testing.T) {
	desk(t)
	for _, width := range []float32{800, 1024, 1366} {
		s := NewStatusBar(theme.Colours())
		s.SetContent(StatusContent{
			Title: "Facedesk", Desk: "Reception desk 2, east wing", Note: "2 answers came after the guest had left; see the records", Clerk: "Early shift, Li",
			States: []Status{{LevelFault, "No network"}, {LevelFault, "Another program is using the camera"}, {LevelWarn, "The keyring is locked"}, {LevelFault, "The records cannot be written, call IT"}},
		})
		window(t, s, width, 56)
		var texts []*canvas.Text
		for _, o := range test.WidgetRenderer(s).Objects() {
			if c, ok := o.(*canvas.Text); ok && c.Visible() && c.Text != "" {
				texts = append(texts, c)
			}
		}
		if len(texts) < 6 {
			t.Fatalf("only %d texts at %v", len(texts), width)
		}
		for i, a := range texts {
			for _, b := range texts[i+1:] {
				left, right := a, b
				if left.Position().X > right.Position().X {
					left, right = right, left
				}
				lines := max(a.Position().Y-b.Position().Y, b.Position().Y-a.Position().Y) < a.TextSize
				if lines && left.Position().X+left.MinSize().Width > right.Position().X+1 {
					t.Errorf("at %v %q lies over %q", width, left.Text, right.Text)
				}
			}
		}
	}
}

// A bold text with a character that only the other font has fits into its own width.
func TestStrongTextFitsItsOwnWidth(t *testing.T) {
	for _, s := range []string{"√  Document checked and registered", "□  Patrols and visitors are seen to", "Plain and bold"} {
		p := NewProse(24, color.Black)
		p.SetScale(1)
		p.SetStrong(s)
		if high := p.Height(p.LineWidth() + 2); high > p.LineHeight()+1 {
			t.Errorf("%q: %v for one line of %v", s, high, p.LineHeight())
		}
	}
}
