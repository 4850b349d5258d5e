package capture

import (
	"cmp"
	"image"
	"math"
	"slices"

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

// Oval returns where the face belongs on a frame of this size: crown to chin,
// in pixels.
func Oval(size image.Point) image.Rectangle { return imaging.Oval(image.Rectangle{Max: size}) }

// A look is what is known of one examined frame.
type look struct {
	report imaging.Report
	size   image.Point // of the frame
	light  float64     // mean brightness of the frame, 0..1
	speed  float64     // of the face, in eye distances a second
}

// problems returns the problems, the most important first.
func (l look) problems() []imaging.Code {
	codes := codesOf(l.report.Problems)
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
	if where := l.place(); where != "" {
		codes = append(without(codes, imaging.CutOff), where)
	}
	return ordered(codes)
}

// place returns the problem of the face's place in the oval, or "".
func (l look) place() imaging.Code {
	f, oval := l.report.Faces[0], Oval(l.size)
	// A camera with few pixels cannot have a head inside the oval and enough
	// pixels between the eyes.
	head := headPerEyes * f.EyeDistance()
	if head > maxHead*float64(oval.Dy()) && f.EyeDistance() > 1.3*imaging.DefaultMarks().GoodEyes {
		return TooClose
	}
	middle, off := oval.Min.Add(oval.Size().Div(2)), f.Left.Add(f.Right).Div(2)
	off = off.Sub(middle)
	if math.Hypot(2*float64(off.X)/float64(oval.Dx()), 2*float64(off.Y)/float64(oval.Dy())) > maxAside {
		return OffCentre
	}
	return ""
}

// ordered sorts by importance: the persons, then their place, then the quality.
// Darkness comes first if it hides the face.
func ordered(codes []imaging.Code) []imaging.Code {
	ranks := []imaging.Code{
		imaging.ManyFaces, imaging.NoFace, imaging.Unclear, imaging.TooSmall,
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
