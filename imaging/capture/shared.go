package capture

import (
	"image"
	"slices"
	"time"
)

// spare is memory for a whole picture. A frame that is shown and examined is
// decoded once, by the pump into the spare. The examiner takes that picture, and
// gives the memory of the one before back. So each owns one, and only one goroutine
// uses it at a time.
type spare struct {
	img *image.RGBA
	due time.Time // when the next frame is to be examined
}

// oneSpare returns the channel with the only spare.
func oneSpare() chan spare {
	c := make(chan spare, 1)
	c <- spare{}
	return c
}

// shares reports whether to draw the preview of a frame from its whole picture.
// Without a spare, the examiner has it.
func (p *pump) shares(at time.Time, shrink int) bool {
	select {
	case s := <-p.spares:
		p.spare = &s
	default:
	}
	return p.spare != nil && shrink <= 2 && !at.Before(p.spare.due)
}

// draw draws the preview of a frame. If it is to be examined, its whole picture is
// drawn and goes with it.
func (p *pump) draw(t *taken) error {
	size := sizeOf(t.frame)
	shrink := previewShrink(size.X, p.o.Width)
	p.canvas = reuseRGBA(p.canvas, shrunk(size.X, size.Y, shrink))
	if !p.shares(t.frame.At, shrink) {
		err := decode(p.dec, p.canvas, t.frame, shrink, false)
		mirror(p.canvas)
		return err
	}
	p.spare.img = reuseRGBA(p.spare.img, image.Rectangle{Max: size})
	t.img = p.spare.img
	t.torn = decode(p.dec, t.img, t.frame, 1, false)
	if shrink == 2 {
		halve(p.canvas, t.img)
	} else {
		copy(p.canvas.Pix, t.img.Pix)
		mirror(p.canvas)
	}
	return t.torn
}

// keepPicture makes the whole picture of a frame the examiner's.
func (e *examiner) keepPicture(img *image.RGBA) {
	e.spares <- spare{e.img, e.last.Add(examineEvery)}
	e.img = img
}

// refuse releases a frame that comes too early, or at the end.
func (e *examiner) refuse(t taken) {
	t.frame.Release()
	if t.img != nil {
		e.spares <- spare{t.img, e.last.Add(examineEvery)}
	}
}

// halve copies a packed opaque picture, shrunk by 2 and mirrored. It uses the mean
// of each cell, rounded up, which is as bright as what libjpeg-turbo decodes at half
// the size.
func halve(dst, src *image.RGBA) {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	for y := range dst.Rect.Dy() {
		upper := src.Pix[2*y*src.Stride:][:4*w]
		lower := src.Pix[min(2*y+1, h-1)*src.Stride:][:4*w]
		out := dst.Pix[y*dst.Stride:][:4*dst.Rect.Dx()]
		if w%2 == 1 { // nothing is beside the last column
			last := 4 * (w - 1)
			halveRow(out[:4], slices.Repeat(upper[last:], 2), slices.Repeat(lower[last:], 2))
			out = out[4:]
		}
		halveRow(out, upper, lower)
	}
}
