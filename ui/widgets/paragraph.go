package widgets

import (
	"image/color"

	"facedesk/ui/text"
)

// paragraph is plain text among the objects of a widget. Prose is the widget for
// text that stands alone.
type paragraph struct {
	typeset
	bold bool
	lead float32 // distance of two lines in sizes of the text

	layout layout
}

// layout is what a paragraph was set for, so that the same is not set again.
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

// set breaks text for a width and returns the height it takes.
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

// shrink is set in the size given or, where that would be higher than most, in
// a smaller one, down to the least.
func (p *paragraph) shrink(words string, size, least, width, most float32, ink color.Color) (height float32) {
	for height = p.set(words, size, width, ink); height > most && size > least; height = p.set(words, size, width, ink) {
		size = max(size-least/16, least)
	}
	return height
}

// squeeze sets text in a place, see squeeze.
func (p *paragraph) squeeze(words string, size, least, width, height float32, ink color.Color) {
	p.layout = layout{}
	size, broken := squeeze(p.runs(words), size, least, width, height)
	p.draw(broken, size, size*tight, ink)
}
