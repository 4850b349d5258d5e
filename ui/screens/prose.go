package screens

import (
	"image/color"
	"slices"

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
	// shrink makes the text smaller where one line is too wide, instead of
	// breaking it.
	shrink bool

	runs  []text.Run
	lines []*canvas.Text
	drawn []drawn
	width float32 // that the lines were broken for
	high  float32
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

// height is what the text takes in a width.
func (p *prose) height(width float32) float32 {
	p.fit(width)
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

// shrunk is the size, or the smaller one at which the text is no wider. Letters
// do not shrink quite as their size does.
func (p *prose) shrunk(width float32) float32 {
	size := p.px(p.size)
	for range 4 {
		one := p.at(size)
		if one <= width || width <= 0 {
			break
		}
		size *= width / one
	}
	return size
}

// fit breaks the text for a width.
func (p *prose) fit(width float32) {
	if p.width == width {
		return
	}
	p.width = width
	size := p.px(p.size)
	broken := [][]text.Run{p.runs}
	if p.shrink || width <= 0 {
		size = p.shrunk(width)
	} else {
		broken = text.Wrap(p.runs, width, p.measure)
	}
	p.high = float32(len(broken)) * p.px(p.size) * p.lead
	if p.empty() {
		p.high = 0
	}
	p.draw(broken, size)
}

func (p *prose) draw(broken [][]text.Run, size float32) {
	n := 0
	p.drawn = p.drawn[:0]
	for line, runs := range broken {
		for _, r := range runs {
			if n == len(p.lines) {
				p.lines = append(p.lines, canvas.NewText("", p.ink))
			}
			t := p.lines[n]
			t.Text, t.TextSize, t.Color, t.TextStyle = r.Text, size, p.ink, style(r.Text, r.Strong)
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
		p.fit(size.Width)
		p.position(size.Width)
		r.Items = r.Items[:0]
		for _, t := range p.lines {
			r.Items = append(r.Items, t)
		}
	}
	return r.Ready()
}

// position sets the stretches of each line beside each other.
func (p *prose) position(width float32) {
	step := p.px(p.size) * p.lead
	for i := 0; i < len(p.drawn); {
		end, sum := i, float32(0)
		for end < len(p.drawn) && p.drawn[end].line == p.drawn[i].line {
			sum += p.drawn[end].text.MinSize().Width
			end++
		}
		x := float32(0)
		switch p.align {
		case fyne.TextAlignCenter:
			x = (width - sum) / 2
		case fyne.TextAlignTrailing:
			x = width - sum
		}
		for ; i < end; i++ {
			m := p.drawn[i].text.MinSize()
			place(p.drawn[i].text, x, float32(p.drawn[i].line)*step+(step-m.Height)/2, m.Width, m.Height)
			x += m.Width
		}
	}
}
