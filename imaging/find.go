package imaging

import (
	"fmt"
	"image"
	"math"
	"slices"

	pigo "github.com/esimov/pigo/core"
)

const (
	minFace = 20 // pixels of the grey copy; below, the cascade sees noise
	minQ    = 15 // summed score of a cluster: kept every upright face, raised no alarm on empty rooms

	// Where pupils lie in a found box, as shares of its side from its centre,
	// and the window to start looking from.
	eyeUp, eyeAside, eyeWindow = 0.075, 0.18, 0.25
	eyeBox                     = 200 // pixels of a face box on the copy that pupils are looked for on
)

// Face is one found face, in pixels of the image it was found in.
type Face struct {
	Box         image.Rectangle // square from the forehead to just above the chin; may reach beyond the image
	Left, Right image.Point     // pupils; Left is the one on the left of the image
	Quality     float32         // the detector's score, higher is surer; 15 and more is a face
}

// EyeDistance is the distance between the pupils in pixels.
func (f Face) EyeDistance() float64 {
	d := f.Right.Sub(f.Left)
	return math.Hypot(float64(d.X), float64(d.Y))
}

// Roll is the tilt of the head in degrees, positive where the eye on the right
// of the image is lower.
func (f Face) Roll() float64 {
	d := f.Right.Sub(f.Left)
	return math.Atan2(float64(d.Y), float64(d.X)) * 180 / math.Pi
}

// eyes is the point between the pupils.
func (f Face) eyes() image.Point { return f.Left.Add(f.Right).Div(2) }

// Finder finds upright faces and their pupils. It is never changed once made
// and may be used by several goroutines at once.
type Finder struct {
	faces  *pigo.Pigo
	pupils *pupilCascade
}

// NewFinder reads pigo's cascades "facefinder" and "puploc". The bytes are not
// kept. The error tells which of them is damaged.
func NewFinder(facefinder, puploc []byte) (*Finder, error) {
	pupils, err := parsePupils(puploc)
	if err != nil {
		return nil, fmt.Errorf("imaging: puploc cascade: %w", err)
	}
	faces, err := parseFaces(facefinder)
	if err != nil {
		return nil, fmt.Errorf("imaging: facefinder cascade: %w", err)
	}
	return &Finder{faces: faces, pupils: pupils}, nil
}

// parseFaces unpacks the face cascade: after eight bytes the depth and number
// of the trees, then the trees. pigo indexes it without looking.
func parseFaces(b []byte) (p *pigo.Pigo, err error) {
	defer func() {
		if recover() != nil {
			p, err = nil, errCascade
		}
	}()
	const head, maxDepth = 16, 8
	if len(b) < head || b[8] == 0 || b[8] > maxDepth || b[9]|b[10]|b[11] != 0 {
		return nil, errCascade
	}
	trees := int(b[12]) | int(b[13])<<8
	if trees == 0 || len(b) != head+trees*(8<<b[8]) || b[14]|b[15] != 0 {
		return nil, errCascade
	}
	return pigo.NewPigo().Unpack(b)
}

// A look is one way of looking for faces: on a grey copy of that many pixels in
// width, at most twice as high, for faces of at least a share of its shorter
// side, tilted by about so many degrees.
type look struct {
	width       int
	share, tilt float64
}

func nearLook() look { return look{width: 320, share: 0.2} }

func widerLooks() []look {
	return []look{{width: 640, share: 0.06}, {width: 320, share: 0.12, tilt: 20}, {width: 320, share: 0.12, tilt: -20}}
}

// widePad is the margin, as a share of the shorter side, that the wider looks
// add around the picture for a face that fills it.
const widePad = 0.25

// Find returns the upright faces that are at least a fifth of the shorter side
// of the image, surest first: what stands before a desk camera. It looks at a
// grey copy 320 pixels wide.
func (f *Finder) Find(img image.Image) []Face {
	return f.look(img, img.Bounds(), nearLook())
}

// Search is Find for pictures of unknown making. Where Find sees nothing it
// looks again: for smaller faces, for one that fills the frame, and for heads
// that are tilted by up to about 30 degrees. On a picture without faces it costs
// several times as much as Find.
func (f *Finder) Search(img image.Image) []Face {
	if faces := f.Find(img); len(faces) > 0 {
		return faces
	}
	b := img.Bounds()
	pad := int(widePad * float64(min(b.Dx(), b.Dy())))
	for _, l := range widerLooks() {
		if faces := f.look(img, b.Inset(-pad), l); len(faces) > 0 {
			return faces
		}
	}
	return nil
}

// look finds the faces within region, which may reach beyond the image.
func (f *Finder) look(img image.Image, region image.Rectangle, l look) []Face {
	if img.Bounds().Empty() {
		return nil
	}
	w, h := region.Dx(), region.Dy()
	scale := max(float64(w)/float64(l.width), float64(max(w, h))/float64(2*l.width), 1)
	cw, ch := max(int(float64(w)/scale), 1), max(int(float64(h)/scale), 1)
	grey := turned(shrinkGrey(img, region, cw, ch), l.tilt)
	var faces []Face
	for _, d := range f.detect(grey, max(minFace, int(l.share*float64(min(cw, ch))))) {
		if d.Q < minQ {
			continue
		}
		x, y := turn(float64(d.Col), float64(d.Row), grey.Rect, l.tilt)
		size := int(float64(d.Scale) * scale)
		corner := region.Min.Add(image.Pt(int(x*scale)-size/2, int(y*scale)-size/2))
		face := Face{Box: image.Rectangle{corner, corner.Add(image.Pt(size, size))}, Quality: d.Q}
		face.Left, face.Right = f.findPupils(img, face.Box, l.tilt)
		faces = append(faces, face)
	}
	return faces
}

// detect runs the cascade and merges what overlaps, surest first.
func (f *Finder) detect(g *image.Gray, minSize int) []pigo.Detection {
	found := f.faces.RunCascade(pigo.CascadeParams{
		MinSize: minSize, MaxSize: min(g.Rect.Dx(), g.Rect.Dy()), ShiftFactor: 0.1, ScaleFactor: 1.1,
		ImageParams: pigo.ImageParams{Pixels: g.Pix, Rows: g.Rect.Dy(), Cols: g.Rect.Dx(), Dim: g.Stride},
	}, 0)
	found = f.faces.ClusterDetections(found, 0.2)
	slices.SortStableFunc(found, func(a, b pigo.Detection) int {
		switch {
		case a.Q > b.Q:
			return -1
		case a.Q < b.Q:
			return 1
		}
		return 0
	})
	var kept []pigo.Detection
	for _, d := range found {
		if !slices.ContainsFunc(kept, func(k pigo.Detection) bool { return sameFace(k, d) }) {
			kept = append(kept, d)
		}
	}
	return kept
}

// sameFace reports whether two boxes are of one face: the centre of either lies
// in the other.
func sameFace(a, b pigo.Detection) bool {
	reach := max(a.Scale, b.Scale) / 2
	return max(a.Row-b.Row, b.Row-a.Row) < reach && max(a.Col-b.Col, b.Col-a.Col) < reach
}

// findPupils looks for the pupils of a face on a closer grey copy. Where what it
// finds cannot be a pair of eyes, they are put where eyes are in such a box.
func (f *Finder) findPupils(img image.Image, box image.Rectangle, tilt float64) (left, right image.Point) {
	side := min(box.Dx(), eyeBox)
	grey := turned(shrinkGrey(img, box, side, side), tilt)
	s := float64(side)
	lx, ly := f.pupils.locate(grey, s*(0.5-eyeAside), s*(0.5-eyeUp), s*eyeWindow)
	rx, ry := f.pupils.locate(grey, s*(0.5+eyeAside), s*(0.5-eyeUp), s*eyeWindow)
	if apart := math.Hypot(rx-lx, ry-ly); !(apart > 0.2*s && apart < 0.6*s && rx-lx > 2*math.Abs(ry-ly)) {
		lx, rx, ly, ry = s*(0.5-eyeAside), s*(0.5+eyeAside), s*(0.5-eyeUp), s*(0.5-eyeUp)
	}
	k := float64(box.Dx()) / s
	back := func(x, y float64) image.Point {
		x, y = turn(x, y, grey.Rect, tilt)
		return box.Min.Add(image.Pt(int(math.Round(x*k)), int(math.Round(y*k))))
	}
	return back(lx, ly), back(rx, ry)
}
