package imaging

import (
	"errors"
	"image"
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

// turned looks at a photo and, where nobody is on it, at its other three turns:
// many a program loses what says which side is up. The turn counts on which the
// surest face stands upright.
func (m *Maker) turned(v view) view {
	v.report = m.examine(v.img, m.finder.seeClosely(v.img, true, m.aim))
	if m.somebody(v) {
		return v
	}
	best, surest := v, float32(0)
	for _, orientation := range []int{6, 8, 3} { // a quarter to the right, to the left, half
		img := upright(v.img, orientation)
		s := m.finder.seeClosely(img, false, m.aim)
		for _, f := range s.faces {
			if f.Quality > surest {
				surest = f.Quality
				best = view{img: img, report: m.examine(img, s), place: v.place.through(img.Rect, orientation)}
			}
		}
	}
	return best
}

// somebody reports whether there is a customer, and his crop shows one too: a
// head upside down is found, and is none when looked at alone.
func (m *Maker) somebody(v view) bool {
	r := v.report
	if len(r.Faces) == 0 {
		return false
	}
	refused, is := errors.AsType[*Refusal](m.shows(packed(v.img, r.Crop), r.expected()))
	return !is || refused.Code != NoFace
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
