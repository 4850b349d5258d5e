package widgets

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"facedesk/ui/text"
	"facedesk/ui/theme"
)

// typeset is text on the canvas, broken into lines.
type typeset struct {
	pieces []piece
	lines  int
	step   float32 // distance of two lines
}

// piece is a part of a line in one style.
type piece struct {
	*canvas.Text
	line int
}

// tight is the distance of squeezed lines, as a multiple of the text size.
// fineLine is the smallest share of its size at which a text stays on one line.
const (
	tight    = 1.1
	fineLine = 0.8
)

// style is bold if strong is set and the bold font has all characters of the
// text.
func style(s string, strong bool) fyne.TextStyle {
	if !strong {
		return fyne.TextStyle{}
	}
	return theme.Style(s)
}

// measure returns a function that measures texts of a size.
func measure(size float32) text.Measure {
	return func(s string, strong bool) float32 {
		s = text.WithoutBreaks(s)
		return fyne.MeasureText(s, size, style(s, strong)).Width
	}
}

// lineWidth returns the width of runs on one line.
func lineWidth(runs []text.Run, size float32) float32 {
	sum := float32(0)
	for _, r := range runs {
		sum += measure(size)(r.Text, r.Strong)
	}
	return sum
}

// oneLine returns the size, or a smaller one at which the runs fit into the
// width. Letters do not shrink exactly in proportion to their size.
func oneLine(runs []text.Run, size, width float32) float32 {
	for range 4 {
		now := lineWidth(runs, size)
		if now <= width || width <= 0 {
			break
		}
		size *= width / now
	}
	for width > 0 && size > 1 && lineWidth(runs, size) > width {
		size *= 0.98
	}
	return size
}

// squeeze returns the size and the lines at which runs fit into a place: one
// line that is a little smaller, otherwise several lines. The size is never
// below least.
func squeeze(runs []text.Run, size, least, width, height float32) (float32, [][]text.Run) {
	fitting, whole := oneLine(runs, size, width), [][]text.Run{runs}
	least = min(least, size)
	if width <= 0 || fitting >= max(least, size*fineLine) {
		return fitting, whole
	}
	for size = min(size, height/2/tight); size > least; size -= least / 16 {
		if broken := text.Wrap(runs, width, measure(size)); float32(len(broken))*size*tight <= height {
			return size, broken
		}
	}
	if fitting >= least {
		return fitting, whole
	}
	return least, text.Wrap(runs, width, measure(least))
}

// draw sets the objects of all lines, and the distance of the lines.
func (t *typeset) draw(broken [][]text.Run, size, step float32, ink color.Color) {
	n := 0
	t.lines, t.step = len(broken), step
	for line, runs := range broken {
		for i, r := range runs {
			if n == len(t.pieces) {
				t.pieces = append(t.pieces, piece{Text: newText(fyne.TextStyle{})})
			}
			said := text.WithoutBreaks(r.Text)
			if i == len(runs)-1 {
				said = strings.TrimRight(said, " ") // otherwise the alignment is wrong
			}
			t.pieces[n].line = line
			t.pieces[n].TextStyle = style(said, r.Strong)
			write(t.pieces[n].Text, said, size, ink)
			n++
		}
	}
	t.pieces = slices.Delete(t.pieces, n, len(t.pieces)) // so that no reference to old texts is kept
}

// height returns the height of all lines.
func (t *typeset) height() float32 { return float32(t.lines) * t.step }

// width returns the width of the longest line.
func (t *typeset) width() (widest float32) {
	sums := make([]float32, t.lines)
	for _, p := range t.pieces {
		sums[p.line] += p.MinSize().Width
		widest = max(widest, sums[p.line])
	}
	return widest
}

// move places the lines below each other, and the pieces of each line side by
// side.
func (t *typeset) move(x, y, width float32, align fyne.TextAlign) {
	for i := 0; i < len(t.pieces); {
		end, sum := i, float32(0)
		for end < len(t.pieces) && t.pieces[end].line == t.pieces[i].line {
			sum += t.pieces[end].MinSize().Width
			end++
		}
		left := x
		switch align {
		case fyne.TextAlignCenter:
			left += (width - sum) / 2
		case fyne.TextAlignTrailing:
			left += width - sum
		}
		for ; i < end; i++ {
			m := t.pieces[i].MinSize()
			Place(t.pieces[i].Text, left, y+float32(t.pieces[i].line)*t.step+(t.step-m.Height)/2, m.Width, m.Height)
			left += m.Width
		}
	}
}

// moveIn centres the lines vertically in a place.
func (t *typeset) moveIn(x, y, width, height float32, align fyne.TextAlign) {
	t.move(x, y+(height-t.height())/2, width, align)
}

func (t *typeset) objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(t.pieces))
	for i, p := range t.pieces {
		out[i] = p.Text
	}
	return out
}
