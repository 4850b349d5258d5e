package imaging

import (
	"image"
	"math"
)

// Head and shoulders in the measures of ISO/IEC 29794-5 (as its reference
// implementation OFIQ has them): T is the distance from the eye line to the
// chin, D that between the eyes. Its 0.9 D to each side of the eyes is the
// least; the passport proportion of 35:45 (ICAO Doc 9303-3) keeps the shoulders.
const (
	cropAbove  = 1.4 // T above the eye line
	cropBelow  = 1.8 // T below it
	cropAside  = 0.9 // D beside each pupil, at least
	cropAspect = 35.0 / 45

	// The chin is not looked for. Adults' T is about 1.75 D; the detector's
	// square ends near the chin, and stays when a turned head brings the eyes
	// together.
	chinPerEyes = 1.7
	chinPerBox  = 0.72

	// The head alone: the crown is as far above the eyes as the chin below.
	headAbove = 1.0
	headBelow = 1.0
	headAside = 0.5
)

// Crop returns the part of bounds that shows head and shoulders of a face. It
// is never empty for a face that was found in an image of these bounds.
func Crop(bounds image.Rectangle, f Face) image.Rectangle {
	t, d := chin(f), f.EyeDistance()
	height := (cropAbove + cropBelow) * t
	half := max(height*cropAspect/2, d/2+cropAside*d)
	return around(f, half, cropAbove*t, cropBelow*t).Intersect(bounds)
}

// cropAlone is Crop of the first face, tightened until none of the others is in
// it, nor their heads where that can be, and whether that went without cutting
// the head.
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

// without is the largest part of crop beside a box that keeps the head, empty
// for none.
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

// headRect is the rectangle that a head needs in the picture.
func headRect(f Face) image.Rectangle {
	t, d := chin(f), f.EyeDistance()
	return around(f, d/2+headAside*d, headAbove*t, headBelow*t)
}

// chin estimates T in pixels.
func chin(f Face) float64 {
	return max(chinPerEyes*f.EyeDistance(), chinPerBox*float64(f.Box.Dx()))
}

// around is a rectangle about the point between the eyes, sizes in pixels.
func around(f Face, half, above, below float64) image.Rectangle {
	c := f.eyes()
	px := func(v float64) int { return int(math.Round(v)) }
	return image.Rect(c.X-px(half), c.Y-px(above), c.X+px(half), c.Y+px(below))
}
