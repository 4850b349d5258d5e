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

// Err returns the first hard problem as an *identity.Error of kind Retake about
// the photo. It is nil if a portrait may be made.
func (r Report) Err() error {
	for _, p := range r.Problems {
		if p.Hard {
			return &identity.Error{
				Kind: identity.Retake, Field: identity.FieldPhoto, Charged: identity.ChargedNo,
				What: p.What, Next: p.Next,
			}
		}
	}
	return nil
}

// Warnings returns the problems that allow a portrait.
func (r Report) Warnings() []Problem {
	var soft []Problem
	for _, p := range r.Problems {
		if !p.Hard {
			soft = append(soft, p)
		}
	}
	return soft
}

// Maker makes portraits. It has no state of its own and may be used by several
// goroutines at once.
type Maker struct{ finder *Finder }

// NewMaker returns a Maker that finds faces with f.
func NewMaker(f *Finder) *Maker { return &Maker{finder: f} }

// Examine finds and assesses the faces on a camera frame. It is fast enough for
// ten frames a second. It neither keeps nor changes the frame.
func (m *Maker) Examine(img image.Image) Report {
	return examine(img, m.finder.see(img, cameraLooks))
}

// ExamineClosely is Examine with Finder.Search. It also reports faces that are
// too far away.
func (m *Maker) ExamineClosely(img image.Image) Report {
	return examine(img, m.finder.seeClosely(img, false))
}

func examine(img image.Image, s sight) Report {
	r := Report{Faces: ranked(s, img.Bounds()), Found: choosable(s, img.Bounds())}
	r.Figures, r.Problems = Assess(img, r.Faces)
	if s.nobody() && len(s.far) > 0 {
		r.Problems = []Problem{problem(TooSmall)}
	}
	r.cut(img.Bounds())
	return r
}

// cut sets the crop. If the crop cannot show the customer alone, it adds a hard
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

// Make turns an image and its report into the portrait for a service: head and
// shoulders, opaque, within spec. The error is that of Report.Err or Encode. If
// the finished portrait does not show the customer alone, its cause is a
// *Refusal. A report with a crop and no faces means the person in the oval. A
// spec without a limit gives at most 100 KiB.
func (m *Maker) Make(img image.Image, r Report, spec identity.PortraitSpec, src identity.Source) (identity.Portrait, error) {
	if err := r.Err(); err != nil {
		return identity.Portrait{}, err
	}
	limit := spec.Limit()
	if spec == (identity.PortraitSpec{}) {
		limit = defaultLimit
	}
	data, quality, size, err := Encode(packed(img, r.Crop), limit)
	if err != nil {
		return identity.Portrait{}, err
	}
	if err := m.verify(data, r.expected(img.Bounds())); err != nil {
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
