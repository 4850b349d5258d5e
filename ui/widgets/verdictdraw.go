package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/theme"
)

// Positions and sizes of a verdict in the base window.
const (
	verdictMargin = 96
	verdictShape  = 244 // side of the shape
	verdictText   = 420 // left edge of word and line
	verdictFrame  = 34  // the striped frame of a demo
	verdictStripe = 24
	verdictTop    = 44
	verdictAbove  = 66   // room for the line over the upper edge
	wordStep      = 1.12 // line height of the word
	wordLeast     = 103  // smallest size of the word: 144 pixels at 1920×1080
	reasonLead    = 1.3
	detailLead    = 1.35
	keyRow        = TapLeast + 2
	sentenceMost  = 0.34 // share of the height: five lines, enough for every sentence
)

// verdictParts are the objects of a verdict.
type verdictParts struct {
	v                  *Verdict
	r                  *Parts
	stripes            *Frame
	paper, edge, panel *Box
	shape              *icon
	demo               *canvas.Text
	word               []*canvas.Text
	line, details      paragraph
	sentence           paragraph
}

// CreateRenderer implements fyne.Widget.
func (v *Verdict) CreateRenderer() fyne.WidgetRenderer {
	box := func() *Box { return NewCard(color.Transparent, color.Transparent) }
	d := &verdictParts{
		v: v, stripes: NewFrame(v.palette, verdictFrame, verdictStripe), paper: box(), edge: box(), panel: box(), shape: newIcon(),
		demo: newText(bold), word: []*canvas.Text{newText(bold), newText(bold)},
		line: paragraph{lead: reasonLead}, details: paragraph{lead: detailLead}, sentence: paragraph{lead: reasonLead},
	}
	d.r = &Parts{Of: v, Update: d.refresh, Arrange: d.layout}
	d.r.Least = func() fyne.Size { return fyne.NewSize(v.Px(640), v.Px(400)) }
	return d.r.Ready()
}

func (d *verdictParts) refresh() {
	v, l := d.v, d.v.appearance()
	d.stripes.SetScale(v.Px(1))
	d.paper.SetColours(l.paper, l.paper)
	d.edge.SetColours(l.paper, l.ink)
	d.edge.SetShape(v.Px(10), v.Px(22))
	d.panel.SetColours(l.panel, l.panel)
	d.panel.SetShape(0, v.Px(16))
	d.shape.set(l.shape, l.fill, l.mark)
	write(d.demo, v.content.DemoText, v.Px(18), v.palette.StripeInk)
	if v.clock.ink != l.ink {
		v.clock.ink = l.ink
		v.clock.Refresh()
	}
	Show(d.stripes, l.striped)
	Show(d.demo, l.striped)
	Show(d.edge, l.framed)
	Show(d.panel, v.content.Sentence != "")
}

func (d *verdictParts) layout(size fyne.Size) {
	v := d.v
	inset := float32(0)
	if v.content.Demo {
		inset = v.Px(verdictFrame)
	}
	Place(d.stripes, 0, 0, size.Width, size.Height)
	Place(d.paper, inset, inset, size.Width-2*inset, size.Height-2*inset)
	Place(d.edge, v.Px(24), v.Px(24), size.Width-v.Px(48), size.Height-v.Px(48))
	m := d.demo.MinSize()
	Place(d.demo, (size.Width-m.Width)/2, (inset-m.Height)/2, m.Width, m.Height)

	top := v.Px(verdictTop)
	if v.above {
		top += v.Px(verdictAbove)
	}
	foot := d.layoutFoot(size)
	bottom := d.layoutSentence(size, foot-v.Px(2*theme.Space)) - v.Px(theme.Space)
	if theme.Upright(size) {
		side := min(v.Px(verdictShape), (bottom-top)/4)
		Place(d.shape.Raster, (size.Width-side)/2, top+v.Px(24), side, side)
		top += side + v.Px(48)
		d.layoutWord(area{v.Px(verdictMargin), top, size.Width - v.Px(2*verdictMargin), bottom - top}, (top+bottom)/2)
	} else {
		middle, side := size.Height*0.365, min(v.Px(verdictShape), bottom-top)
		Place(d.shape.Raster, v.Px(verdictText-72)-side, max(min(middle-side/2, bottom-side), top), side, side)
		d.layoutWord(area{v.Px(verdictText), top, size.Width - v.Px(verdictText+verdictMargin), bottom - top}, middle)
	}
	d.gather()
}

// area is a part of the window.
type area struct{ x, y, w, h float32 }

// layoutWord lays out word, reason and details as one block around middle. If
// there is little room, first the details shrink, then the word. The reason
// never does.
func (d *verdictParts) layoutWord(in area, middle float32) {
	v, ink := d.v, d.v.appearance().ink
	lines, wordSize := fitWord(v.content.Word, v.Px(theme.TextVerdict), in.w)
	n := float32(len(lines))
	reason := d.line.set(v.content.Line, v.Px(theme.TextReason), in.w, ink) + v.Px(2*theme.Space)
	word := min(wordSize, v.Px(wordLeast)) * n * wordStep
	rest := reason + d.details.shrink(strings.Join(v.content.Details, "\n"), v.Px(theme.TextBody), v.Px(theme.TextLeast), in.w, in.h-reason-word, ink)
	wordSize = min(wordSize, max(v.Px(theme.TextReason), (in.h-rest)/(n*wordStep)))
	step := wordSize * wordStep
	height := step*n + rest
	y := max(min(middle-height/2, in.y+in.h-height), in.y)
	for i, t := range d.word {
		text := ""
		if i < len(lines) {
			text = lines[i]
		}
		write(t, text, wordSize, ink)
		m := t.MinSize()
		Place(t, in.x-wordSize*0.03, y+(step-m.Height)/2, m.Width, m.Height)
		if text != "" {
			y += step
		}
	}
	d.line.move(in.x, y+v.Px(theme.Space), in.w, fyne.TextAlignLeading)
	d.details.move(in.x, y+reason, in.w, fyne.TextAlignLeading)
}

// fitWord breaks a long word with spaces into two lines before it shrinks the
// word.
func fitWord(word string, size, room float32) ([]string, float32) {
	width := func(s string) float32 { return max(1, fyne.MeasureText(s, size, bold).Width) }
	if width(word) <= room || !strings.Contains(word, " ") {
		return []string{word}, size * min(1, room/width(word))
	}
	parts := strings.Fields(word)
	best, widest := 1, float32(0)
	for i := 1; i < len(parts); i++ {
		w := max(width(strings.Join(parts[:i], " ")), width(strings.Join(parts[i:], " ")))
		if i == 1 || w < widest {
			best, widest = i, w
		}
	}
	return []string{strings.Join(parts[:best], " "), strings.Join(parts[best:], " ")}, size * min(1, room/widest)
}

// layoutSentence puts the sentence above the keys; it grows upwards. It returns
// the upper edge.
func (d *verdictParts) layoutSentence(size fyne.Size, bottom float32) (top float32) {
	v := d.v
	margin, pad, edge := v.Px(verdictMargin), v.Px(30), v.Px(18)
	if v.content.Sentence == "" {
		return bottom
	}
	height := d.sentence.shrink(v.content.Sentence, v.Px(theme.TextReason), v.Px(theme.TextBody), size.Width-2*margin-2*pad, size.Height*sentenceMost, v.appearance().ink)
	top = bottom - height - 2*edge
	Place(d.panel, margin, top, size.Width-2*margin, bottom-top)
	d.sentence.move(margin+pad, top+edge, size.Width, fyne.TextAlignLeading)
	return top
}

// layoutFoot lays out the keys from the left, in as many rows as they need, and
// the countdown at the right of the last row. It returns the upper edge.
func (d *verdictParts) layoutFoot(size fyne.Size) (top float32) {
	v := d.v
	last, left, right := size.Height-v.Px(66), v.Px(verdictMargin), size.Width-v.Px(verdictMargin)
	m := v.clock.MinSize()
	Place(v.clock, right-m.Width, last-m.Height/2, m.Width, m.Height)
	end := right // right end of the keys in a row
	if m.Width > 0 {
		end -= m.Width + v.Px(20)
	}
	y := last
	for i := len(v.hints) - 1; i >= 0; { // rows are filled from the last one upwards
		first, used := i, v.hints[i].MinSize().Width
		for first > 0 && left+used+v.Px(keySpace)+v.hints[first-1].MinSize().Width <= end {
			first--
			used += v.Px(keySpace) + v.hints[first].MinSize().Width
		}
		x := left
		for _, h := range v.hints[first : i+1] {
			m := h.MinSize()
			Place(h, x, y-m.Height/2, m.Width, m.Height)
			x += m.Width + v.Px(keySpace)
		}
		i, y, end = first-1, y-v.Px(keyRow), right
	}
	return min(y, last-v.Px(keyRow)) + v.Px(keyRow)/2
}

// keySpace is the space between two keys.
const keySpace = 28

// gather collects the objects again, because lines and keys come and go.
func (d *verdictParts) gather() {
	all := []fyne.CanvasObject{d.stripes, d.paper, d.edge, d.demo, d.shape.Raster, d.word[0], d.word[1]}
	all = append(all, d.line.objects()...)
	all = append(all, d.details.objects()...)
	all = append(all, d.panel)
	if d.v.content.Sentence != "" {
		all = append(all, d.sentence.objects()...)
	}
	all = append(all, d.v.hints...)
	d.r.Items = append(all, d.v.clock)
}
