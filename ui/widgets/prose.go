package widgets

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/text"
	"facedesk/ui/theme"
)

// Leading is the usual distance of two lines, as a multiple of the text size.
const Leading = 1.5

// Prose is text on as many lines as its width needs.
type Prose struct {
	widget.BaseWidget
	Scaled
	Align fyne.TextAlign

	size float32 // in pixels of the base window
	ink  color.Color
	lead float32 // distance of two lines, as a multiple of the text size
	// shrink fits the text into its place: smaller, or on several lines, if one
	// line is too wide.
	shrink bool
	runs   []text.Run

	typeset typeset
	broken  bool // typeset holds the runs, broken for width and, if the text shrinks, for slot
	width   float32
	slot    float32
	high    float32
}

// NewProse returns an empty text. size is in pixels of the base window.
func NewProse(size float32, ink color.Color) *Prose {
	p := &Prose{size: size, ink: ink, lead: Leading}
	p.ExtendBaseWidget(p)
	return p
}

// NewLine returns text on one line. It shrinks if it does not fit.
func NewLine(size float32, ink color.Color, align fyne.TextAlign) *Prose {
	p := NewProse(size, ink)
	p.shrink, p.Align = true, align
	return p
}

// SetText shows plain text and reports whether it changed.
func (p *Prose) SetText(s string) bool { return p.setPlain(s, false) }

// SetStrong is SetText in bold.
func (p *Prose) SetStrong(s string) bool { return p.setPlain(s, true) }

func (p *Prose) setPlain(s string, strong bool) bool {
	if s == "" {
		return p.SetRuns(nil)
	}
	// A text of which the bold font lacks a character is bold nowhere: lines and words
	// are measured alike.
	return p.SetRuns([]text.Run{{Text: s, Strong: style(s, strong).Bold}})
}

// SetRuns shows text in runs and reports whether it changed.
func (p *Prose) SetRuns(runs []text.Run) bool {
	if slices.Equal(p.runs, runs) {
		return false
	}
	p.runs = runs
	p.redraw()
	return true
}

// Runs returns the shown text.
func (p *Prose) Runs() []text.Run { return p.runs }

// SetInk changes the colour.
func (p *Prose) SetInk(ink color.Color) {
	if p.ink != ink {
		p.ink = ink
		p.redraw()
	}
}

// SetSize changes the size in pixels of the base window, and the distance of
// two lines as a multiple of it.
func (p *Prose) SetSize(size, lead float32) {
	if p.size != size || p.lead != lead {
		p.size, p.lead = size, lead
		p.redraw()
	}
}

// SetShrink sets whether the text fits itself into its place.
func (p *Prose) SetShrink(shrink bool) {
	if p.shrink != shrink {
		p.shrink = shrink
		p.redraw()
	}
}

// SetScale implements Scaler.
func (p *Prose) SetScale(scale float32) {
	p.Scale = scale
	p.redraw()
}

// redraw breaks the lines again. Fyne does not do it while the widget's size
// stays the same.
func (p *Prose) redraw() {
	p.broken = false
	p.Refresh()
}

// Empty reports whether nothing is shown.
func (p *Prose) Empty() bool { return len(p.runs) == 0 || len(p.runs) == 1 && p.runs[0].Text == "" }

// Height returns the height of the text in a width. A text that shrinks is
// measured a little narrower, because placing on whole pixels may cost room.
func (p *Prose) Height(width float32) float32 {
	if p.shrink && !p.Empty() {
		size, broken := p.squeezed(width-2, p.LineHeight())
		return p.squeezedHeight(size, len(broken))
	}
	p.fit(width, 0)
	return p.high
}

// LineWidth returns the width of the text on one line.
func (p *Prose) LineWidth() float32 { return lineWidth(p.runs, p.Px(p.size)) }

// Measure returns the width of another text on one line.
func (p *Prose) Measure(s string) float32 { return measure(p.Px(p.size))(s, false) }

// LineHeight returns the distance of two lines in pixels.
func (p *Prose) LineHeight() float32 { return p.Px(p.size) * p.lead }

func (p *Prose) squeezed(width, slot float32) (float32, [][]text.Run) {
	return squeeze(p.runs, p.Px(p.size), p.Px(theme.TextLeast), width, slot)
}

// squeezedHeight returns the height of squeezed lines, at least of one line.
func (p *Prose) squeezedHeight(size float32, lines int) float32 {
	if lines == 1 {
		return p.LineHeight()
	}
	return max(p.LineHeight(), float32(lines)*size*tight)
}

// fit breaks the text for a width and, if it shrinks, for a height. There is
// always room for one line.
func (p *Prose) fit(width, slot float32) {
	slot = max(slot, p.LineHeight())
	if p.broken && p.width == width && (p.slot == slot || !p.shrink) {
		return
	}
	p.broken, p.width, p.slot = true, width, slot
	switch {
	case p.Empty():
		p.high = 0
		p.typeset.draw(nil, 0, 0, p.ink)
	case p.shrink || width <= 0:
		size, broken := p.squeezed(width, slot)
		p.high = p.squeezedHeight(size, len(broken))
		step := p.LineHeight()
		if len(broken) > 1 {
			step = size * tight
		}
		p.typeset.draw(broken, size, step, p.ink)
	default:
		p.typeset.draw(text.Wrap(p.runs, width, measure(p.Px(p.size))), p.Px(p.size), p.LineHeight(), p.ink)
		p.high = p.typeset.height()
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Prose) CreateRenderer() fyne.WidgetRenderer {
	r := &Parts{Of: p}
	r.Least = func() fyne.Size { return fyne.NewSize(1, p.LineHeight()) }
	r.Arrange = func(size fyne.Size) {
		p.fit(size.Width, size.Height)
		if p.shrink { // lines that share the place of one are centred in it
			p.typeset.moveIn(0, 0, size.Width, size.Height, p.Align)
		} else {
			p.typeset.move(0, 0, size.Width, p.Align)
		}
		r.Items = p.typeset.objects()
	}
	return r.Ready()
}
