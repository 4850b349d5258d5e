package widgets

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/text"
	"facedesk/ui/theme"
)

// Leading is the usual distance of two lines in sizes of the text.
const Leading = 1.5

// Prose is text in as many lines as its width needs.
type Prose struct {
	widget.BaseWidget
	Scaled
	Align fyne.TextAlign

	size float32 // in pixels of the base window
	ink  color.Color
	lead float32 // distance of two lines in sizes of the text
	// shrink keeps the text in its place: smaller, or in several lines, where one
	// line is too wide.
	shrink bool
	runs   []text.Run

	typeset typeset
	broken  bool // typeset holds the runs, for width and, where the text shrinks, slot
	width   float32
	slot    float32
	high    float32
}

// NewProse returns a text that says nothing yet, in a size of the base window.
func NewProse(size float32, ink color.Color) *Prose {
	p := &Prose{size: size, ink: ink, lead: Leading}
	p.ExtendBaseWidget(p)
	return p
}

// NewLine returns text on one line, made smaller where it has no room.
func NewLine(size float32, ink color.Color, align fyne.TextAlign) *Prose {
	p := NewProse(size, ink)
	p.shrink, p.Align = true, align
	return p
}

// SetText shows plain text and reports whether it is another than before.
func (p *Prose) SetText(s string) bool { return p.setPlain(s, false) }

// SetStrong is SetText in bold.
func (p *Prose) SetStrong(s string) bool { return p.setPlain(s, true) }

func (p *Prose) setPlain(s string, strong bool) bool {
	if s == "" {
		return p.SetRuns(nil)
	}
	return p.SetRuns([]text.Run{{Text: s, Strong: strong}})
}

// SetRuns shows text some of which may be bold.
func (p *Prose) SetRuns(runs []text.Run) bool {
	if slices.Equal(p.runs, runs) {
		return false
	}
	p.runs = runs
	p.redraw()
	return true
}

// Runs returns what is shown.
func (p *Prose) Runs() []text.Run { return p.runs }

// SetInk changes the colour.
func (p *Prose) SetInk(ink color.Color) {
	if p.ink != ink {
		p.ink = ink
		p.redraw()
	}
}

// SetSize changes the size, and the distance of two lines in sizes of the text.
func (p *Prose) SetSize(size, lead float32) {
	if p.size != size || p.lead != lead {
		p.size, p.lead = size, lead
		p.redraw()
	}
}

// SetShrink says whether the text keeps to its place.
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

// redraw breaks the lines anew. A size that stays the same would not do it.
func (p *Prose) redraw() {
	p.broken = false
	p.Refresh()
}

// Empty reports whether nothing is shown.
func (p *Prose) Empty() bool { return len(p.runs) == 0 || len(p.runs) == 1 && p.runs[0].Text == "" }

// Height is what the text takes in a width. One that shrinks is measured a little
// narrower: placed on whole pixels it may have less, and would need another line.
func (p *Prose) Height(width float32) float32 {
	if p.shrink && !p.Empty() {
		size, broken := p.squeezed(width-2, p.LineHeight())
		return p.squeezedHeight(size, len(broken))
	}
	p.fit(width, 0)
	return p.high
}

// LineWidth is the width of the text on one line.
func (p *Prose) LineWidth() float32 { return lineWidth(p.runs, p.Px(p.size)) }

// Measure returns how wide a text would be on one line.
func (p *Prose) Measure(s string) float32 { return measure(p.Px(p.size))(s, false) }

// LineHeight is the distance of two lines.
func (p *Prose) LineHeight() float32 { return p.Px(p.size) * p.lead }

func (p *Prose) squeezed(width, slot float32) (float32, [][]text.Run) {
	return squeeze(p.runs, p.Px(p.size), p.Px(theme.TextLeast), width, slot)
}

// squeezedHeight is what lines of a squeezed text take, one line at least.
func (p *Prose) squeezedHeight(size float32, lines int) float32 {
	if lines == 1 {
		return p.LineHeight()
	}
	return max(p.LineHeight(), float32(lines)*size*tight)
}

// fit breaks the text for a width and, where it shrinks, a height; one line has
// room in any case.
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
		if p.shrink { // lines that share the place of one stand around its middle
			p.typeset.moveIn(0, 0, size.Width, size.Height, p.Align)
		} else {
			p.typeset.move(0, 0, size.Width, p.Align)
		}
		r.Items = p.typeset.objects()
	}
	return r.Ready()
}
