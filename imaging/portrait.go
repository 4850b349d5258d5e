package imaging

import (
	"image"
	"slices"

	"facedesk/identity"
)

// defaultLimit is the size of a portrait in bytes for a service without a
// limit. It is sharper than any service needs, and quick to send.
const defaultLimit = 100 << 10

// Report holds what was found on a picture.
type Report struct {
	Faces    []Face // the customer's first, then others with at least a third of its height
	Found    []Face // all that may be chosen: the customer, other faces, possible faces, far faces
	Figures  identity.Figures
	Problems []Problem       // the most important first; empty for a good picture
	Crop     image.Rectangle // head and shoulders of the customer alone; empty without a customer
}

// Err is Stop as an
// *identity.Error of kind Retake about the photo; nil if a portrait may be made.
func (r Report) Err() error {
	p, stops := r.Stop()
	if !stops {
		return nil
	}
	return &identity.Error{
		Kind: identity.Retake, Field: identity.FieldPhoto, Charged: identity.ChargedNo,
		What: p.What, Next: p.Next,
	}
}

// Stop is the first problem that stops, a hard one before one that asks, and
// whether there is any.
func (r Report) Stop() (Problem, bool) {
	i := slices.IndexFunc(r.Problems, func(p Problem) bool { return p.Hard })
	if i < 0 {
		i = slices.IndexFunc(r.Problems, func(p Problem) bool { return p.Asks })
	}
	if i < 0 {
		return Problem{}, false
	}
	return r.Problems[i], true
}

// Lift is the report after somebody has looked and said that the problems of
// these codes will do: they no longer ask. Hard ones stay.
func (r Report) Lift(codes ...Code) Report {
	r.Problems = slices.Clone(r.Problems)
	for i, p := range r.Problems {
		r.Problems[i].Asks = p.Asks && !slices.Contains(codes, p.Code)
	}
	return r
}

// Warnings returns the problems that allow a portrait.
func (r Report) Warnings() []Problem {
	return slices.DeleteFunc(slices.Clone(r.Problems), func(p Problem) bool { return p.Hard || p.Asks })
}

// Maker makes portraits. It holds no state of its own and may be used by
// several goroutines at once.
type Maker struct {
	finder *Finder
	marks  Marks
	aim    Aim
}

// NewMaker returns a Maker that finds faces with f and judges by the default
// marks.
func NewMaker(f *Finder) *Maker { return &Maker{f, DefaultMarks(), Aim{}} }

// Aimed is the same Maker with the oval moved.
func (m *Maker) Aimed(a Aim) *Maker { return &Maker{m.finder, m.marks, a} }

// By is the same Maker with other marks.
func (m *Maker) By(marks Marks) *Maker { return &Maker{m.finder, marks, m.aim} }

// Examine finds and assesses the faces on a camera frame. It is fast enough for
// ten frames a second. It neither keeps nor changes the frame.
func (m *Maker) Examine(img image.Image) Report {
	s := m.finder.see(img, cameraLooks)
	s.aim = m.aim
	return m.examine(img, s)
}

// ExamineClosely is Examine with Finder.Search. It also reports faces that are
// too far away.
func (m *Maker) ExamineClosely(img image.Image) Report {
	return m.examine(img, m.finder.seeClosely(img, false, m.aim))
}

func (m *Maker) examine(img image.Image, s sight) Report {
	r := Report{Faces: ranked(s, img.Bounds()), Found: choosable(s, img.Bounds())}
	r.Figures, r.Problems = m.marks.assess(img, r.Faces)
	if code := m.marks.unseen(s, img.Bounds()); len(r.Faces) == 0 && code != "" {
		r.Problems = []Problem{problem(code)}
	}
	r.cut(img.Bounds())
	return r
}

// unseen is what keeps a face from being the customer's, "" where there is none.
func (m Marks) unseen(s sight, bounds image.Rectangle) Code {
	switch doubts := byWeight(s.doubts, bounds, s.aim); {
	case len(doubts) > 0 && doubts[0].EyeDistance() >= m.MinEyes:
		return Unclear
	case len(doubts)+len(s.far) > 0:
		return TooSmall
	}
	return ""
}

// cut sets the crop. Where it cannot show the customer alone, that is a hard
// problem.
func (r *Report) cut(bounds image.Rectangle) {
	if len(r.Faces) == 0 {
		return
	}
	crop, alone := cropAlone(bounds, r.Faces)
	if r.Crop = crop; !alone && !r.has(ManyFaces) {
		r.Problems = slices.Insert(r.Problems, 0, problem(ManyFaces))
	}
}

func (r Report) has(c Code) bool {
	return slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Code == c })
}

// Make turns an image and what Examine said of it into the portrait for a
// service: head and shoulders, opaque, within spec. The error is that of
// Report.Err, of Encode, or one with a *Refusal where the finished portrait does
// not show the customer alone. Without a face there is no portrait. A spec without limits gives at most 100 KiB.
func (m *Maker) Make(img image.Image, r Report, spec identity.PortraitSpec, src identity.Source) (identity.Portrait, error) {
	if err := r.Err(); err != nil {
		return identity.Portrait{}, err
	}
	if len(r.Faces) == 0 {
		return identity.Portrait{}, refusal(NoFace)
	}
	limit := spec.Limit()
	if spec.MaxBytes == 0 && spec.MaxBase64Chars == 0 {
		limit = defaultLimit
	}
	data, quality, size, err := Encode(packed(img, r.Crop), limit, spec.Progressive)
	if err != nil {
		return identity.Portrait{}, err
	}
	if err := m.verify(data, r.expected()); err != nil {
		return identity.Portrait{}, err
	}
	return identity.Portrait{
		JPEG: data, Width: size.X, Height: size.Y, Quality: quality, Source: src, Figures: r.Figures,
	}, nil
}

// Portrait is ExamineClosely followed by Make. img must be opaque. The report
// is complete even with an error. Warnings do not prevent a portrait, because
// the clerk decides.
func (m *Maker) Portrait(img *image.RGBA, spec identity.PortraitSpec, src identity.Source) (identity.Portrait, Report, error) {
	r := m.ExamineClosely(img)
	p, err := m.Make(img, r, spec, src)
	return p, r, err
}

// PortraitFromFile makes the portrait from the bytes of a picture file. Errors
// are BadInput if Decode cannot read it, and Retake for no face, several faces
// or too small a face.
func (m *Maker) PortraitFromFile(data []byte, spec identity.PortraitSpec, src identity.Source) (identity.Portrait, Report, error) {
	return m.PortraitChosen(data, Choice{}, spec, src)
}
