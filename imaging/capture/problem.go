package capture

import (
	"cmp"
	"image"
	"math"
	"slices"

	"facedesk/identity"
	"facedesk/imaging"
)

// The codes of this package, in addition to those of package imaging. Small and
// TooSmall of that package mean "come closer".
const (
	TooClose  imaging.Code = "too_close"  // the head is larger than the oval
	OffCentre imaging.Code = "off_centre" // the face is beside the oval
	Moving    imaging.Code = "moving"     // hold still
	Unusable  imaging.Code = "unusable"   // no usable frame, and no better reason is known
	TooLarge  imaging.Code = "too_large"  // no portrait fits the limit
)

const (
	// darkScene is the mean brightness, 0..1, below which a missing face is
	// attributed to the light.
	darkScene = 0.15
	// blackScene is the highest brightness of a covered lens.
	blackScene = 0.03

	headPerEyes = 3.4  // crown to chin in eye distances, as in imaging.Crop
	maxHead     = 1.25 // of the oval's height
	maxAside    = 0.75 // of the oval's half axes

	// Speeds in eye distances (about 63 mm) a second. At speed one, a frame
	// exposed for 1/30 s is blurred by a thirtieth of the eye distance.
	fast, slow = 1.0, 0.5
)

// Stops returns the codes of problems that ask: those of package imaging, and the
// place of the face.
func Stops() []imaging.Code { return append(imaging.Stops(), OffCentre) }

// Oval returns where the face belongs on a frame of this size: crown to chin,
// in pixels.
func Oval(size image.Point) image.Rectangle { return imaging.Oval(image.Rectangle{Max: size}) }

// A look is what is known of one examined frame.
type look struct {
	report imaging.Report
	size   image.Point // of the frame
	even   bool        // the frame is of one colour
	light  float64     // mean brightness of the frame, 0..1
	aim    imaging.Aim // of the oval
	chosen bool        // somebody chose the customer
	choice uint64      // which choice that was
	speed  float64     // of the face, in eye distances a second
}

// problems returns the problems, the most important first.
func (l look) problems() []imaging.Code {
	codes := codesOf(l.report.Problems)
	if slices.Contains(codes, Torn) {
		return codes
	}
	if len(l.report.Faces) == 0 {
		if l.light < darkScene {
			codes = append(codes, imaging.Dark)
		}
		return ordered(codes)
	}
	blurred := slices.Contains(codes, imaging.Blurred)
	if l.speed > fast || blurred && l.speed > slow {
		codes = append(without(codes, imaging.Blurred), Moving)
	}
	if l.close() {
		codes = append(without(codes, imaging.CutOff), TooClose)
	}
	if slices.Contains(codes, OffCentre) {
		codes = without(codes, imaging.CutOff)
	}
	return ordered(codes)
}

// close reports a head larger than the oval. A camera with few pixels cannot have
// a head inside the oval and enough pixels between the eyes.
func (l look) close() bool {
	f := l.report.Faces[0]
	return headPerEyes*f.EyeDistance() > maxHead*float64(l.oval().Dy()) && f.EyeDistance() > 1.3*imaging.DefaultMarks().GoodEyes
}

func (l look) oval() image.Rectangle { return l.aim.Oval(image.Rectangle{Max: l.size}) }

// placed adds to the report that the customer is beside the oval, and who it is may
// be wrong: it asks. Somebody who was chosen may be anywhere.
func (l look) placed() look {
	if len(l.report.Faces) == 0 || l.chosen || l.close() {
		return l
	}
	f, oval := l.report.Faces[0], l.oval()
	off := f.Left.Add(f.Right).Div(2).Sub(oval.Min.Add(oval.Size().Div(2)))
	if math.Hypot(2*float64(off.X)/float64(oval.Dx()), 2*float64(off.Y)/float64(oval.Dy())) > maxAside {
		beside := imaging.Problem{Code: OffCentre, Asks: true, Sentences: identity.Say("脸在椭圆框之外。", "The face is outside the oval.").
			Do("请移到椭圆框的中间。", "Move into the middle of the oval.")}
		l.report.Problems = append(slices.Clone(l.report.Problems), beside)
	}
	return l
}

// lost reports that the chosen face is not seen.
func (l look) lost() bool { return l.chosen && len(l.report.Faces) == 0 }

// ordered sorts by importance: the persons, then their place, then the quality.
// Darkness comes first if it hides the face.
func ordered(codes []imaging.Code) []imaging.Code {
	ranks := []imaging.Code{
		Torn, imaging.ManyFaces, imaging.NoFace, imaging.Unclear, imaging.TooSmall,
		imaging.MouthCovered, imaging.EyesCovered, imaging.Covered, imaging.TurnedAway,
		TooClose, OffCentre, imaging.CutOff, imaging.Small, Moving, imaging.Turned, imaging.Tilted,
		imaging.Backlit, imaging.Dark, imaging.Burnt, imaging.SideLit, imaging.Blurred,
	}
	faceless := slices.Contains(codes, imaging.NoFace)
	rank := func(c imaging.Code) int {
		if faceless && c == imaging.Dark {
			return -1
		}
		if i := slices.Index(ranks, c); i >= 0 {
			return i
		}
		return len(ranks)
	}
	slices.SortStableFunc(codes, func(a, b imaging.Code) int { return cmp.Compare(rank(a), rank(b)) })
	return codes
}

func codesOf(problems []imaging.Problem) []imaging.Code {
	codes := make([]imaging.Code, len(problems), len(problems)+2)
	for i, p := range problems {
		codes[i] = p.Code
	}
	return codes
}

func without(codes []imaging.Code, c imaging.Code) []imaging.Code {
	return slices.DeleteFunc(codes, func(x imaging.Code) bool { return x == c })
}
