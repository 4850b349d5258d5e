package theme

import (
	"image"
	"image/color"
	"math"
	"testing"

	"facedesk/assets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// contrast is WCAG's ratio of two opaque colours, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	luminance := func(c color.NRGBA) float64 {
		sum := 0.0
		for _, x := range []struct {
			v      uint8
			weight float64
		}{{c.R, 0.2126}, {c.G, 0.7152}, {c.B, 0.0722}} {
			v := float64(x.v) / 255
			if v <= 0.04045 {
				sum += x.weight * v / 12.92
			} else {
				sum += x.weight * math.Pow((v+0.055)/1.055, 2.4)
			}
		}
		return sum
	}
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestContrast(t *testing.T) {
	const text, shape = 4.5, 3
	for _, c := range []struct {
		front, back fyne.ThemeColorName
		least       float64
	}{
		{ColorInk, ColorPaper, text}, {ColorInk, ColorCard, text}, {ColorInk, ColorChosen, text}, {ColorInk, ColorPale, text},
		{ColorInk, ColorStripe, text}, {ColorInk, ColorStripeLight, text},
		{ColorMuted, ColorPaper, text}, {ColorMuted, ColorCard, text},
		{ColorAccent, ColorCard, text}, {ColorAccent, ColorChosen, text}, {ColorCard, ColorAccent, text},
		{ColorPass, ColorCard, text}, {ColorCard, ColorPass, text}, {ColorNotMatched, ColorCard, text}, {ColorUnchecked, ColorCard, text}, {ColorUnchecked, ColorPale, text},
		{ColorField, ColorCard, shape}, {ColorOval, ColorOvalEdge, shape}, {ColorOvalWaiting, ColorOvalEdge, shape},
	} {
		if got := contrast(RGB(c.front), RGB(c.back)); got < c.least {
			t.Errorf("%s on %s: %.2f", c.front, c.back, got)
		}
	}
	for name, p := range palettes() {
		for part, got := range map[string]float64{
			"ink on ground": contrast(p.Ink, p.Ground), "ink on panel": contrast(p.Ink, p.Panel),
			"shape on ground": contrast(p.Shape, p.Ground), "mark on shape": contrast(p.Mark, p.Shape),
		} {
			if least := map[byte]float64{'i': text, 's': shape, 'm': shape}[part[0]]; got < least {
				t.Errorf("%s, %s: %.2f", name, part, got)
			}
		}
	}
}

func palettes() map[string]Palette {
	return map[string]Palette{"pass": Pass(), "details": Details(), "not matched": NotMatched(), "unchecked": Unchecked(), "demo": Demo()}
}

// No two families look alike, and no demo has a colour of a real verdict.
func TestFamiliesDiffer(t *testing.T) {
	for a, p := range palettes() {
		for b, q := range palettes() {
			if a != b && p.Ground == q.Ground {
				t.Errorf("%s and %s have one ground", a, b)
			}
		}
	}
	for _, c := range []color.NRGBA{Demo().Ground, Demo().Shape, Demo().Frame} {
		if c == Pass().Ground {
			t.Error("a demo in the green of a pass")
		}
	}
	if Demo().Frame.A == 0 || NotMatched().Frame.A == 0 || Pass().Frame.A != 0 {
		t.Error("frames")
	}
}

func TestScale(t *testing.T) {
	for height, want := range map[float32]float32{768: 1, 767: 0.9375, 1080: 1.375, 600: 0.75, 100: 0.75, 0: 0.75, -5: 0.75, 2160: 2.8125, 1e9: 4,
		float32(math.NaN()): 1, float32(math.Inf(1)): 4} {
		if got := Scale(height); got != want {
			t.Errorf("height %v: %v, want %v", height, got, want)
		}
	}
	for window, want := range map[fyne.Size]float32{
		{Width: 1366, Height: 768}: 1, {Width: 1024, Height: 768}: 1, {Width: 1920, Height: 1080}: 1.375, {Width: 1080, Height: 1920}: 1, {Width: 3840, Height: 768}: 1,
	} {
		if got := Fit(window); got != want {
			t.Errorf("%v: %v, want %v", window, got, want)
		}
	}
}

// Read from two metres, on a screen of 15.6 inches and 1920×1080 pixels, a word
// is to be 144 pixels high; Chinese characters fill nine tenths of their size.
func TestVerdictIsReadable(t *testing.T) {
	test.NewTempApp(t)
	size := New(Fit(fyne.NewSize(1920, 1080))).Size(SizeVerdict)
	box := inked(draw(t, "核验通过", Bold(), size))
	if box.Dy() < 144 || box.Dx() < 3*box.Dy() {
		t.Errorf("the verdict is %v pixels", box.Size())
	}
}

// Fyne draws the CFF outlines of both fonts, the rare characters included, from
// the embedded font alone.
func TestFontsDraw(t *testing.T) {
	test.NewTempApp(t)
	boxes := map[string]bool{}
	for _, s := range []string{"核", "验", "䶮", "㛃", "𬀩", "𠮷", "吉", "X", "\U0010FFFD"} {
		picture := draw(t, s, Regular(), 40)
		boxes[string(picture.Pix)] = true
		if box := inked(picture); box.Dy() < 20 {
			t.Errorf("%s: %v", s, box)
		}
	}
	if len(boxes) != 9 {
		t.Errorf("%d drawings of 9 characters", len(boxes))
	}
	if string(draw(t, "核", Regular(), 40).Pix) == string(draw(t, "核", Bold(), 40).Pix) {
		t.Error("bold looks like regular")
	}
	digits := fyne.MeasureText("0", 100, fyne.TextStyle{}).Width
	for d := '1'; d <= '9'; d++ {
		if w := fyne.MeasureText(string(d), 100, fyne.TextStyle{}).Width; w != digits {
			t.Errorf("%c is %v wide, 0 is %v", d, w, digits)
		}
	}
}

// draw returns a text in black on white, in one font without fallbacks.
func draw(t *testing.T, s string, font fyne.Resource, size float32) *image.NRGBA {
	t.Helper()
	text := canvas.NewText(s, color.Black)
	text.FontSource, text.TextSize = font, size
	return capture(t, container.NewStack(canvas.NewRectangle(color.White), text), text.MinSize())
}

func capture(t *testing.T, o fyne.CanvasObject, size fyne.Size) *image.NRGBA {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(size)
	got, ok := w.Canvas().Capture().(*image.NRGBA)
	if !ok {
		t.Fatalf("%T", w.Canvas().Capture())
	}
	return got
}

// inked is the smallest rectangle around what is darker than half.
func inked(picture *image.NRGBA) image.Rectangle {
	var box image.Rectangle
	b := picture.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if picture.NRGBAAt(x, y).R < 128 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

// A name with a character that the bold font lacks is drawn regular, whole.
func TestStyle(t *testing.T) {
	for text, want := range map[string]bool{"核验通过": true, "PASSED": true, "": true, "张三": true, "㛃三": false} {
		if got := Style(text).Bold; got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestShrink(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(1))
	style := fyne.TextStyle{Bold: true}
	if got := Shrink("核验通过", style, 150, 850); got != 150 {
		t.Error(got)
	}
	size := Shrink("DETAILS DIFFER", style, 150, 850)
	if w := fyne.MeasureText("DETAILS DIFFER", size, style).Width; w > 850 || w < 830 {
		t.Errorf("%v wide at %v", w, size)
	}
}

func TestSizesScale(t *testing.T) {
	one, two := New(1), New(2)
	for _, name := range []fyne.ThemeSizeName{SizeNote, SizeBody, SizeField, SizeHeading, SizeVerdict, theme.SizeNamePadding, theme.SizeNameSeparatorThickness, theme.SizeNameCardRadius} {
		if a, b := one.Size(name), two.Size(name); a <= 0 || b != 2*a {
			t.Errorf("%s: %v and %v", name, a, b)
		}
	}
	if one.Size(SizeBody) != 19 || one.Size(SizeVerdict) != 150 || one.Size(theme.SizeNamePadding) != 8 || New(0).Scale() <= 0 {
		t.Error("sizes")
	}
}

func TestFontsByStyle(t *testing.T) {
	th := New(1)
	for style, want := range map[fyne.TextStyle]fyne.Resource{
		{}: Regular(), {Italic: true}: Regular(), {Monospace: true}: Regular(), {Bold: true}: Bold(), {Bold: true, Italic: true}: Bold(),
		{Symbol: true}: theme.DefaultTheme().Font(fyne.TextStyle{Symbol: true}),
	} {
		if got := th.Font(style); got != want {
			t.Errorf("%+v: %s", style, got.Name())
		}
	}
}

// Widgets stay light where the system prefers dark.
func TestLightAlways(t *testing.T) {
	th := New(1)
	for name := range widgetNames() {
		if light, dark := th.Color(name, theme.VariantLight), th.Color(name, theme.VariantDark); light != dark || light == (color.NRGBA{}) {
			t.Errorf("%s: %v and %v", name, light, dark)
		}
	}
	if th.Color(theme.ColorNameBackground, theme.VariantDark) != RGB(ColorPaper) || th.Color(ColorPass, theme.VariantDark) != RGB(ColorPass) {
		t.Error("colours")
	}
}

// Each icon is drawn in the two colours asked for, at every size alike.
func TestIcons(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(1))
	for _, icon := range assets.Icons() {
		res := Icon(icon, RGB(ColorAccent), RGB(ColorStripe))
		small, large := shares(t, res, 64), shares(t, res, 256)
		for i, c := range []string{"shape", "mark"} {
			wanted := i == 0 || icon != assets.IconCheck
			if wanted && large[i] < 0.02 || math.Abs(small[i]-large[i]) > 0.05 {
				t.Errorf("%s: %s covers %.3f, small %.3f", icon, c, large[i], small[i])
			}
		}
	}
	if a, b := Icon(assets.IconPass, RGB(ColorInk), RGB(ColorCard)), Icon(assets.IconPass, RGB(ColorPass), RGB(ColorCard)); a.Name() == b.Name() {
		t.Error("two colours share a name, so Fyne would mix them up")
	}
	if len(AppIcon().Content()) == 0 {
		t.Error("no icon")
	}
}

// shares are the parts of the square that have the accent's and the stripe's colour.
func shares(t *testing.T, res fyne.Resource, side float32) [2]float64 {
	t.Helper()
	picture := canvas.NewImageFromResource(res)
	got := capture(t, picture, fyne.NewSize(side, side))
	var n [2]float64
	b := got.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			switch got.NRGBAAt(x, y) {
			case RGB(ColorAccent):
				n[0]++
			case RGB(ColorStripe):
				n[1]++
			}
		}
	}
	area := float64(b.Dx() * b.Dy())
	return [2]float64{n[0] / area, n[1] / area}
}
