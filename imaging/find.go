package imaging

import (
	"cmp"
	"fmt"
	"image"
	"math"
	"slices"

	"facedesk/imaging/blazeface"
)

// Face is one found face, in pixels of its image.
type Face struct {
	Box         image.Rectangle // square from the brows to the chin, about; may reach beyond the image
	Left, Right image.Point     // eyes; Left is the one on the left of the image
	Nose        image.Point     // its tip, zero where it is not known
	Quality     float32         // the score of the confirming look, 0..1, higher is surer
}

// EyeDistance returns the distance between the eyes in pixels.
func (f Face) EyeDistance() float64 {
	d := f.Right.Sub(f.Left)
	return math.Hypot(float64(d.X), float64(d.Y))
}

// Roll returns the tilt of the head in degrees. It is positive if the right eye
// in the image is lower.
func (f Face) Roll() float64 {
	d := f.Right.Sub(f.Left)
	return math.Atan2(float64(d.Y), float64(d.X)) * 180 / math.Pi
}

// eyes returns the point between the eyes.
func (f Face) eyes() image.Point { return f.Left.Add(f.Right).Div(2) }

// Finder finds faces and their eyes. It never changes and may be used by
// several goroutines at once.
type Finder struct{ short, full *blazeface.Model }

// NewFinder reads BlazeFace's models for short and full range. It does not keep
// the bytes. The error names the damaged model.
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

// Find returns the faces in front of a desk camera, the most certain first. It
// looks for near faces in the middle square and for others in the whole
// picture.
func (f *Finder) Find(img image.Image) []Face { return f.see(img, cameraLooks).faces }

// Search is Find for other pictures. It also looks for a face that fills the
// picture.
func (f *Finder) Search(img image.Image) []Face { return f.see(img, closeLooks).faces }

// boxOf returns the square of a detection.
func boxOf(d blazeface.Detection) image.Rectangle {
	side := max(1, round((d.Max.X-d.Min.X+d.Max.Y-d.Min.Y)/2))
	corner := image.Pt(round((d.Min.X+d.Max.X)/2), round((d.Min.Y+d.Max.Y)/2)).Sub(image.Pt(side/2, side/2))
	return image.Rectangle{corner, corner.Add(image.Pt(side, side))}
}

func faceOf(d blazeface.Detection) Face {
	at := func(p blazeface.Point) image.Point { return image.Pt(round(p.X), round(p.Y)) }
	return Face{
		Box: boxOf(d), Quality: d.Score, Nose: at(d.Points[blazeface.Nose]),
		Left: at(d.Points[blazeface.LeftEye]), Right: at(d.Points[blazeface.RightEye]),
	}
}

func round(v float32) int { return int(math.Round(float64(v))) }

// distinct sorts faces, the most certain first. It drops faces that are the
// same as a more certain one or as one of others.
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

// sameFace reports whether two boxes belong to one face: half of the smaller
// lies in the other.
func sameFace(a, b image.Rectangle) bool {
	both := a.Intersect(b)
	smaller := min(a.Dx()*a.Dy(), b.Dx()*b.Dy())
	return 2*both.Dx()*both.Dy() >= smaller
}
