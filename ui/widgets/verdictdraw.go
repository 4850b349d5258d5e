package widgets

import (
	"image"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/theme"
)

// Where things stand on a verdict of the base window.
const (
	verdictMargin = 96
	verdictShape  = 244 // its side
	verdictText   = 420 // left edge of word and line
	verdictFrame  = 34  // the striped frame of a demo
	verdictStripe = 24
	wordStep      = 1.12 // line height of the word
)

// verdictParts are the objects of a verdict.
type verdictParts struct {
	v                  *Verdict
	r                  *Parts
	stripes            *Frame
	ring               *canvas.Raster
	paper, edge, panel *Box
	shape              *icon
	demo, line, left   *canvas.Text
	word               []*canvas.Text
	details            []*canvas.Text
	sentence           paragraph
}

// CreateRenderer implements fyne.Widget.
func (v *Verdict) CreateRenderer() fyne.WidgetRenderer {
	box := func() *Box { return NewCard(color.Transparent, color.Transparent) }
	plain := fyne.TextStyle{}
	d := &verdictParts{
		v: v, stripes: NewFrame(v.palette, verdictFrame, verdictStripe), paper: box(), edge: box(), panel: box(), shape: newIcon(),
		demo: newText(bold), line: newText(plain), left: newText(plain),
		word: []*canvas.Text{newText(bold), newText(bold)},
	}
	d.ring = newDrawing(func(w, h int) image.Image { return drawRing(w, h, v.left, v.look().ink) })
	d.r = &Parts{Of: v, Update: d.refresh, Arrange: d.layout}
	d.r.Least = func() fyne.Size { return fyne.NewSize(v.px(640), v.px(400)) }
	return d.r.Ready()
}

func (d *verdictParts) refresh() {
	v, l := d.v, d.v.look()
	d.stripes.SetScale(v.px(1))
	d.paper.SetColours(l.paper, l.paper)
	d.edge.SetColours(l.paper, l.ink)
	d.edge.SetShape(v.px(10), v.px(22))
	d.panel.SetColours(l.panel, l.panel)
	d.panel.SetShape(0, v.px(16))
	d.shape.set(l.shape, l.fill, l.mark)
	write(d.demo, v.content.DemoText, v.px(18), v.palette.StripeInk)
	write(d.line, v.content.Line, v.px(theme.TextHeading), l.ink)
	write(d.left, v.countdown, v.px(theme.TextBody), l.ink)
	d.ring.Refresh()
	show(d.stripes, l.striped)
	show(d.demo, l.striped)
	show(d.edge, l.framed)
	show(d.panel, v.content.Sentence != "")
	show(d.ring, v.countdown != "")
	d.details = d.details[:0]
	for _, text := range v.content.Details {
		t := newText(fyne.TextStyle{})
		write(t, text, v.px(theme.TextBody), l.ink)
		d.details = append(d.details, t)
	}
}

func (d *verdictParts) layout(size fyne.Size) {
	v := d.v
	inset := float32(0)
	if v.content.Demo {
		inset = v.px(verdictFrame)
	}
	place(d.stripes, 0, 0, size.Width, size.Height)
	place(d.paper, inset, inset, size.Width-2*inset, size.Height-2*inset)
	place(d.edge, v.px(24), v.px(24), size.Width-v.px(48), size.Height-v.px(48))
	m := d.demo.MinSize()
	place(d.demo, (size.Width-m.Width)/2, (inset-m.Height)/2, m.Width, m.Height)

	middle := size.Height * 0.365
	place(d.shape.Raster, v.px(104), middle-v.px(verdictShape)/2, v.px(verdictShape), v.px(verdictShape))
	d.layoutWord(size, middle, d.layoutSentence(size)-v.px(theme.Space))
	d.layoutFoot(size)
	d.gather()
}

// layoutWord sets word, line and details as one block around middle, above
// bottom; where there is no room the word gets smaller.
func (d *verdictParts) layoutWord(size fyne.Size, middle, bottom float32) {
	v := d.v
	x, top := v.px(verdictText), v.px(44)
	room := size.Width - x - v.px(verdictMargin)
	lines, wordSize := fitWord(v.content.Word, v.px(theme.TextVerdict), room)
	n, lineSize := float32(len(lines)), v.px(theme.TextHeading)
	rest := lineSize*1.9 + float32(len(d.details))*v.px(30)
	wordSize = min(wordSize, max(lineSize, (bottom-top-rest)/(n*wordStep)))
	step := wordSize * wordStep
	height := step*n + rest
	y := max(min(middle-height/2, bottom-height), top)
	for i, t := range d.word {
		text := ""
		if i < len(lines) {
			text = lines[i]
		}
		write(t, text, wordSize, v.look().ink)
		m := t.MinSize()
		place(t, x-wordSize*0.03, y+(step-m.Height)/2, m.Width, m.Height)
		if text != "" {
			y += step
		}
	}
	m := fit(d.line, lineSize, room)
	place(d.line, x, y+v.px(10), m.Width, m.Height)
	y += lineSize * 1.9
	for _, t := range d.details {
		m := fit(t, v.px(theme.TextBody), room)
		place(t, x, y, m.Width, m.Height)
		y += v.px(30)
	}
}

// fitWord breaks a long word of several parts into two lines rather than make
// it smaller, and makes it smaller where that is not enough.
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

// layoutSentence puts the sentence above the last line and lets it grow
// upwards. It returns its upper edge.
func (d *verdictParts) layoutSentence(size fyne.Size) (top float32) {
	v := d.v
	margin, pad, text := v.px(verdictMargin), v.px(30), v.px(28)
	inner := size.Width - 2*margin - 2*pad
	height := d.sentence.shrink(v.content.Sentence, text, inner, size.Height*0.34, v.look().ink)
	bottom := size.Height - v.px(120)
	top = bottom - height - 2*v.px(24)
	place(d.panel, margin, top, size.Width-2*margin, bottom-top)
	d.sentence.move(margin+pad, top+v.px(24))
	return top
}

// layoutFoot sets the keys from the left and the countdown at the right.
func (d *verdictParts) layoutFoot(size fyne.Size) {
	v := d.v
	y, x := size.Height-v.px(66), v.px(verdictMargin)
	for _, h := range v.hints {
		m := h.MinSize()
		place(h, x, y-m.Height/2, m.Width, m.Height)
		x += m.Width + v.px(32)
	}
	m, side := d.left.MinSize(), v.px(30)
	right := size.Width - v.px(verdictMargin)
	place(d.left, right-m.Width, y-m.Height/2, m.Width, m.Height)
	place(d.ring, right-m.Width-v.px(10)-side, y-side/2, side, side)
}

// gather lists the objects anew: lines and keys come and go.
func (d *verdictParts) gather() {
	all := []fyne.CanvasObject{d.stripes, d.paper, d.edge, d.demo, d.shape.Raster, d.word[0], d.word[1], d.line}
	for _, t := range d.details {
		all = append(all, t)
	}
	all = append(all, d.panel)
	all = append(all, d.sentence.objects()...)
	all = append(all, d.v.hints...)
	d.r.Items = append(all, d.left, d.ring)
}
