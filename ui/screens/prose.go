package screens

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/text"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// leading is the distance of two lines in sizes of the text.
const leading = 1.5

// prose is text in as many lines as its width needs.
type prose struct {
	widget.BaseWidget
	scaled
	size  float32 // in base pixels
	ink   color.Color
	align fyne.TextAlign
	lead  float32 // distance of two lines in sizes of the text
	// shrink keeps the text in its place: smaller, or in several lines, where one
	// line is too wide.
	shrink bool

	runs  []text.Run
	lines []*canvas.Text
	drawn []drawn
	width float32 // that the lines were broken for
	slot  float32 // and the height, where the text shrinks
	high  float32
	step  float32 // distance of the lines as they are drawn
}

// drawn is where a stretch stands on its line.
type drawn struct {
	text *canvas.Text
	line int
}

func newProse(size float32, ink color.Color) *prose {
	p := &prose{size: size, ink: ink, width: -1, lead: leading}
	p.ExtendBaseWidget(p)
	return p
}

// newLine is text on one line, made smaller where it has no room.
func newLine(size float32, ink color.Color, align fyne.TextAlign) *prose {
	p := newProse(size, ink)
	p.shrink, p.align = true, align
	return p
}

// setText shows plain text and reports whether it is another than before.
func (p *prose) setText(s string) bool {
	if s == "" {
		return p.set(nil)
	}
	return p.set([]text.Run{{Text: s}})
}

// setStrong is setText in bold.
func (p *prose) setStrong(s string) bool { return p.set([]text.Run{{Text: s, Strong: true}}) }

func (p *prose) set(runs []text.Run) bool {
	if slices.Equal(p.runs, runs) {
		return false
	}
	p.runs, p.width = runs, -1
	p.Refresh()
	return true
}

func (p *prose) setInk(ink color.Color) {
	if p.ink != ink {
		p.ink, p.width = ink, -1
		p.Refresh()
	}
}

// setSize changes the size and the distance of the lines.
func (p *prose) setSize(size, lead float32) {
	if p.size != size || p.lead != lead {
		p.size, p.lead, p.width = size, lead, -1
		p.Refresh()
	}
}

// setShrink says whether the text keeps to its place.
func (p *prose) setShrink(shrink bool) {
	if p.shrink != shrink {
		p.shrink, p.width = shrink, -1
		p.Refresh() // a size that stays the same would not break the lines anew
	}
}

func (p *prose) empty() bool { return len(p.runs) == 0 || len(p.runs) == 1 && p.runs[0].Text == "" }

// SetScale implements widgets.Scaler.
func (p *prose) SetScale(scale float32) {
	p.scale, p.width = scale, -1
	p.Refresh()
}

// style is bold where the bold font can draw the text.
func style(s string, strong bool) fyne.TextStyle {
	if !strong {
		return fyne.TextStyle{}
	}
	return theme.Style(s)
}

func (p *prose) measure(s string, strong bool) float32 {
	return fyne.MeasureText(s, p.px(p.size), style(s, strong)).Width
}

// height is what the text takes in a width. One that shrinks is measured a little
// narrower: placed on whole pixels it may have less, and would need another line.
func (p *prose) height(width float32) float32 {
	if p.shrink && !p.empty() {
		slot := p.px(p.size) * p.lead
		size, broken := p.squeezed(width-2, slot)
		return p.squeezedHigh(size, len(broken))
	}
	p.fit(width, 0)
	return p.high
}

// one is the width of the text on one line.
func (p *prose) one() float32 { return p.at(p.px(p.size)) }

// at is the width on one line in a size.
func (p *prose) at(size float32) float32 {
	sum := float32(0)
	for _, r := range p.runs {
		sum += fyne.MeasureText(r.Text, size, style(r.Text, r.Strong)).Width
	}
	return sum
}

// fit breaks the text for a width and, where it shrinks, a height; one line has
// room in any case.
func (p *prose) fit(width, slot float32) {
	slot = max(slot, p.px(p.size)*p.lead)
	if p.width == width && (p.slot == slot || !p.shrink) {
		return
	}
	p.width, p.slot = width, slot
	size := p.px(p.size)
	var broken [][]text.Run
	if p.shrink || width <= 0 {
		size, broken = p.squeezed(width, slot)
	} else {
		broken = text.Wrap(p.runs, width, p.measure)
	}
	p.high, p.step = float32(len(broken))*p.px(p.size)*p.lead, p.px(p.size)*p.lead
	if p.shrink {
		if len(broken) > 1 {
			p.step = size * tight
		}
		p.high = p.squeezedHigh(size, len(broken))
	}
	if p.empty() {
		p.high = 0
	}
	p.draw(broken, size)
}

func (p *prose) draw(broken [][]text.Run, size float32) {
	n := 0
	p.drawn = p.drawn[:0]
	for line, runs := range broken {
		for i, r := range runs {
			if n == len(p.lines) {
				p.lines = append(p.lines, canvas.NewText("", p.ink))
			}
			said := r.Text
			if i == len(runs)-1 {
				said = strings.TrimRight(said, " ") // or the line is not where it is aligned
			}
			t := p.lines[n]
			t.Text, t.TextSize, t.Color, t.TextStyle = said, size, p.ink, style(r.Text, r.Strong)
			t.Refresh()
			p.drawn = append(p.drawn, drawn{t, line})
			n++
		}
	}
	p.lines = slices.Delete(p.lines, n, len(p.lines)) // and nothing of them is kept
}

// CreateRenderer implements fyne.Widget.
func (p *prose) CreateRenderer() fyne.WidgetRenderer {
	r := &widgets.Parts{Of: p}
	r.Least = func() fyne.Size { return fyne.NewSize(1, p.px(p.size)*p.lead) }
	r.Arrange = func(size fyne.Size) {
		p.fit(size.Width, size.Height)
		p.position(size)
		r.Items = r.Items[:0]
		for _, t := range p.lines {
			r.Items = append(r.Items, t)
		}
	}
	return r.Ready()
}

// position sets the stretches of each line beside each other. Lines that share
// the place of one are around its middle.
func (p *prose) position(size fyne.Size) {
	top := float32(0)
	if n := len(p.drawn); n > 0 && p.shrink {
		top = (size.Height - float32(p.drawn[n-1].line+1)*p.step) / 2
	}
	for i := 0; i < len(p.drawn); {
		end, sum := i, float32(0)
		for end < len(p.drawn) && p.drawn[end].line == p.drawn[i].line {
			sum += p.drawn[end].text.MinSize().Width
			end++
		}
		x := float32(0)
		switch p.align {
		case fyne.TextAlignCenter:
			x = (size.Width - sum) / 2
		case fyne.TextAlignTrailing:
			x = size.Width - sum
		}
		for ; i < end; i++ {
			m := p.drawn[i].text.MinSize()
			place(p.drawn[i].text, x, top+float32(p.drawn[i].line)*p.step+(p.step-m.Height)/2, m.Width, m.Height)
			x += m.Width
		}
	}
}
