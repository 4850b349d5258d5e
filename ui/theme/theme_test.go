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

func TestScale(t *testing.T) {
	for window, want := range map[fyne.Size][2]float32{
		{Width: 1366, Height: 768}: {1, 1}, {Width: 3840, Height: 768}: {1, 1}, {Width: 1920, Height: 1080}: {1.4056, 1.375},
		{Width: 2732, Height: 1536}: {2, 2}, {Width: 1365, Height: 768}: {0.9993, 1}, {Width: 768, Height: 1366}: {0.75, 0.75}, {Width: 1024, Height: 600}: {0.7496, 0.75},
		{Width: 640, Height: 400}: {0.4685, 0.4375}, {}: {0.46, 0.4375},
	} {
		scale, fit := Scale(window), Fit(window)
		if math.Abs(float64(scale-want[0])) > 0.0001 || fit != want[1] {
			t.Errorf("%v: %v and %v, want %v", window, scale, fit, want)
		}
	}
}

// A verdict is read from two metres. On a screen of 15.6 inches and 1920×1080
// pixels its word is 144 pixels high. Chinese characters fill nine tenths of
// their size.
func TestVerdictIsReadable(t *testing.T) {
	test.NewTempApp(t)
	box := inked(draw(t, "核验通过", bold, TextVerdict*Scale(fyne.NewSize(1920, 1080))))
	if box.Dy() < 144 || box.Dx() < 3*box.Dy() {
		t.Errorf("the verdict is %v pixels", box.Size())
	}
}

// Fyne draws the CFF outlines of both fonts from the embedded fonts alone, rare
// characters included.
func TestFontsDraw(t *testing.T) {
	test.NewTempApp(t)
	boxes := map[string]bool{}
	for _, s := range []string{"核", "验", "䶮", "㛃", "𬀩", "𠮷", "吉", "X", "\U0010FFFD"} {
		picture := draw(t, s, regular, 40)
		boxes[string(picture.Pix)] = true
		if box := inked(picture); box.Dy() < 20 {
			t.Errorf("%s: %v", s, box)
		}
	}
	if len(boxes) != 9 {
		t.Errorf("%d drawings of 9 characters", len(boxes))
	}
	if string(draw(t, "核", regular, 40).Pix) == string(draw(t, "核", bold, 40).Pix) {
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

// inked returns the smallest rectangle around the pixels that are darker than
// half.
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

// A name with a character that the bold font lacks is drawn in the regular
// font.
func TestStyle(t *testing.T) {
	for text, want := range map[string]bool{"核验通过": true, "PASSED": true, "": true, "张三": true, "㛃三": false} {
		if got := Style(text).Bold; got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestSizesScale(t *testing.T) {
	one, two := New(1), New(2)
	for _, name := range []fyne.ThemeSizeName{theme.SizeNameText, theme.SizeNamePadding, theme.SizeNameSeparatorThickness, theme.SizeNameInputRadius} {
		if a, b := one.Size(name), two.Size(name); a <= 0 || b != 2*a {
			t.Errorf("%s: %v and %v", name, a, b)
		}
	}
	if one.Size(theme.SizeNameText) != TextField || New(0).Size(theme.SizeNameText) <= 0 {
		t.Error("sizes")
	}
}

func TestFontsByStyle(t *testing.T) {
	th := New(1)
	for style, want := range map[fyne.TextStyle]fyne.Resource{
		{}: regular, {Italic: true}: regular, {Monospace: true}: regular, {Bold: true}: bold, {Bold: true, Italic: true}: bold,
		{Symbol: true}: theme.DefaultTheme().Font(fyne.TextStyle{Symbol: true}),
	} {
		if got := th.Font(style); got != want {
			t.Errorf("%+v: %s", style, got.Name())
		}
	}
}

// Widgets have the colours of the look, whatever the system prefers.
func TestLookDecides(t *testing.T) {
	t.Cleanup(func() { Use(Light) })
	for _, look := range Looks() {
		Use(look)
		testLook(t, New(1), Colours())
	}
}

func testLook(t *testing.T, th *Theme, p Palette) {
	t.Helper()
	for name := range th.colours {
		if light, dark := th.Color(name, theme.VariantLight), th.Color(name, theme.VariantDark); light != dark {
			t.Errorf("%s: %v and %v", name, light, dark)
		}
	}
	if th.Color(theme.ColorNameBackground, theme.VariantDark) != p.Paper {
		t.Error("the paper is the window's background")
	}
}

// Each icon is drawn in the two given colours, the same at every size.
func TestIcons(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(1))
	for _, icon := range assets.Icons() {
		res := Icon(icon, red, blue)
		small, large := shares(t, res, 64), shares(t, res, 256)
		for i, c := range []string{"shape", "mark"} {
			wanted := i == 0 || icon != assets.IconCheck
			if wanted && large[i] < 0.02 || math.Abs(small[i]-large[i]) > 0.05 {
				t.Errorf("%s: %s covers %.3f, small %.3f", icon, c, large[i], small[i])
			}
		}
	}
	if a, b := Icon(assets.IconPass, red, blue), Icon(assets.IconPass, blue, red); a.Name() == b.Name() {
		t.Error("two colours share a name, so Fyne would mix them up")
	}
	if len(AppIcon().Content()) == 0 {
		t.Error("no icon")
	}
}

var red, blue = RGB(0xC02010), RGB(0x1020C0)

// shares returns the red and the blue parts of the square.
func shares(t *testing.T, res fyne.Resource, side float32) [2]float64 {
	t.Helper()
	picture := canvas.NewImageFromResource(res)
	got := capture(t, picture, fyne.NewSize(side, side))
	var n [2]float64
	b := got.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			switch got.NRGBAAt(x, y) {
			case red:
				n[0]++
			case blue:
				n[1]++
			}
		}
	}
	area := float64(b.Dx() * b.Dy())
	return [2]float64{n[0] / area, n[1] / area}
}
