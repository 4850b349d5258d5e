package imaging

import (
	"cmp"
	"fmt"
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

// Face is one found face, in pixels of the image it was found in.
type Face struct {
	Box         image.Rectangle // square from the brows to the chin, about; may reach beyond the image
	Left, Right image.Point     // eyes; Left is the one on the left of the image
	Quality     float32         // the score of the confirming look, 0..1, higher is surer
}

// EyeDistance is the distance between the eyes in pixels.
func (f Face) EyeDistance() float64 {
	d := f.Right.Sub(f.Left)
	return math.Hypot(float64(d.X), float64(d.Y))
}

// Roll is the tilt of the head in degrees, positive where the eye on the right
// of the image is lower.
func (f Face) Roll() float64 {
	d := f.Right.Sub(f.Left)
	return math.Atan2(float64(d.Y), float64(d.X)) * 180 / math.Pi
}

// eyes is the point between the eyes.
func (f Face) eyes() image.Point { return f.Left.Add(f.Right).Div(2) }

// Finder finds faces and their eyes. It is never changed once made and may be
// used by several goroutines at once.
type Finder struct{ short, full *blazeface.Model }

// NewFinder reads BlazeFace's models, short range and full range. The bytes are
// not kept. The error tells which of them is damaged.
func NewFinder(short, full []byte) (*Finder, error) {
	s, err := blazeface.New(short)
	if err != nil {
		return nil, fmt.Errorf("imaging: short range model: %w", err)
	}
	f, err := blazeface.New(full)
	if err != nil {
		return nil, fmt.Errorf("imaging: full range model: %w", err)
	}
	return &Finder{short: s, full: f}, nil
}

// Find returns the faces that stand before a desk camera, surest first. It looks
// at the middle square for near faces and at the whole for all others.
func (f *Finder) Find(img image.Image) []Face { return f.see(img, cameraLooks).faces }

// Search is Find for pictures of unknown making: it looks once more, for a face
// that fills the picture.
func (f *Finder) Search(img image.Image) []Face { return f.see(img, closeLooks).faces }

// seeClosely takes all looks. Where they show nothing, it looks for faces far
// away.
func (f *Finder) seeClosely(img image.Image) sight {
	s := f.see(img, closeLooks)
	if len(s.faces)+len(s.doubts) == 0 {
		s.far = f.far(img)
	}
	return s
}

// far looks at both ends of the picture, which may share a part. What only such
// a look sees is never a customer: who stands in front may have been missed.
func (f *Finder) far(img image.Image) []Face {
	b := img.Bounds()
	square := middleSquare(b)
	var faces []Face
	for _, end := range []image.Rectangle{square.Add(b.Min.Sub(square.Min)), square.Add(b.Max.Sub(square.Max))} {
		for _, d := range f.full.Detect(img, end, minFar, nil) {
			if face, _ := f.confirm(img, candidate{d, true, true}); face.eyes().In(b) {
				faces = append(faces, face)
			}
		}
	}
	return distinct(faces, nil)
}

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
	far    []Face // where there is nothing else: too far away, or too small
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
	return faceOf(c.Detection), false
}

// boxOf is the square of a detection.
func boxOf(d blazeface.Detection) image.Rectangle {
	side := max(1, round((d.Max.X-d.Min.X+d.Max.Y-d.Min.Y)/2))
	corner := image.Pt(round((d.Min.X+d.Max.X)/2), round((d.Min.Y+d.Max.Y)/2)).Sub(image.Pt(side/2, side/2))
	return image.Rectangle{corner, corner.Add(image.Pt(side, side))}
}

func faceOf(d blazeface.Detection) Face {
	at := func(p blazeface.Point) image.Point { return image.Pt(round(p.X), round(p.Y)) }
	return Face{
		Box: boxOf(d), Quality: d.Score,
		Left: at(d.Points[blazeface.LeftEye]), Right: at(d.Points[blazeface.RightEye]),
	}
}

func round(v float32) int { return int(math.Round(float64(v))) }

// distinct sorts faces, surest first, and drops those that are one with a surer
// one or with one of others.
func distinct(faces, others []Face) []Face {
	slices.SortStableFunc(faces, func(a, b Face) int { return cmp.Compare(b.Quality, a.Quality) })
	var kept []Face
	for _, f := range faces {
		same := func(k Face) bool { return sameFace(k.Box, f.Box) }
		if !slices.ContainsFunc(kept, same) && !slices.ContainsFunc(others, same) {
			kept = append(kept, f)
		}
	}
	return kept
}

// sameFace reports whether two boxes are of one face: half of the smaller lies
// in the other.
func sameFace(a, b image.Rectangle) bool {
	both := a.Intersect(b)
	smaller := min(a.Dx()*a.Dy(), b.Dx()*b.Dy())
	return 2*both.Dx()*both.Dy() >= smaller
}
