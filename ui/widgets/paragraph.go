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

	words       string // what lines show, and how
	size, width float32
	ink         color.Color
}

// leading is the distance of two lines in text sizes.
const leading = 1.45

// set wraps text and returns the height it takes.
func (p *paragraph) set(words string, size, width float32, ink color.Color) float32 {
	if p.words != words || p.size != size || p.width != width || p.ink != ink {
		p.words, p.size, p.width, p.ink = words, size, width, ink
		measure := func(s string, _ bool) float32 { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width }
		p.lines = p.lines[:0]
		for _, line := range text.Wrap([]text.Run{{Text: words}}, width, measure) {
			t := newText(fyne.TextStyle{})
			for _, run := range line {
				write(t, strings.TrimRight(run.Text, " "), size, ink)
			}
			p.lines = append(p.lines, t)
		}
	}
	return float32(len(p.lines)) * size * leading
}

// shrink is set in the size given or, where that would be higher than most, in
// a smaller one, down to a half.
func (p *paragraph) shrink(words string, size, width, most float32, ink color.Color) (height float32) {
	for _, part := range []float32{1, .9, .8, .7, .6, .5} {
		if height = p.set(words, size*part, width, ink); height <= most {
			break
		}
	}
	return height
}

// move places the lines below each other.
func (p *paragraph) move(x, y float32) {
	for i, line := range p.lines {
		h, step := line.MinSize().Height, p.size*leading
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
