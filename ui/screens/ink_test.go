package screens

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// Every text that a screen draws is readable on what is drawn behind it, in every
// theme. Keys that do nothing now are pale on purpose (WCAG 2.2, 1.4.3 leaves them
// out).
func TestInks(t *testing.T) {
	walkInks(t, slices.DeleteFunc(scenes(t), func(s scene) bool {
		return !slices.Contains([]string{"desk-demo", "desk-faults", "notice", "capture", "confirm", "pass", "records", "settings", "help"}, s.name)
	}))
}

func walkInks(t *testing.T, all []scene) {
	t.Helper()
	plainLook(t)
	size := fyne.NewSize(theme.BaseWidth, theme.BaseHeight)
	for _, name := range session.Themes() {
		w := open(t)
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Fit(size)))
		w.Content().Resize(size)
		for _, sc := range all {
			sc.view.Language, sc.view.Display.Theme = identity.Chinese, name
			w.Show(sc.view)
			if sc.more != nil {
				sc.more(w.Screens)
			}
			p := &drawn{grounds: []ground{{area{0, 0, size.Width, size.Height}, palette.Paper}}}
			for _, layer := range topmost(w.Screens) {
				p.walk(layer, fyne.NewPos(0, 0))
			}
			for _, fault := range p.faults {
				t.Errorf("%s %s: %s", name, sc.name, fault)
			}
			if p.texts == 0 {
				t.Errorf("%s %s: no text", name, sc.name)
			}
			w.pin.finish(false)
			w.files.finish("")
			w.menu.close()
		}
	}
}

// plainLook undoes a look after a test.
func plainLook(t *testing.T) {
	t.Helper()
	t.Cleanup(func() {
		theme.Use(theme.Light)
		theme.Limit(0)
		palette = theme.Colours()
	})
}

// ground is something that covers what was drawn before. It is nil for a picture.
type ground struct {
	area
	fill color.Color
}

// drawn follows what a screen draws, in its order.
type drawn struct {
	grounds []ground
	clip    area // of a list that scrolls; empty for none
	texts   int
	faults  []string
}

func (p *drawn) walk(o fyne.CanvasObject, at fyne.Position) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	here := area{at.X, at.Y, o.Size().Width, o.Size().Height}
	switch o := o.(type) {
	case *canvas.Rectangle:
		p.cover(here, o.FillColor)
	case *canvas.Circle:
		p.cover(here, o.FillColor)
	case *canvas.Line: // the inside of a large box
		if left := min(o.Position1.X, o.Position2.X) - o.StrokeWidth/2; o.StrokeWidth > 20 {
			p.cover(area{here.x - o.Position().X + left, here.y, o.StrokeWidth, here.h}, o.StrokeColor)
		}
	case *canvas.Raster, *canvas.Image:
		p.grounds = append(p.grounds, ground{here, nil})
	case *canvas.Text:
		p.text(o, here)
	case *container.Scroll:
		old := p.clip
		p.clip = here
		p.walk(o.Content, at)
		p.clip = old
	case *fyne.Container:
		for _, c := range o.Objects {
			p.walk(c, at)
		}
	case *widgets.Entry: // draws by the theme, see theme.TestLookDecides
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			p.walk(c, at)
		}
	}
}

func (p *drawn) cover(here area, fill color.Color) {
	n := nrgba(fill)
	if n.A == 0 {
		return
	}
	under := p.under(here)
	if n.A < 255 && under != nil {
		fill = theme.Mixed(under, theme.Faded(fill, 1), float64(n.A)/255)
	}
	p.grounds = append(p.grounds, ground{here, fill})
}

// under returns what was drawn last behind the middle of an area.
func (p *drawn) under(here area) color.Color {
	x, y := here.x+here.w/2, here.y+here.h/2
	for i := len(p.grounds) - 1; i >= 0; i-- {
		if g := p.grounds[i]; x >= g.x && x <= g.x+g.w && y >= g.y && y <= g.y+g.h {
			return g.fill
		}
	}
	return nil
}

func (p *drawn) text(o *canvas.Text, here area) {
	ink := nrgba(o.Color)
	if strings.TrimSpace(o.Text) == "" || ink.A < 255 || p.clip.w > 0 && !p.clip.meets(here) {
		return
	}
	p.texts++
	under := p.under(here)
	if under == nil { // stripes, of two colours, or a number on a disc: see theme.TestContrast
		if o.Color != palette.StripeInk && len(o.Text) > 1 {
			p.faults = append(p.faults, fmt.Sprintf("%q stands on a picture", o.Text))
		}
		return
	}
	if c := contrastOf(under, ink); c < 4.5 {
		p.faults = append(p.faults, fmt.Sprintf("%q: %v on %v is %.2f", o.Text, ink, under, c))
	}
}

func contrastOf(a, b color.Color) float64 {
	light := func(c color.Color) float64 {
		n := nrgba(c)
		linear := func(v uint8) float64 { return math.Pow(float64(v)/255, 2.2) }
		return .2126*linear(n.R) + .7152*linear(n.G) + .0722*linear(n.B)
	}
	x, y := light(a), light(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}
