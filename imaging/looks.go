package imaging

import (
	"cmp"
	"image"
	"math"
	"slices"

	"facedesk/imaging/blazeface"
)

// The marks of a find, as measured (docs/faces.md). A candidate is what a look
// thinks may be a face. The short model sees faces in wheels and windows, the
// full one hardly ever: who only the short one saw has to be surer.
const (
	minCandidate   = 0.5
	minConfirm     = 0.5 // where the full model saw it too
	minConfirmLone = 0.7

	// minDoubt is what the full model says at least of what may be a face and is
	// not confirmed: of walls and dogs that the short one sees, it says 0.09.
	minDoubt = 0.12
	// minFar is for faces that only a part of the picture shows.
	minFar = 0.7

	// confirmSide is the square that a candidate is looked at again on, in sides
	// of its box.
	confirmSide = 2.0
	// maxRollSeen is beyond what the models were made for, in degrees: a head that
	// lies is found, but its portrait would lie too.
	maxRollSeen = 50.0
	// maxCandidates bounds the time that a crowd takes; the largest count.
	maxCandidates = 12
)

// A look is a part of the picture and the model that looks at it.
type look struct{ full, whole bool }

var (
	cameraLooks = []look{{full: false, whole: false}, {full: true, whole: true}}
	closeLooks  = []look{{full: false, whole: false}, {full: true, whole: true}, {full: false, whole: true}}
)

// sight is what was seen on a picture, surest first.
type sight struct {
	faces  []Face
	doubts []Face // may be faces: seen by a look, not by the confirming one
	far    []Face // seen by none of the looks at the whole: never the customer
}

// candidate is what the looks agree about.
type candidate struct {
	blazeface.Detection
	full  bool // the full model saw it
	doubt bool // or at least does not rule it out
}

// see takes the looks, unites what they saw, and looks at each find again.
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

// candidates returns what the looks saw, the largest first.
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

// united makes one candidate of those that are of one face, the surest.
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

// middleSquare is the largest square in the middle of a picture.
func middleSquare(r image.Rectangle) image.Rectangle {
	side := min(r.Dx(), r.Dy())
	corner := r.Min.Add(r.Size().Sub(image.Pt(side, side)).Div(2))
	return image.Rectangle{corner, corner.Add(image.Pt(side, side))}
}

// confirm looks at a candidate by itself. It returns the face as that look sees
// it, or the candidate where it sees none, and whether there is one.
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

// seeClosely takes all looks. Where they show nothing, or with everywhere, it
// looks for faces far away.
func (f *Finder) seeClosely(img image.Image, everywhere bool) sight {
	s := f.see(img, closeLooks)
	if everywhere || s.nobody() {
		s.far = distinct(f.far(img), slices.Concat(s.faces, s.doubts))
	}
	return s
}

func (s sight) nobody() bool { return len(s.faces)+len(s.doubts) == 0 }

// far looks at both ends of the picture, which may share a part, and at what is
// in the oval. What only such a look sees is never a customer: who stands in
// front may have been missed.
func (f *Finder) far(img image.Image) (faces []Face) {
	b := img.Bounds()
	square := middleSquare(b)
	near := square.Inset(square.Dx() / 4)
	near = near.Add(middleOf(Oval(b)).Sub(middleOf(near)))
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
