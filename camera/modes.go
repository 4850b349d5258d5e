package camera

import (
	"cmp"
	"math"
	"slices"
)

// The preferred mode is MJPEG at 720p, which has enough pixels for a portrait.
// Raw pictures of that size at 30 a second exceed USB 2, so the raw mode is
// smaller.
const (
	mjpegWidth, mjpegHeight = 1280, 720
	yuyvWidth, yuyvHeight   = 640, 480
)

// maxTries limits the modes that are tried on one camera.
const maxTries = 4

// rankModes returns the usable modes, best first: MJPEG near 1280×720, then
// YUYV near 640×480, then MJPEG too small for a portrait.
func rankModes(modes []Mode) []Mode {
	var usable []Mode
	for _, m := range modes {
		if (m.Format == MJPEG || m.Format == YUYV) && saneSize(m.Width, m.Height) {
			usable = append(usable, m)
		}
	}
	slices.SortStableFunc(usable, func(a, b Mode) int {
		return cmp.Or(cmp.Compare(modeClass(a), modeClass(b)), cmp.Compare(modeDistance(a), modeDistance(b)))
	})
	return withRaw(usable)
}

// withRaw limits the modes to maxTries. The last one is raw, because raw
// pictures may start where MJPEG does not.
func withRaw(ranked []Mode) []Mode {
	if len(ranked) <= maxTries {
		return ranked
	}
	if i := slices.IndexFunc(ranked, func(m Mode) bool { return m.Format == YUYV }); i >= maxTries {
		ranked[maxTries-1] = ranked[i]
	}
	return ranked[:maxTries]
}

func modeClass(m Mode) int {
	switch {
	case m.Format == MJPEG && m.Width*m.Height >= yuyvWidth*yuyvHeight:
		return 0
	case m.Format == YUYV:
		return 1
	}
	return 2
}

// modeDistance compares a mode with the preferred size by the ratio of areas.
// For equal areas the shape decides.
func modeDistance(m Mode) float64 {
	w, h := mjpegWidth, mjpegHeight
	if m.Format == YUYV {
		w, h = yuyvWidth, yuyvHeight
	}
	area := math.Abs(math.Log(float64(m.Width*m.Height) / float64(w*h)))
	shape := math.Abs(math.Log(float64(m.Width*h) / float64(m.Height*w)))
	return area + shape/100
}

// sizeRange is the driver's answer about sizes: one size, a range in steps, or
// any size if all fields are zero.
type sizeRange struct {
	minWidth, maxWidth, stepWidth    int
	minHeight, maxHeight, stepHeight int
}

// sizes returns the sizes of the range that are worth trying.
func (r sizeRange) sizes() [][2]int {
	if r.minWidth == r.maxWidth && r.minHeight == r.maxHeight && r.maxWidth > 0 {
		return [][2]int{{r.maxWidth, r.maxHeight}}
	}
	var fit [][2]int
	for _, s := range [][2]int{{1920, 1080}, {1280, 720}, {1024, 768}, {800, 600}, {640, 480}, {320, 240}} {
		if inRange(s[0], r.minWidth, r.maxWidth, r.stepWidth) && inRange(s[1], r.minHeight, r.maxHeight, r.stepHeight) {
			fit = append(fit, s)
		}
	}
	return fit
}

func inRange(n, low, high, step int) bool {
	if low == 0 && high == 0 {
		return true
	}
	return n >= low && n <= high && (step <= 1 || (n-low)%step == 0)
}

// sortModes sorts modes for people: by format, then the largest first.
func sortModes(modes []Mode) {
	slices.SortFunc(modes, func(a, b Mode) int {
		return cmp.Or(cmp.Compare(a.FourCC, b.FourCC), cmp.Compare(b.Width*b.Height, a.Width*a.Height), cmp.Compare(b.Width, a.Width))
	})
}
