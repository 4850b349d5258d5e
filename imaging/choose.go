package imaging

import (
	"errors"
	"fmt"
	"image"
	"slices"
	"strings"

	"facedesk/identity"
)

// Choice is what a person chose in a picture. The zero value leaves everything
// to the rule.
type Choice struct {
	Face int             // number of a face as listed, from 1 on; 0 for the rule
	Crop image.Rectangle // the part of the picture that counts, empty for all
	Lift []Code          // problems that will do, see Stops
}

// PortraitChosen is PortraitFromFile with a choice. If several faces are found
// and none was chosen, the error lists them.
func (m *Maker) PortraitChosen(data []byte, c Choice, spec identity.PortraitSpec, src identity.Source) (identity.Portrait, Report, error) {
	photo, err := DecodePhoto(data)
	if err != nil {
		return identity.Portrait{}, Report{}, err
	}
	look, err := chosenPart(photo.Pixels, c.Crop)
	if err != nil {
		return identity.Portrait{}, Report{}, err
	}
	look = m.turned(look)
	r := look.report
	if c.Face != 0 {
		if c.Face < 0 || c.Face > len(r.Found) {
			return identity.Portrait{}, r, noSuchFace(r, look.place)
		}
		r = m.Choose(look.img, r, c.Face)
	}
	if photo.Cut && (len(r.Faces) == 0 || !headRect(r.Faces[0]).In(look.img.Rect)) {
		return identity.Portrait{}, r, incomplete()
	}
	r = r.Lift(c.Lift...)
	p, err := m.Make(look.img, r, spec, src)
	if err != nil && c.Face == 0 && (len(r.Faces) == 0 || r.has(ManyFaces)) && len(r.Found) > 0 {
		err = listed(r, look.place)
	}
	return p, r, err
}

// Choose returns the report of the same picture with face n of r.Found, from 1,
// as the customer. Other faces do not prevent a portrait then; they are kept
// out of the crop. 0 says that the chosen one is not there: nobody else is the
// customer then.
func (m *Maker) Choose(img image.Image, r Report, n int) Report {
	if n == 0 {
		return Report{Found: r.Found, Problems: []Problem{problem(Unclear)}}
	}
	chosen := r.Found[n-1]
	others := slices.DeleteFunc(slices.Concat(r.Found[:n-1], r.Found[n:]), func(f Face) bool { return !besides(chosen, f, shownFrom) })
	out := Report{Found: r.Found, Faces: append([]Face{chosen}, others...)}
	out.Figures, out.Problems = m.marks.assess(img, out.Faces)
	out.Problems = slices.DeleteFunc(out.Problems, func(p Problem) bool { return p.Code == ManyFaces })
	out.cut(img.Bounds())
	return out
}

// listed returns the error of a report with a list of the faces.
func listed(r Report, place placer) error {
	e, ok := errors.AsType[*identity.Error](r.Err())
	if !ok {
		return r.Err()
	}
	faces := list(r.Found, place)
	e.Next = identity.Text{
		ZH: e.Next.ZH + "也可以用 --face 编号选定一人，或用 --crop 裁出一人：" + faces + "。",
		EN: e.Next.EN + " Or choose one with --face N, or a part of the picture with --crop: " + faces + ".",
	}
	return e
}

func noSuchFace(r Report, place placer) error {
	said := identity.Say("照片中没有这个编号的人脸。", "The photo has no face with that number.").Do("请换一张照片。", "Use another photo.")
	if len(r.Found) > 0 {
		said.Next = identity.Text{ZH: "可选：" + list(r.Found, place) + "。", EN: "Choices: " + list(r.Found, place) + "."}
	}
	return identity.Bad(identity.FieldPhoto, said)
}

func outside(photo image.Rectangle) error {
	size := fmt.Sprintf("%d × %d", photo.Dx(), photo.Dy())
	said := identity.Say("裁剪区域在照片之外。", "The crop lies outside the photo.")
	said.Next = identity.Text{ZH: "照片大小为 " + size + " 像素。", EN: "The photo has " + size + " pixels."}
	return identity.Bad(identity.FieldPhoto, said)
}

// list names faces by number, place and size, as --crop takes them.
func list(faces []Face, place placer) string {
	names := make([]string, len(faces))
	for i, f := range faces {
		at := place(f.Box)
		names[i] = fmt.Sprintf("%d = %d,%d,%d,%d", i+1, at.Min.X, at.Min.Y, at.Dx(), at.Dy())
	}
	return strings.Join(names, "; ")
}
