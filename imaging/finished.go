package imaging

import (
	"image"

	"facedesk/identity"
)

// Refusal is the cause of the error of Make where a finished portrait does not
// show the customer, or somebody else with him.
type Refusal struct{ Problem }

func (r *Refusal) Error() string { return "the finished portrait: " + string(r.Code) }

// An expectation is what a portrait is to show.
type expectation struct {
	face image.Rectangle // where, in pixels of the crop
	crop image.Point     // its size
	oval bool            // face is only where the whole head belongs
}

// expected is what a portrait of the report's crop is to show.
func (r Report) expected(bounds image.Rectangle) expectation {
	if len(r.Faces) == 0 {
		return expectation{Oval(bounds).Sub(r.Crop.Min), r.Crop.Size(), true}
	}
	return expectation{r.Faces[0].Box.Sub(r.Crop.Min), r.Crop.Size(), false}
}

// finishedLooks are those at a portrait: near faces are seen by the short model
// where the full one misses them.
var finishedLooks = []look{{full: true, whole: true}, {full: false, whole: true}}

// verify looks at a finished portrait once more. An error says that it does not
// show what is expected and nobody else.
func (m *Maker) verify(jpeg []byte, want expectation) error {
	img, err := Decode(jpeg)
	if err != nil {
		return err
	}
	return m.shows(img, want)
}

// shows is verify of a picture.
func (m *Maker) shows(img *image.RGBA, want expectation) error {
	s := m.finder.see(img, finishedLooks)
	scale := float64(img.Rect.Dx()) / float64(want.crop.X)
	face := scaledRect(want.face, scale)
	var customer *Face
	for _, f := range append(s.faces, s.doubts...) { // seen is enough: it was confirmed before
		if customer == nil && want.shows(face, f.Box) {
			customer = &f
		}
	}
	if customer == nil {
		return refusal(NoFace)
	}
	for _, f := range s.faces {
		if f != *customer && besides(*customer, f, shownFrom) {
			return refusal(ManyFaces)
		}
	}
	return nil
}

// shows reports whether a box is that of the expected face.
func (e expectation) shows(face, box image.Rectangle) bool {
	if e.oval {
		return middleOf(box).In(face) && 4*box.Dy() > face.Dy()
	}
	return sameFace(face, box)
}

func scaledRect(r image.Rectangle, k float64) image.Rectangle {
	at := func(v int) int { return int(float64(v) * k) }
	return image.Rect(at(r.Min.X), at(r.Min.Y), at(r.Max.X), at(r.Max.Y))
}

func refusal(c Code) error {
	p := problem(c)
	return &identity.Error{
		Kind: identity.Retake, Field: identity.FieldPhoto, Charged: identity.ChargedNo,
		What: p.What, Next: p.Next, Cause: &Refusal{p},
	}
}
