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

// piece is the part of a line that has one style.
type piece struct {
	*canvas.Text
	line int
}

// tight is the distance of lines that share the place of one, in sizes of the
// text. fineLine is the part of its size at which a text still stays on one line.
const (
	tight    = 1.1
	fineLine = 0.8
)

// style is bold where the bold font has all characters of the text.
func style(s string, strong bool) fyne.TextStyle {
	if !strong {
		return fyne.TextStyle{}
	}
	return theme.Style(s)
}

// measure is how wide a text is in a size.
func measure(size float32) text.Measure {
	return func(s string, strong bool) float32 { return fyne.MeasureText(s, size, style(s, strong)).Width }
}

// lineWidth is the width of runs on one line.
func lineWidth(runs []text.Run, size float32) float32 {
	sum := float32(0)
	for _, r := range runs {
		sum += measure(size)(r.Text, r.Strong)
	}
	return sum
}

// oneLine is the size, or the smaller one at which the runs are no wider than the
// width. Letters do not shrink quite as their size does.
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

// squeeze is the size, and the lines, in which runs have room in a place: one line
// that is a little smaller, else several, and no smaller than least in any case.
func squeeze(runs []text.Run, size, least, width, height float32) (float32, [][]text.Run) {
	one, whole := oneLine(runs, size, width), [][]text.Run{runs}
	least = min(least, size)
	if width <= 0 || one >= max(least, size*fineLine) {
		return one, whole
	}
	for size = min(size, height/2/tight); size > least; size -= least / 16 {
		if broken := text.Wrap(runs, width, measure(size)); float32(len(broken))*size*tight <= height {
			return size, broken
		}
	}
	if one >= least {
		return one, whole
	}
	return least, text.Wrap(runs, width, measure(least))
}

// draw sets all that the lines show, and how far apart they are.
func (t *typeset) draw(broken [][]text.Run, size, step float32, ink color.Color) {
	n := 0
	t.lines, t.step = len(broken), step
	for line, runs := range broken {
		for i, r := range runs {
			if n == len(t.pieces) {
				t.pieces = append(t.pieces, piece{Text: newText(fyne.TextStyle{})})
			}
			said := r.Text
			if i == len(runs)-1 {
				said = strings.TrimRight(said, " ") // or the line is not where it is aligned
			}
			t.pieces[n].line = line
			t.pieces[n].TextStyle = style(r.Text, r.Strong)
			write(t.pieces[n].Text, said, size, ink)
			n++
		}
	}
	t.pieces = slices.Delete(t.pieces, n, len(t.pieces)) // and nothing of them is kept
}

// height is what the lines take.
func (t *typeset) height() float32 { return float32(t.lines) * t.step }

// width is that of the longest line.
func (t *typeset) width() (widest float32) {
	sums := make([]float32, t.lines)
	for _, p := range t.pieces {
		sums[p.line] += p.MinSize().Width
		widest = max(widest, sums[p.line])
	}
	return widest
}

// move places the lines below each other, the pieces of each beside each other.
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

// moveIn places the lines around the middle of a place.
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
