package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/text"
)

// paragraph is text in lines, written with the theme's font.
type paragraph struct {
	lines []*canvas.Text
	style fyne.TextStyle
	lead  float32 // distance of two lines in text sizes; 0 is leading

	words       string // what lines show, and how
	size, width float32
	ink         color.Color
}

// leading is the usual distance of two lines in text sizes, tight that where there
// is little room.
const (
	leading = 1.45
	tight   = 1.05
)

func (p *paragraph) step() float32 {
	if p.lead == 0 {
		return p.size * leading
	}
	return p.size * p.lead
}

// set wraps text and returns the height it takes.
func (p *paragraph) set(words string, size, width float32, ink color.Color) float32 {
	if p.words != words || p.size != size || p.width != width || p.ink != ink {
		p.words, p.size, p.width, p.ink = words, size, width, ink
		measure := func(s string, _ bool) float32 { return fyne.MeasureText(s, size, p.style).Width }
		p.lines = p.lines[:0]
		for _, line := range text.Wrap([]text.Run{{Text: words}}, width, measure) {
			t := newText(p.style)
			for _, run := range line {
				write(t, strings.TrimRight(run.Text, " "), size, ink)
			}
			p.lines = append(p.lines, t)
		}
	}
	if words == "" {
		p.lines = p.lines[:0]
	}
	return float32(len(p.lines)) * p.step()
}

// shrink is set in the size given or, where that would be higher than most, in
// a smaller one, down to the least.
func (p *paragraph) shrink(words string, size, least, width, most float32, ink color.Color) (height float32) {
	for height = p.set(words, size, width, ink); height > most && size > least; height = p.set(words, size, width, ink) {
		size = max(size-least/16, least)
	}
	return height
}

// fineLine is the part of its size at which a text still stays on one line.
const fineLine = 0.8

// squeeze sets text in a place: on one line that is a little smaller if need be,
// else on several, and no smaller than least in any case.
func (p *paragraph) squeeze(words string, size, least, width, height float32, ink color.Color) {
	p.lead = tight
	for s := size; s >= max(least, size*fineLine); s -= size / 32 {
		if fyne.MeasureText(words, s, p.style).Width <= width {
			p.set(words, s, width+1, ink)
			return
		}
	}
	p.shrink(words, max(min(size, height/2/tight), least), least, width, height, ink)
}

// wide is the width of the longest line.
func (p *paragraph) wide() (wide float32) {
	for _, line := range p.lines {
		wide = max(wide, line.MinSize().Width)
	}
	return wide
}

// moveIn places the lines around the middle of a place.
func (p *paragraph) moveIn(x, y, width, height float32, align fyne.TextAlign) {
	step := p.step()
	y += (height - float32(len(p.lines))*step) / 2
	for i, line := range p.lines {
		m, left := line.MinSize(), x
		switch align {
		case fyne.TextAlignCenter:
			left += (width - m.Width) / 2
		case fyne.TextAlignTrailing:
			left += width - m.Width
		}
		place(line, left, y+float32(i)*step+(step-m.Height)/2, m.Width, m.Height)
	}
}

// move places the lines below each other.
func (p *paragraph) move(x, y float32) {
	for i, line := range p.lines {
		h, step := line.MinSize().Height, p.step()
		place(line, x, y+float32(i)*step+(step-h)/2, p.width, h)
	}
}

func (p *paragraph) objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(p.lines))
	for i, l := range p.lines {
		out[i] = l
	}
	return out
}
