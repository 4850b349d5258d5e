package imaging

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// The customer is found by one rule for the camera, the shutter, files and the
// command line.
//
//  1. The results of all looks are united before faces are counted.
//  2. The customer is the largest face in the oval: the one with the greatest
//     height × nearness to the oval's middle. Nearness falls from 1 in the middle
//     to ½ at a distance of half the picture. The detector's certainty does not
//     count.
//  3. If by that measure the customer is a person who cannot be seen well
//     (covered, turned far away), nobody else becomes the customer: there is no
//     face.
//  4. A second face of at least half the customer's height prevents a portrait.
//     One of at least a third is reported. Smaller ones are ignored.
//  5. The portrait shows the customer alone. The crop is made smaller until no
//     other face of at least a third is in it. If that would cut the customer's
//     head, there is no portrait.
//  6. The finished portrait is examined once more. It is refused if it lacks the
//     chosen face or shows a second one.
//
// A person who looks at the picture may choose a face. Then 3 and 4 do not apply,
// and 5 and 6 do.
const (
	// stopsAt is a half, less the tolerance of a box's height.
	stopsAt = 0.42
	// shownFrom is a third, less the same tolerance.
	shownFrom = 0.28
)

// Oval returns where the face belongs on a picture of these bounds: crown to
// chin.
func Oval(bounds image.Rectangle) image.Rectangle {
	h := min(0.58*float64(bounds.Dy()), 0.74*float64(bounds.Dx()))
	w := 0.76 * h
	x, y := (float64(bounds.Dx())-w)/2, (float64(bounds.Dy())-h)*0.40
	return image.Rect(int(x), int(y), int(x+w), int(y+h)).Add(bounds.Min)
}

// Aim is how far somebody moved the oval from its usual place, in widths and
// heights of the picture: to a guest who sits beside somebody who stands.
type Aim struct{ X, Y float64 }

// Oval is Oval moved, as far as the picture reaches.
func (a Aim) Oval(bounds image.Rectangle) image.Rectangle {
	o := Oval(bounds)
	move := func(by float64, length, least, most int) int {
		return min(max(int(math.Round(by*float64(length))), least), most)
	}
	return o.Add(image.Pt(
		move(a.X, bounds.Dx(), bounds.Min.X-o.Min.X, bounds.Max.X-o.Max.X),
		move(a.Y, bounds.Dy(), bounds.Min.Y-o.Min.Y, bounds.Max.Y-o.Max.Y)))
}

// weight is the measure by which the customer's face is chosen.
func weight(f Face, bounds image.Rectangle, a Aim) float64 {
	oval := a.Oval(bounds)
	off := middleOf(f.Box).Sub(middleOf(oval))
	half := float64(max(bounds.Dx(), bounds.Dy())) / 2
	return float64(f.Box.Dy()) * (1 - math.Hypot(float64(off.X), float64(off.Y))/half/2)
}

func middleOf(r image.Rectangle) image.Point { return r.Min.Add(r.Max).Div(2) }

// ranked sorts the faces of a picture, the customer first. It leaves out faces
// that are too small beside the customer's. It returns none if the customer
// would be a person who cannot be seen well.
func ranked(s sight, bounds image.Rectangle) []Face {
	faces := byWeight(s.faces, bounds, s.aim)
	if len(faces) == 0 || slices.ContainsFunc(s.doubts, func(d Face) bool { return weight(d, bounds, s.aim) > weight(faces[0], bounds, s.aim) }) {
		return nil
	}
	faces = append(faces, byWeight(s.far, bounds, s.aim)...)
	return slices.DeleteFunc(faces, func(f Face) bool { return !besides(faces[0], f, shownFrom) })
}

// choosable returns the faces that a person may choose: the customer by the
// rule, the other faces, and then what may be a face.
func choosable(s sight, bounds image.Rectangle) []Face {
	return slices.Concat(byWeight(s.faces, bounds, s.aim), byWeight(s.doubts, bounds, s.aim), byWeight(s.far, bounds, s.aim))
}

func byWeight(faces []Face, bounds image.Rectangle, a Aim) []Face {
	return slices.SortedStableFunc(slices.Values(faces), func(f, g Face) int {
		return cmp.Compare(weight(g, bounds, a), weight(f, bounds, a))
	})
}

// besides reports whether a face has at least this share of the customer's
// height.
func besides(customer, f Face, share float64) bool {
	return float64(f.Box.Dy()) >= share*float64(customer.Box.Dy())
}

// crowded reports whether a second face prevents a portrait.
func crowded(faces []Face) bool {
	return slices.ContainsFunc(faces[1:], func(f Face) bool { return besides(faces[0], f, stopsAt) })
}
