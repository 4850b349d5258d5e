package imaging

import (
	"image"

	"facedesk/identity"
)

// Refusal is the cause of Make's error if a finished portrait does not show the
// customer or shows another person too.
type Refusal struct{ Problem }

func (r *Refusal) Error() string { return "the finished portrait: " + string(r.Code) }

// expectation is what a portrait must show.
type expectation struct {
	face image.Rectangle // the face's place in pixels of the crop
	crop image.Point     // its size
}

// expected is what a portrait of the report's crop is to show.
func (r Report) expected() expectation {
	return expectation{r.Faces[0].Box.Sub(r.Crop.Min), r.Crop.Size()}
}

// finishedLooks are the looks at a portrait. The short model finds near faces
// that the full one misses.
var finishedLooks = []look{{full: true, whole: true}, {full: false, whole: true}}

// verify examines a finished portrait. It returns an error if the portrait does
// not show the expected face alone.
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
		if customer == nil && sameFace(face, f.Box) {
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
