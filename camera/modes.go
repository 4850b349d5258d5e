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

// rankModes returns the usable modes, best first: MJPEG near 1280×720, then raw
// near 640×480, then MJPEG too small for a portrait, then grey.
func rankModes(modes []Mode) []Mode {
	var usable []Mode
	for _, m := range modes {
		if m.Format != Unknown && saneSize(m.Width, m.Height) {
			usable = append(usable, m)
		}
	}
	slices.SortStableFunc(usable, func(a, b Mode) int {
		return cmp.Or(cmp.Compare(modeClass(a), modeClass(b)), cmp.Compare(modeDistance(a), modeDistance(b)), cmp.Compare(rawRank(a), rawRank(b)))
	})
	return withRaw(usable)
}

// rawRank orders raw formats of one size: first those that lose nothing in the
// conversion.
func rawRank(m Mode) int {
	return slices.Index([]string{"YUYV", "UYVY", "YVYU", "VYUY"}, m.FourCC) & 0xFF
}

// withRaw limits the modes to maxTries. The last one is raw, because raw
// pictures may start where MJPEG does not.
func withRaw(ranked []Mode) []Mode {
	if len(ranked) <= maxTries {
		return ranked
	}
	if i := slices.IndexFunc(ranked, func(m Mode) bool { return m.Format != MJPEG }); i >= maxTries {
		ranked[maxTries-1] = ranked[i]
	}
	return ranked[:maxTries]
}

func modeClass(m Mode) int {
	switch {
	case grey[m.FourCC]:
		return 3
	case m.Format != MJPEG:
		return 1
	case m.Width*m.Height >= yuyvWidth*yuyvHeight:
		return 0
	}
	return 2
}

// modeDistance compares a mode with the preferred size by the ratio of areas.
// For equal areas the shape decides.
func modeDistance(m Mode) float64 {
	w, h := mjpegWidth, mjpegHeight
	if m.Format != MJPEG {
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
	if w, h := onGrid(r.minWidth, r.maxWidth, r.stepWidth, 1920), onGrid(r.minHeight, r.maxHeight, r.stepHeight, 1080); len(fit) == 0 && saneSize(w, h) {
		fit = [][2]int{{w, h}}
	}
	return fit
}

// onGrid returns the largest size of a range that is not over the limit, or the
// smallest one.
func onGrid(low, high, step, limit int) int {
	n := max(min(high, limit), low)
	return n - (n-low)%max(step, 1)
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
