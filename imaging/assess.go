package imaging

import (
	"image"
	"math"
	"slices"

	resize "github.com/disintegration/imaging"

	"facedesk/identity"
)

// measureEyes is the eye distance in pixels to which a face is scaled before
// its sharpness is measured, so that near and far faces compare.
const measureEyes = 64

const (
	usualContrast = 0.55 // of faces, in the median
	leastContrast = 0.20 // below, noise would count as sharp
)

// A patch is a part of the picture in eye distances from the point between the
// eyes: x to the right, y down.
type patch struct{ x0, y0, x1, y1 float64 }

var (
	facePatch  = patch{-0.8, -0.3, 0.8, 1.3} // brows to lower lip
	leftCheek  = patch{-0.75, 0.3, -0.25, 1.0}
	rightCheek = patch{0.25, 0.3, 0.75, 1.0}
	leftBack   = patch{-2.7, -1.6, -1.9, 0.8} // beside the hair, above the shoulders
	rightBack  = patch{1.9, -1.6, 2.7, 0.8}
)

// in returns the part of the patch inside the image, in pixels.
func (p patch) in(img image.Image, f Face) image.Rectangle {
	c, d := f.eyes(), f.EyeDistance()
	at := func(x, y float64) image.Point {
		return c.Add(image.Pt(int(math.Round(x*d)), int(math.Round(y*d))))
	}
	return image.Rectangle{at(p.x0, p.y0), at(p.x1, p.y1)}.Intersect(img.Bounds())
}

// grey returns the patch as luma, no larger than statistics need. It is empty
// if the patch lies outside the image.
func (p patch) grey(img image.Image, f Face) *image.Gray {
	r := p.in(img, f)
	if r.Empty() {
		return &image.Gray{}
	}
	k := max(1, f.EyeDistance()/measureEyes)
	return shrinkGrey(img, r, max(1, int(float64(r.Dx())/k)), max(1, int(float64(r.Dy())/k)))
}

// Assess measures the faces found in img, the customer's first, and tells what
// is wrong with it by the default marks, the most important first. The figures
// are those of the customer's face, zero without one.
func Assess(img image.Image, faces []Face) (identity.Figures, []Problem) {
	return DefaultMarks().assess(img, faces)
}

func (m Marks) assess(img image.Image, faces []Face) (identity.Figures, []Problem) {
	if len(faces) == 0 {
		return identity.Figures{}, []Problem{problem(NoFace)}
	}
	figures := measure(img, faces[0])
	var problems []Problem
	if crowded(faces) {
		problems = append(problems, problem(ManyFaces))
	}
	for i, code := range m.judge(figures, faces[0], img.Bounds()) {
		p := problem(code)
		if i == 0 && m.unsure(figures) && slices.Contains(sureCauses(), code) {
			p = stopping(code)
		}
		problems = append(problems, p)
	}
	return figures, problems
}

func measure(img image.Image, f Face) identity.Figures {
	face := facePatch.grey(img, f)
	figures := identity.Figures{
		EyeDistance: f.EyeDistance(),
		Sharpness:   sharpness(img, f),
		Luminance:   mean(face.Pix) / 255,
		SideLight:   overlap(leftCheek.grey(img, f).Pix, rightCheek.grey(img, f).Pix),
		Burnt:       burntShare(face.Pix),
	}
	figures.Top, figures.Contrast = span(face.Pix)
	k := usualContrast / max(figures.Contrast, leastContrast)
	figures.Sharpness *= k * k // edges of a dark face are weaker for its skin, not for its blur
	figures.Behind = mean(append(leftBack.grey(img, f).Pix, rightBack.grey(img, f).Pix...)) / 255
	signs(img, f, &figures)
	return figures
}

// sharpness returns the variance of the Laplacian (4 neighbours, luma 0..255)
// over the face, scaled to 64 px between the eyes.
func sharpness(img image.Image, f Face) float64 {
	r := facePatch.in(img, f)
	k := measureEyes / f.EyeDistance()
	w, h := int(float64(r.Dx())*k), int(float64(r.Dy())*k)
	if w < 3 || h < 3 {
		return 0
	}
	small := resize.Resize(packed(img, r), w, h, resize.Linear)
	return laplacianVariance(shrinkGrey(asRGBA(small), small.Rect, w, h))
}

func laplacianVariance(g *image.Gray) float64 {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	var sum, squares float64
	for y := 1; y < h-1; y++ {
		row := g.Pix[y*g.Stride:]
		above, below := g.Pix[(y-1)*g.Stride:], g.Pix[(y+1)*g.Stride:]
		for x := 1; x < w-1; x++ {
			v := float64(int(above[x]) + int(below[x]) + int(row[x-1]) + int(row[x+1]) - 4*int(row[x]))
			sum += v
			squares += v * v
		}
	}
	n := float64((w - 2) * (h - 2))
	return squares/n - sum/n*sum/n
}

// span is how bright the brightest parts of a patch are, and how far above the
// darkest, without a twentieth at either end: 0..1, 0 where it is empty.
func span(pix []uint8) (top, contrast float64) {
	if len(pix) == 0 {
		return 0, 0
	}
	var counts [256]int
	for _, v := range pix {
		counts[v]++
	}
	low, high := 0, 255
	for n := counts[low]; n <= len(pix)/20; n += counts[low] {
		low++
	}
	for n := counts[high]; n <= len(pix)/20; n += counts[high] {
		high--
	}
	return float64(high) / 255, float64(max(high-low, 0)) / 255
}

// mean is 0 for no values.
func mean(pix []uint8) float64 {
	if len(pix) == 0 {
		return 0
	}
	sum := 0
	for _, v := range pix {
		sum += int(v)
	}
	return float64(sum) / float64(len(pix))
}

func burntShare(pix []uint8) float64 {
	if len(pix) == 0 {
		return 0
	}
	n := 0
	for _, v := range pix {
		if v >= 247 {
			n++
		}
	}
	return float64(n) / float64(len(pix))
}

// overlap returns the common share of the brightness histograms of two patches
// (ISO/IEC 29794-5, illumination uniformity), in steps of eight levels. It is 0
// if a patch is empty.
func overlap(a, b []uint8) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	var ha, hb [32]float64
	for _, v := range a {
		ha[v/8] += 1 / float64(len(a))
	}
	for _, v := range b {
		hb[v/8] += 1 / float64(len(b))
	}
	common := 0.0
	for i := range ha {
		common += min(ha[i], hb[i])
	}
	return common
}
