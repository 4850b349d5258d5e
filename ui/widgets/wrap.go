package widgets

import (
	"image/color"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// notFirst must not begin a line, notLast must not end one (GB/T 15834-2011,
// 5.1: stops and closing marks never at the head of a line, opening ones never
// at its end).
const (
	notFirst = "，。、；：？！）》」』】”’…·%,.;:?!)]}"
	notLast  = "（《「『【“‘([{"
)

// wrapText breaks text into lines of at most width, between words and between
// Chinese characters. A word that alone is too wide is broken anywhere. Line
// feeds are kept.
func wrapText(text string, width float32, measure func(string) float32) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		lines = append(lines, wrapLine(paragraph, width, measure)...)
	}
	return lines
}

// wrapLine adds up the widths of pieces, which are measured once each.
func wrapLine(text string, width float32, measure func(string) float32) []string {
	var lines []string
	line, used := "", float32(0)
	flush := func() {
		lines = append(lines, strings.TrimRight(line, " "))
		line, used = "", 0
	}
	for _, piece := range pieces(text) {
		bare := strings.TrimRight(piece, " ")
		if line != "" && used+measure(bare) > width {
			flush()
		}
		for _, part := range breakWide(strings.TrimLeft(piece, lead(line)), width, measure) {
			if line != "" && used+measure(strings.TrimRight(part, " ")) > width {
				flush()
			}
			line += part
			used += measure(part)
		}
	}
	flush()
	return lines
}

// lead is what is trimmed at the beginning of a line.
func lead(line string) string {
	if line == "" {
		return " "
	}
	return ""
}

// breakWide breaks a piece that fits no line.
func breakWide(piece string, width float32, measure func(string) float32) []string {
	if measure(strings.TrimRight(piece, " ")) <= width {
		return []string{piece}
	}
	var parts []string
	part, used := "", float32(0)
	for _, r := range piece {
		w := measure(string(r))
		if part != "" && used+w > width {
			parts = append(parts, part)
			part, used = "", 0
		}
		part += string(r)
		used += w
	}
	return append(parts, part)
}

// pieces cuts text where a line may end; together they are the text.
func pieces(text string) []string {
	var out []string
	from := 0
	r := []rune(text)
	for i := 1; i < len(r); i++ {
		if mayBreak(r[i-1], r[i]) {
			out = append(out, string(r[from:i]))
			from = i
		}
	}
	return append(out, string(r[from:]))
}

func mayBreak(before, after rune) bool {
	switch {
	case strings.ContainsRune(notFirst, after), strings.ContainsRune(notLast, before), after == ' ':
		return false
	case before == ' ':
		return true
	}
	return isWide(before) || isWide(after)
}

// isWide tells Chinese characters and full-width punctuation.
func isWide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
}

// paragraph is text in lines, written with the theme's font.
type paragraph struct {
	lines []*canvas.Text

	text        string // what lines show, and how
	size, width float32
	ink         color.Color
}

// leading is the distance of two lines in text sizes.
const leading = 1.45

// set wraps text and returns the height it takes.
func (p *paragraph) set(text string, size, width float32, ink color.Color) float32 {
	if p.text != text || p.size != size || p.width != width || p.ink != ink {
		p.text, p.size, p.width, p.ink = text, size, width, ink
		broken := wrapText(text, width, func(s string) float32 { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width })
		p.lines = p.lines[:0]
		for _, line := range broken {
			t := newText(fyne.TextStyle{})
			write(t, line, size, ink)
			p.lines = append(p.lines, t)
		}
	}
	return float32(len(p.lines)) * size * leading
}

// shrink is set in the size given or, where that would be higher than most, in
// a smaller one, down to a half.
func (p *paragraph) shrink(text string, size, width, most float32, ink color.Color) (height float32) {
	for _, part := range []float32{1, .9, .8, .7, .6, .5} {
		if height = p.set(text, size*part, width, ink); height <= most {
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
