package imaging

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// Who the customer is: one rule for the camera, the shutter, files and the
// command line.
//
//  1. All looks are united before faces are counted.
//  2. The customer is the largest face in the oval: the one with the greatest
//     height × nearness to the oval's middle. Nearness falls from 1 in the middle
//     to ½ at a distance of half the picture. The surest find does not count.
//  3. Where somebody who cannot be seen well would be the customer by that
//     measure (covered, turned far away), nobody else is: there is no face.
//  4. A second face from half the customer's height on stops. From a third on it
//     is reported, and does not stop. Smaller ones are not looked at.
//  5. The portrait shows the customer alone: the crop is tightened until nobody
//     else from a third on is in it. Where that would cut the customer's head,
//     there is no portrait.
//  6. The finished portrait is looked at once more. One without the chosen face,
//     or with a second, is never handed out.
//
// Somebody who looks at the picture may choose a face; then 3 and 4 do not stop,
// 5 and 6 do.
const (
	// stopsAt is half, less what the height of a box may be off by.
	stopsAt = 0.42
	// shownFrom is a third, likewise.
	shownFrom = 0.28
)

// Oval is where on a picture of the given bounds the face belongs: crown to
// chin.
func Oval(bounds image.Rectangle) image.Rectangle {
	h := min(0.58*float64(bounds.Dy()), 0.74*float64(bounds.Dx()))
	w := 0.76 * h
	x, y := (float64(bounds.Dx())-w)/2, (float64(bounds.Dy())-h)*0.40
	return image.Rect(int(x), int(y), int(x+w), int(y+h)).Add(bounds.Min)
}

// weight is what makes a face the customer's.
func weight(f Face, bounds image.Rectangle) float64 {
	oval := Oval(bounds)
	off := middleOf(f.Box).Sub(middleOf(oval))
	half := float64(max(bounds.Dx(), bounds.Dy())) / 2
	return float64(f.Box.Dy()) * (1 - math.Hypot(float64(off.X), float64(off.Y))/half/2)
}

func middleOf(r image.Rectangle) image.Point { return r.Min.Add(r.Max).Div(2) }

// ranked sorts the faces of a picture, the customer first, and leaves out those
// that are too small beside the customer's to matter. It returns none where
// somebody who cannot be seen well would be the customer.
func ranked(s sight, bounds image.Rectangle) []Face {
	faces := byWeight(s.faces, bounds)
	if len(faces) == 0 || slices.ContainsFunc(s.doubts, func(d Face) bool { return weight(d, bounds) > weight(faces[0], bounds) }) {
		return nil
	}
	faces = append(faces, byWeight(s.far, bounds)...)
	return slices.DeleteFunc(faces, func(f Face) bool { return !besides(faces[0], f, shownFrom) })
}

// choosable lists what somebody who looks at the picture may choose: the
// customer by the rule, the other faces, and at last what may be one.
func choosable(s sight, bounds image.Rectangle) []Face {
	return slices.Concat(byWeight(s.faces, bounds), byWeight(s.doubts, bounds), byWeight(s.far, bounds))
}

func byWeight(faces []Face, bounds image.Rectangle) []Face {
	return slices.SortedStableFunc(slices.Values(faces), func(a, b Face) int {
		return cmp.Compare(weight(b, bounds), weight(a, bounds))
	})
}

// besides reports whether a face is at least so large beside the customer's.
func besides(customer, f Face, share float64) bool {
	return float64(f.Box.Dy()) >= share*float64(customer.Box.Dy())
}

// crowded reports whether a second face stops.
func crowded(faces []Face) bool {
	return slices.ContainsFunc(faces[1:], func(f Face) bool { return besides(faces[0], f, stopsAt) })
}
