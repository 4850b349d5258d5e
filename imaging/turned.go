package imaging

import (
	"errors"
	"image"
	"slices"
)

// placer tells where a part of a picture lies in the photo it was made of.
type placer func(image.Rectangle) image.Rectangle

// view is a photo as it is looked at: a part of it, perhaps turned.
type view struct {
	img    *image.RGBA
	place  placer
	report Report
}

// chosenPart is the part of a photo that counts, all for an empty rectangle.
func chosenPart(photo *image.RGBA, crop image.Rectangle) (view, error) {
	if crop.Empty() {
		return view{img: photo, place: func(r image.Rectangle) image.Rectangle { return r }}, nil
	}
	part := crop.Intersect(photo.Rect)
	if part.Empty() {
		return view{}, outside(photo.Rect)
	}
	return view{img: packed(photo, part), place: func(r image.Rectangle) image.Rectangle { return r.Add(part.Min) }}, nil
}

// turned looks at a photo and, where nobody is seen well on it, at its other three
// turns: many a program loses what says which side is up. The turn counts on which
// the surest face stands upright.
func (m *Maker) turned(v view) view {
	v.report = m.examine(v.img, m.finder.seeClosely(v.img, true, m.aim))
	if m.somebody(v) {
		return v
	}
	orientation := m.turnOf(v.img)
	if orientation == 0 {
		return v
	}
	img := upright(v.img, orientation)
	t := view{img: img, report: m.examine(img, m.finder.seeClosely(img, false, m.aim)), place: v.place.through(img.Rect, orientation)}
	if m.better(t, v) && (orientation != upsideDown || m.surely(t, v)) {
		return t
	}
	return v
}

// upsideDown is EXIF's orientation of a picture on its head.
const upsideDown = 3

// surely reports whether a picture really stands on its head. A mask on its head
// looks like a forehead, so where a face is confirmed either way up, the turned one
// counts only if it is seen as well as bare faces are.
func (m *Maker) surely(turned, before view) bool {
	return len(before.report.Faces) == 0 || turned.report.Faces[0].Quality >= float32(m.marks.Doubtful)
}

// nearWhenTurned is the least nearness to the oval of a customer of a turned
// picture: of one whom nobody sees upright, a picture lies beside him at most.
const nearWhenTurned = 0.8

// better reports whether a turned view counts: its customer stands near the oval
// and is, where the view before saw anybody, one of them, seen well. A picture that
// lies beside a covered customer is never him.
func (m *Maker) better(turned, before view) bool {
	r, seen := turned.report, before.report.Found
	if len(r.Faces) == 0 || weight(r.Faces[0], turned.img.Rect, m.aim) < nearWhenTurned*float64(r.Faces[0].Box.Dy()) {
		return false
	}
	here := turned.place(r.Faces[0].Box)
	same := func(f Face) bool { return sameFace(before.place(f.Box), here) }
	return len(seen) == 0 || !r.hardly() && slices.ContainsFunc(seen, same)
}

// turnPixels is the largest picture that is turned for a look: to turn a large one
// three times takes seconds and hundreds of megabytes.
const turnPixels = 6_000_000

// turnOf returns the orientation in which the surest face stands upright, 0 where
// there is none.
func (m *Maker) turnOf(img *image.RGBA) int {
	n := 1
	for (img.Rect.Dx()/n)*(img.Rect.Dy()/n) > turnPixels {
		n++
	}
	if n > 1 {
		small, err := flatten(img, n)
		if err != nil {
			return 0
		}
		img = small
	}
	best, surest := 0, float32(0)
	for _, orientation := range []int{6, 8, upsideDown} { // a quarter to the right, to the left, half
		for _, f := range m.finder.seeClosely(upright(img, orientation), false, m.aim).faces {
			if f.Quality > surest {
				best, surest = orientation, f.Quality
			}
		}
	}
	return best
}

// somebody reports whether there is a customer who is seen well, and his crop
// shows one too: a head that lies may be found as a tiny or covered one, and one
// upside down is none when looked at alone.
func (m *Maker) somebody(v view) bool {
	r := v.report
	if len(r.Faces) == 0 || r.hardly() {
		return false
	}
	refused, is := errors.AsType[*Refusal](m.shows(packed(v.img, r.Crop), r.expected()))
	return !is || refused.Code != NoFace
}

// hardly reports that so little is seen of the customer, for whatever cause, that he
// may be somebody else when looked at properly.
func (r Report) hardly() bool {
	return slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Hard && p.Code != ManyFaces })
}

// through is a placer for the same picture turned as an orientation says; turned
// is what it measures then.
func (p placer) through(turned image.Rectangle, orientation int) placer {
	w, h := turned.Dx(), turned.Dy()
	return func(r image.Rectangle) image.Rectangle {
		switch orientation {
		case 6: // what is at the top was at the left
			r = image.Rect(r.Min.Y, w-r.Max.X, r.Max.Y, w-r.Min.X)
		case 8:
			r = image.Rect(h-r.Max.Y, r.Min.X, h-r.Min.Y, r.Max.X)
		case 3:
			r = image.Rect(w-r.Max.X, h-r.Max.Y, w-r.Min.X, h-r.Min.Y)
		}
		return p(r)
	}
}
