package imaging

import (
	"cmp"
	"image"
	"math"
	"slices"

	"facedesk/imaging/blazeface"
)

// The thresholds of a find, as measured (docs/faces.md). A candidate is what a
// look reports as a possible face. The short model reports faces in wheels and
// windows, and the full one hardly ever does. So a candidate of the short model
// alone needs a higher score.
const (
	minCandidate   = 0.5
	minConfirm     = 0.5 // if the full model reported it too
	minConfirmLone = 0.7

	// minDoubt is the full model's smallest score of an unconfirmed possible
	// face. It scores walls and dogs that the short model reports at 0.09.
	minDoubt = 0.12
	// minFar is the threshold for faces that only a look at a part of the
	// picture reports.
	minFar = 0.7

	// confirmSide is the side of the square for the confirming look, in sides
	// of the candidate's box.
	confirmSide = 2.0
	// maxRollSeen is the largest tilt in degrees. A lying head is found, but
	// its portrait would lie too. The models were not made for more.
	maxRollSeen = 50.0
	// maxCandidates limits the time for a crowd. The largest candidates count.
	maxCandidates = 12
)

// look is a part of the picture and the model that looks at it.
type look struct{ full, whole bool }

var (
	cameraLooks = []look{{full: false, whole: false}, {full: true, whole: true}}
	closeLooks  = []look{{full: false, whole: false}, {full: true, whole: true}, {full: false, whole: true}}
)

// sight is the result of all looks at a picture, the most certain first.
type sight struct {
	aim    Aim // where the oval was
	faces  []Face
	doubts []Face // possible faces: reported by a look, not confirmed
	far    []Face // not reported by any look at the whole picture: never the customer
}

// candidate is a possible face on which looks agree.
type candidate struct {
	blazeface.Detection
	full  bool // the full model reported it
	doubt bool // the full model does not rule it out
}

// see takes the looks, unites their results, and confirms each candidate.
func (f *Finder) see(img image.Image, looks []look) sight {
	var s sight
	for _, c := range f.candidates(img, looks) {
		face, sure := f.confirm(img, c)
		switch {
		case !face.eyes().In(img.Bounds()):
		case sure:
			s.faces = append(s.faces, face)
		case c.doubt:
			s.doubts = append(s.doubts, face)
		}
	}
	s.faces = distinct(s.faces, nil)
	s.doubts = distinct(s.doubts, s.faces)
	return s
}

// candidates returns the results of the looks, the largest first.
func (f *Finder) candidates(img image.Image, looks []look) []candidate {
	var found []candidate
	for _, l := range looks {
		model, region := f.short, img.Bounds()
		if l.full {
			model = f.full
		}
		if !l.whole {
			region = middleSquare(region)
		}
		least := float32(minCandidate)
		if l.full {
			least = minDoubt
		}
		for _, d := range model.Detect(img, region, least, nil) {
			found = append(found, candidate{d, l.full && d.Score >= minCandidate, l.full})
		}
	}
	kept := united(found)
	slices.SortStableFunc(kept, func(a, b candidate) int { return cmp.Compare(boxOf(b.Detection).Dx(), boxOf(a.Detection).Dx()) })
	return kept[:min(len(kept), maxCandidates)]
}

// united returns one candidate, the most certain, for all of one face.
func united(found []candidate) []candidate {
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(b.Score, a.Score) })
	var kept []candidate
	for _, c := range found {
		i := slices.IndexFunc(kept, func(k candidate) bool { return sameFace(boxOf(k.Detection), boxOf(c.Detection)) })
		switch {
		case i >= 0:
			kept[i].full, kept[i].doubt = kept[i].full || c.full, kept[i].doubt || c.doubt
		case c.Score >= minCandidate:
			kept = append(kept, c)
		}
	}
	return kept
}

// middleSquare returns the largest square in the middle of a picture.
func middleSquare(r image.Rectangle) image.Rectangle {
	side := min(r.Dx(), r.Dy())
	corner := r.Min.Add(r.Size().Sub(image.Pt(side, side)).Div(2))
	return image.Rectangle{corner, corner.Add(image.Pt(side, side))}
}

// confirm looks at a candidate alone. It returns the face as this look reports
// it, or the candidate if the look reports none, and whether a face is
// confirmed.
func (f *Finder) confirm(img image.Image, c candidate) (face Face, sure bool) {
	box := boxOf(c.Detection)
	least := float32(minConfirmLone)
	if c.full {
		least = minConfirm
	}
	for _, d := range f.short.Detect(img, box.Inset(-int(float64(box.Dx())*(confirmSide-1)/2)), least, nil) {
		if sameFace(box, boxOf(d)) {
			face = faceOf(d)
			return face, math.Abs(face.Roll()) <= maxRollSeen
		}
	}
	face = faceOf(c.Detection)
	face.Quality = 0 // the look that counts did not see it
	return face, false
}

// seeClosely takes all looks. If they find nothing, or with everywhere, it also
// looks for far faces.
func (f *Finder) seeClosely(img image.Image, everywhere bool, a Aim) sight {
	s := f.see(img, closeLooks)
	s.aim = a
	if everywhere || s.nobody() {
		s.far = distinct(f.far(img, a), slices.Concat(s.faces, s.doubts))
	}
	return s
}

func (s sight) nobody() bool { return len(s.faces)+len(s.doubts) == 0 }

// far looks at both ends of the picture, which may overlap, and at the oval. A
// face that only such a look finds is never the customer, because a person in
// front may have been missed.
func (f *Finder) far(img image.Image, a Aim) (faces []Face) {
	b := img.Bounds()
	square := middleSquare(b)
	near := square.Inset(square.Dx() / 4)
	near = near.Add(middleOf(a.Oval(b)).Sub(middleOf(near)))
	for _, part := range []image.Rectangle{square.Add(b.Min.Sub(square.Min)), square.Add(b.Max.Sub(square.Max)), near} {
		for _, d := range f.full.Detect(img, part, minFar, nil) {
			face, sure := f.confirm(img, candidate{d, true, true})
			if cut := !face.Box.Intersect(b).In(part); sure && !cut && face.eyes().In(b) {
				faces = append(faces, face)
			}
		}
	}
	return faces
}
