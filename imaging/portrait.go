package imaging

import (
	"image"
	"slices"

	"facedesk/identity"
)

// defaultLimit is the size in bytes of a portrait for a service that states
// none: sharper than any of them needs, and quick to send.
const defaultLimit = 100 << 10

// Report is what was seen on a picture.
type Report struct {
	Faces    []Face // the customer's first, then those beside it from a third of its height on
	Found    []Face // all that may be chosen: the customer, other faces, what may be one, or those far away
	Figures  identity.Figures
	Problems []Problem       // most important first; empty for a good picture
	Crop     image.Rectangle // head and shoulders of the customer alone, empty without one
}

// Err is the first hard problem as an *identity.Error of kind Retake about the
// photo, nil if a portrait may be made.
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

// Maker makes portraits. It holds no state of its own and may be used by
// several goroutines at once.
type Maker struct{ finder *Finder }

// NewMaker returns a Maker that finds faces with f.
func NewMaker(f *Finder) *Maker { return &Maker{finder: f} }

// Examine finds and assesses the faces on a camera frame, quickly enough for
// ten frames a second. The frame is neither kept nor changed.
func (m *Maker) Examine(img image.Image) Report {
	return examine(img, m.finder.see(img, cameraLooks))
}

// ExamineClosely is Examine with Finder.Search. It also tells faces that are too
// far away from none.
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
// not show the customer alone. A report with a crop and no faces stands for
// whoever is in the oval. A spec without limits gives at most 100 KiB.
func (m *Maker) Make(img image.Image, r Report, spec identity.PortraitSpec, src identity.Source) (identity.Portrait, error) {
	if err := r.Err(); err != nil {
		return identity.Portrait{}, err
	}
	limit := spec.Limit()
	if spec.MaxBytes == 0 && spec.MaxBase64Chars == 0 {
		limit = defaultLimit
	}
	data, quality, size, err := Encode(packed(img, r.Crop), limit, spec.Progressive)
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

// Portrait is ExamineClosely and Make. img must be opaque. The report is complete even where there is an
// error. Its warnings do not keep a portrait from being made: the clerk decides.
func (m *Maker) Portrait(img *image.RGBA, spec identity.PortraitSpec, src identity.Source) (identity.Portrait, Report, error) {
	r := m.ExamineClosely(img)
	p, err := m.Make(img, r, spec, src)
	return p, r, err
}

// PortraitFromFile makes the portrait from the bytes of a picture file.
// Errors: BadInput for what Decode
// cannot read, Retake for no face, several, or too small a one.
func (m *Maker) PortraitFromFile(data []byte, spec identity.PortraitSpec, src identity.Source) (identity.Portrait, Report, error) {
	return m.PortraitChosen(data, Choice{}, spec, src)
}
