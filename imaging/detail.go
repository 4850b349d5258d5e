package imaging

import (
	"image"
	"math"
)

// How many pixels say most in a number of bytes depends on the picture: fewer
// pixels lose detail, more pixels lose it to coarser steps. Both losses are
// compared at pixelsPerByte. Where one is much larger, the other number of
// pixels was better by the metric (docs/performance.md).
const (
	pixelsPerByte = 9
	fewerPixels   = 6  // where almost nothing was lost by pixels
	morePixels    = 13 // where most was
	// A picture that has little more is left as it is: scaling blurs.
	unscaledPixels = 12

	smooth   = 2.0
	detailed = 26.0
)

// betterPixels is the number of pixels per byte for a picture that was scaled to
// small and encoded at a step.
func betterPixels(img, small *image.RGBA, s step) float64 {
	switch lost := detailLost(img, small) / (s.scale() * s.scale()); {
	case s == highest, lost > detailed: // at the highest quality there are bytes left
		return morePixels
	case lost < smooth:
		return fewerPixels
	}
	return pixelsPerByte
}

// detailLost is the mean square of what the middle of a picture, where the face
// is, has lost in brightness by being scaled to small.
func detailLost(img, small *image.RGBA) float64 {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	kx, ky := float64(small.Rect.Dx())/float64(w), float64(small.Rect.Dy())/float64(h)
	sum, n := 0.0, 0
	for y := h / 4; y < h*3/4; y += 2 {
		for x := w / 4; x < w*3/4; x += 2 {
			d := brightnessAt(img, x, y) - enlarged(small, (float64(x)+0.5)*kx-0.5, (float64(y)+0.5)*ky-0.5)
			sum += d * d
			n++
		}
	}
	return sum / float64(max(n, 1))
}

// enlarged is the brightness between pixels, by the cubic curve of Catmull and
// Rom.
func enlarged(img *image.RGBA, x, y float64) float64 {
	left, top := math.Floor(x), math.Floor(y)
	wx, wy := cubic(x-left), cubic(y-top)
	sum := 0.0
	for j, v := range wy {
		row := min(max(int(top)+j-1, 0), img.Rect.Dy()-1)
		for i, u := range wx {
			sum += u * v * brightnessAt(img, min(max(int(left)+i-1, 0), img.Rect.Dx()-1), row)
		}
	}
	return sum
}

// cubic are the weights of four pixels for a place t behind the second.
func cubic(t float64) [4]float64 {
	return [4]float64{
		((-0.5*t+1)*t - 0.5) * t, (1.5*t-2.5)*t*t + 1,
		((-1.5*t+2)*t + 0.5) * t, (0.5*t - 0.5) * t * t,
	}
}

// brightnessAt is a pixel's, by BT.601.
func brightnessAt(img *image.RGBA, x, y int) float64 {
	p := img.Pix[y*img.Stride+4*x:][:3:3]
	return 0.299*float64(p[0]) + 0.587*float64(p[1]) + 0.114*float64(p[2])
}
