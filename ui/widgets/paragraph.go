package widgets

import (
	"image/color"

	"facedesk/ui/text"
)

// paragraph is plain text inside a widget. Text that stands alone is a Prose.
type paragraph struct {
	typeset
	bold bool
	lead float32 // distance of two lines, as a multiple of the text size

	layout layout
}

// layout is the input of the last layout, so that an equal one is not repeated.
type layout struct {
	words       string
	bold        bool
	size, width float32
	ink         color.Color
}

func (p *paragraph) runs(words string) []text.Run {
	if words == "" {
		return nil
	}
	return []text.Run{{Text: words, Strong: p.bold}}
}

// set breaks text for a width and returns its height.
func (p *paragraph) set(words string, size, width float32, ink color.Color) float32 {
	if now := (layout{words, p.bold, size, width, ink}); p.layout != now {
		p.layout = now
		var broken [][]text.Run
		if words != "" {
			broken = text.Wrap(p.runs(words), width, measure(size))
		}
		p.draw(broken, size, size*p.lead, ink)
	}
	return p.height()
}

// shrink sets the text in the given size. If that is higher than most, it uses
// a smaller size, down to least.
func (p *paragraph) shrink(words string, size, least, width, most float32, ink color.Color) (height float32) {
	for height = p.set(words, size, width, ink); height > most && size > least; height = p.set(words, size, width, ink) {
		size = max(size-least/16, least)
	}
	return height
}

// squeeze fits text into a width and a height, see squeeze.
func (p *paragraph) squeeze(words string, size, least, width, height float32, ink color.Color) {
	p.layout = layout{}
	size, broken := squeeze(p.runs(words), size, least, width, height)
	p.draw(broken, size, size*tight, ink)
}
