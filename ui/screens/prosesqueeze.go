package screens

import (
	"fyne.io/fyne/v2"

	"facedesk/ui/text"
	"facedesk/ui/theme"
)

// tight is the distance of lines that share the place of one, in sizes of the
// text; fineLine is the part of its size at which a text still stays on one.
const (
	tight    = 1.1
	fineLine = 0.8
)

// squeezed is the size, and the lines, in which the text has room in its place:
// one line that is a little smaller, else several, and no smaller than
// theme.TextLeast in any case.
func (p *prose) squeezed(width, slot float32) (float32, [][]text.Run) {
	one, size := p.shrunk(width), p.px(p.size)
	least := min(p.px(theme.TextLeast), size)
	whole := [][]text.Run{p.runs}
	if width <= 0 || one >= max(least, size*fineLine) {
		return one, whole
	}
	for size = min(size, slot/2/tight); size > least; size -= least / 16 {
		if broken := p.brokenAt(size, width); float32(len(broken))*size*tight <= slot {
			return size, broken
		}
	}
	if one >= least {
		return one, whole
	}
	return least, p.brokenAt(least, width)
}

// squeezedHigh is what lines of a squeezed text take, one line at least.
func (p *prose) squeezedHigh(size float32, lines int) float32 {
	one := p.px(p.size) * p.lead
	if lines == 1 {
		return one
	}
	return max(one, float32(lines)*size*tight)
}

func (p *prose) brokenAt(size, width float32) [][]text.Run {
	return text.Wrap(p.runs, width, func(s string, strong bool) float32 { return fyne.MeasureText(s, size, style(s, strong)).Width })
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
	for width > 0 && size > 1 && p.at(size) > width {
		size *= 0.98
	}
	return size
}
