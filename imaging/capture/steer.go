package capture

import (
	"cmp"
	"image"
	"slices"
	"sync"

	"facedesk/identity"
	"facedesk/imaging"
)

// Box is a part of a frame, in shares of its width and height.
type Box struct{ X, Y, W, H float64 }

// Face is a face to choose from.
type Face struct {
	Box
	Customer bool // by the rule, or chosen
}

// steering is what somebody at the screen has asked for. It changes while frames
// are examined.
type steering struct {
	mu     sync.Mutex
	aim    imaging.Aim
	maker  Maker  // with that aim; nil: Options.Maker
	chosen Box    // where the chosen face was seen last; zero for none
	choice uint64 // counts the choices
}

// Aim moves the oval from its usual place.
func (l *Loop) Aim(a imaging.Aim) {
	l.steer.mu.Lock()
	defer l.steer.mu.Unlock()
	if l.o.Aimed != nil {
		l.steer.aim, l.steer.maker = a, l.o.Aimed(a)
	}
}

// Choose makes the face in a box the customer's, from the next frame on, and
// follows it. The zero Box leaves it to the rule again.
func (l *Loop) Choose(b Box) {
	l.steer.mu.Lock()
	defer l.steer.mu.Unlock()
	l.steer.chosen = b
	l.steer.choice++
}

// follow keeps where the chosen face is, unless another was chosen meanwhile.
func (l *Loop) follow(choice uint64, b Box) {
	l.steer.mu.Lock()
	defer l.steer.mu.Unlock()
	if l.steer.choice == choice {
		l.steer.chosen = b
	}
}

// steered is what counts now.
type steered struct {
	maker  Maker
	aim    imaging.Aim
	chosen Box
	choice uint64
}

func (l *Loop) steered() steered {
	l.steer.mu.Lock()
	defer l.steer.mu.Unlock()
	s := steered{l.o.Maker, l.steer.aim, l.steer.chosen, l.steer.choice}
	if l.steer.maker != nil {
		s.maker = l.steer.maker
	}
	return s
}

// apply makes the chosen face of a report the customer's. Where it is not seen,
// nobody is the customer.
func (s steered) apply(img image.Image, r imaging.Report, size image.Point) imaging.Report {
	if s.chosen == (Box{}) {
		return r
	}
	return s.maker.Choose(img, r, nearest(r.Found, s.chosen.on(size)))
}

// nearest is the number of the face in a place, from 1; 0 for none.
func nearest(faces []imaging.Face, place image.Rectangle) int {
	best, most := 0, 0
	for i, f := range faces {
		both := f.Box.Intersect(place)
		if area := both.Dx() * both.Dy(); 3*area > f.Box.Dx()*f.Box.Dy() && area > most {
			best, most = i+1, area
		}
	}
	return best
}

func boxOf(r image.Rectangle, size image.Point) Box {
	w, h := float64(size.X), float64(size.Y)
	return Box{float64(r.Min.X) / w, float64(r.Min.Y) / h, float64(r.Dx()) / w, float64(r.Dy()) / h}
}

func (b Box) on(size image.Point) image.Rectangle {
	w, h := float64(size.X), float64(size.Y)
	return image.Rect(int(b.X*w), int(b.Y*h), int((b.X+b.W)*w), int((b.Y+b.H)*h))
}

// most is how many faces may be chosen from: as many as there are keys for.
const most = 4

// choices lists the faces to choose from, from the right of the frame, which is the
// left of the mirrored preview. What is smaller than a third of the largest is
// left out.
func (l look) choices() []Face {
	found := slices.SortedStableFunc(slices.Values(l.report.Found), func(a, b imaging.Face) int { return cmp.Compare(b.Box.Dy(), a.Box.Dy()) })
	found = slices.DeleteFunc(found, func(f imaging.Face) bool { return 3*f.Box.Dy() < found[0].Box.Dy() })
	if len(found) < 2 && !l.chosen {
		return nil
	}
	found = found[:min(len(found), most)]
	slices.SortStableFunc(found, func(a, b imaging.Face) int { return cmp.Compare(centre(b.Box).X, centre(a.Box).X) })
	faces := make([]Face, len(found))
	for i, f := range found {
		faces[i] = Face{boxOf(f.Box, l.size), len(l.report.Faces) > 0 && f == l.report.Faces[0]}
	}
	return faces
}

// Wish is what a portrait is to be.
type Wish struct {
	Spec identity.PortraitSpec
	// Lifted are the problems that somebody has looked at and said will do. All
	// others that ask refuse the shot.
	Lifted []imaging.Code
}
