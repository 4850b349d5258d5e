package imaging

import (
	"image"
	"math"
)

// Head and shoulders in the measures of ISO/IEC 29794-5, as its reference
// implementation OFIQ has them. T is the distance from the eye line to the
// chin, and D the distance between the eyes. The width is at least 0.9 D to
// each side of the eyes. The passport proportion of 35:45 (ICAO Doc 9303-3)
// keeps the shoulders.
const (
	cropAbove  = 1.4 // T above the eye line
	cropBelow  = 1.8 // T below it
	cropAside  = 0.9 // D beside each pupil, at least
	cropAspect = 35.0 / 45

	// The chin is estimated. Adults' T is about 1.75 D. The detector's square
	// ends near the chin, also when a turned head brings the eyes together.
	chinPerEyes = 1.7
	chinPerBox  = 0.72

	// The crown is as far above the eyes as the chin is below.
	headAbove = 1.0
	headBelow = 1.0
	headAside = 0.5
)

// Crop returns the part of bounds with head and shoulders of a face. It is
// never empty for a face that was found in an image of these bounds.
func Crop(bounds image.Rectangle, f Face) image.Rectangle {
	t, d := chin(f), f.EyeDistance()
	height := (cropAbove + cropBelow) * t
	half := max(height*cropAspect/2, d/2+cropAside*d)
	return around(f, half, cropAbove*t, cropBelow*t).Intersect(bounds)
}

// cropAlone returns Crop of the first face, made smaller until no other face is
// in it, and if possible no other head. alone is false if that would cut the
// first head.
func cropAlone(bounds image.Rectangle, faces []Face) (crop image.Rectangle, alone bool) {
	crop = Crop(bounds, faces[0])
	head := headRect(faces[0]).Intersect(bounds)
	for _, f := range faces[1:] {
		if f.Box.Overlaps(crop) {
			part := without(crop, head, f.Box.Union(headRect(f)))
			if part.Empty() {
				part = without(crop, head, f.Box)
			}
			if part.Empty() {
				return Crop(bounds, faces[0]), false
			}
			crop = part
		}
	}
	return crop, true
}

// without returns the largest part of crop beside box that contains head, or an
// empty one.
func without(crop, head, box image.Rectangle) image.Rectangle {
	left, right, above, below := crop, crop, crop, crop
	left.Max.X, right.Min.X, above.Max.Y, below.Min.Y = box.Min.X, box.Max.X, box.Min.Y, box.Max.Y
	best := image.Rectangle{}
	for _, part := range []image.Rectangle{left, right, above, below} {
		if head.In(part) && part.Dx()*part.Dy() > best.Dx()*best.Dy() {
			best = part
		}
	}
	return best
}

// headRect returns the rectangle of a head in the picture.
func headRect(f Face) image.Rectangle {
	t, d := chin(f), f.EyeDistance()
	return around(f, d/2+headAside*d, headAbove*t, headBelow*t)
}

// chin estimates T in pixels.
func chin(f Face) float64 {
	return max(chinPerEyes*f.EyeDistance(), chinPerBox*float64(f.Box.Dx()))
}

// around returns a rectangle around the point between the eyes. Sizes are in
// pixels.
func around(f Face, half, above, below float64) image.Rectangle {
	c := f.eyes()
	px := func(v float64) int { return int(math.Round(v)) }
	return image.Rect(c.X-px(half), c.Y-px(above), c.X+px(half), c.Y+px(below))
}
