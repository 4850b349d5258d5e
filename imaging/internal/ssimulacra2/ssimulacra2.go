// Package ssimulacra2 says how much a picture has lost, as people see it: 100 is
// nothing, 90 hardly to be seen, 70 good, 50 fair. It is the metric SSIMULACRA
// 2.1 of Jon Sneyers (Cloudinary, BSD licence), written anew from its
// description with its weights; the blur is a true Gaussian instead of a
// recursive one. It is for measuring portraits offline, and in no program.
package ssimulacra2

import (
	"image"
	"math"
)

const scales = 6

// picture is three planes, linear RGB or XYB.
type picture struct {
	w, h   int
	planes [3][]float32
}

func newPicture(w, h int) picture {
	p := picture{w: w, h: h}
	for c := range p.planes {
		p.planes[c] = make([]float32, w*h)
	}
	return p
}

// Original is a picture that others are compared with.
type Original struct{ at []scale }

// scale is a picture at one size, and what comparing needs of it.
type scale struct{ xyb, mean, square picture }

// New prepares an original.
func New(img *image.RGBA) *Original {
	o := &Original{}
	eachScale(linear(img), func(xyb picture) {
		o.at = append(o.at, scale{xyb, xyb.blurred(), product(xyb, xyb).blurred()})
	})
	return o
}

// Score compares a picture of the same size with the original.
func (o *Original) Score(img *image.RGBA) float64 {
	var all []norms
	eachScale(linear(img), func(xyb picture) {
		a := o.at[len(all)]
		all = append(all, compare(a, xyb))
	})
	sum, i := 0.0, 0
	for c := range 3 {
		for _, n := range all {
			for _, v := range n[c] {
				sum += weights[i] * v
				i++
			}
		}
	}
	sum *= 0.9562382616834844
	sum = 2.326765642916932*sum - 0.020884521182843837*sum*sum + 6.248496625763138e-05*sum*sum*sum
	if sum <= 0 {
		return 100
	}
	return 100 - 10*math.Pow(sum, 0.6276336467831387)
}

func eachScale(rgb picture, visit func(xyb picture)) {
	for range scales {
		if rgb.w < 8 || rgb.h < 8 {
			return
		}
		visit(rgb.xyb())
		rgb = rgb.halved()
	}
}

// norms are the mean and the 4-norm of three errors of each plane: structure,
// edges that were not there, and edges that are lost; first the means.
type norms [3][6]float64

func compare(a scale, xyb picture) (out norms) {
	const c2 = 0.0009
	mean, square, both := xyb.blurred(), product(xyb, xyb).blurred(), product(a.xyb, xyb).blurred()
	for c := range 3 {
		var sum [6]float64
		for i := range xyb.planes[c] {
			m1, m2 := float64(a.mean.planes[c][i]), float64(mean.planes[c][i])
			s := 2*(float64(both.planes[c][i])-m1*m2) + c2
			t := float64(a.square.planes[c][i]) - m1*m1 + float64(square.planes[c][i]) - m2*m2 + c2
			structure := max(0, 1-(1-(m1-m2)*(m1-m2))*s/t)
			edge := (1+math.Abs(float64(xyb.planes[c][i])-m2))/(1+math.Abs(float64(a.xyb.planes[c][i])-m1)) - 1
			for k, v := range [3]float64{structure, max(edge, 0), max(-edge, 0)} {
				sum[k] += v
				sum[3+k] += v * v * v * v
			}
		}
		n := float64(len(xyb.planes[c]))
		for k := range 3 {
			out[c][k], out[c][3+k] = sum[k]/n, math.Sqrt(math.Sqrt(sum[3+k]/n))
		}
	}
	return out
}

var toLinear = func() (t [256]float32) {
	for i := range t {
		v := float64(i) / 255
		if v <= 0.04045 {
			t[i] = float32(v / 12.92)
		} else {
			t[i] = float32(math.Pow((v+0.055)/1.055, 2.4))
		}
	}
	return t
}()

func linear(img *image.RGBA) picture {
	p := newPicture(img.Rect.Dx(), img.Rect.Dy())
	for y := range p.h {
		row := img.Pix[y*img.Stride:]
		for x := range p.w {
			for c := range 3 {
				p.planes[c][y*p.w+x] = toLinear[row[4*x+c]]
			}
		}
	}
	return p
}

// xyb is the colour space of JPEG XL, moved to 0..1 about.
func (p picture) xyb() picture {
	const bias = 0.0037930732552754493
	root := float32(math.Cbrt(bias))
	out := newPicture(p.w, p.h)
	mix := func(r, g, b, kr, kg, kb float32) float32 {
		return float32(math.Cbrt(float64(max(0, kr*r+kg*g+kb*b)+bias))) - root
	}
	for i := range p.planes[0] {
		r, g, b := p.planes[0][i], p.planes[1][i], p.planes[2][i]
		l := mix(r, g, b, 0.30, 0.622, 0.078)
		m := mix(r, g, b, 0.23, 0.692, 0.078)
		s := mix(r, g, b, 0.24342268924547819, 0.20476744424496821, 0.55180986650955360)
		y := (l + m) / 2
		out.planes[0][i], out.planes[1][i], out.planes[2][i] = (l-m)/2*14+0.42, y+0.01, s-y+0.55
	}
	return out
}

func (p picture) halved() picture {
	out := newPicture((p.w+1)/2, (p.h+1)/2)
	for c := range 3 {
		for y := range out.h {
			y0, y1 := 2*y*p.w, min(2*y+1, p.h-1)*p.w
			for x := range out.w {
				x0, x1 := 2*x, min(2*x+1, p.w-1)
				in := p.planes[c]
				out.planes[c][y*out.w+x] = (in[y0+x0] + in[y0+x1] + in[y1+x0] + in[y1+x1]) / 4
			}
		}
	}
	return out
}

func product(a, b picture) picture {
	out := newPicture(a.w, a.h)
	for c := range 3 {
		for i, v := range a.planes[c] {
			out.planes[c][i] = v * b.planes[c][i]
		}
	}
	return out
}

// radius is where the blur ends: the rest is less than a thousandth.
const radius = 5

var kernel = func() (k [2*radius + 1]float32) {
	const sigma = 1.5
	sum := 0.0
	for i := range k {
		sum += math.Exp(-float64((i-radius)*(i-radius)) / (2 * sigma * sigma))
	}
	for i := range k {
		k[i] = float32(math.Exp(-float64((i-radius)*(i-radius))/(2*sigma*sigma)) / sum)
	}
	return k
}()

// blurred takes what is beyond the picture for zero, as the metric does.
func (p picture) blurred() picture {
	out := newPicture(p.w, p.h)
	line := make([]float32, max(p.w, p.h)+2*radius)
	for c := range 3 {
		for y := range p.h {
			copy(line[radius:], p.planes[c][y*p.w:][:p.w])
			clear(line[radius+p.w:])
			convolve(out.planes[c][y*p.w:], line, p.w, 1)
		}
		for x := range p.w {
			for y := range p.h {
				line[radius+y] = out.planes[c][y*p.w+x]
			}
			clear(line[radius+p.h:])
			convolve(out.planes[c][x:], line, p.h, p.w)
		}
	}
	return out
}

func convolve(out, line []float32, n, step int) {
	for i := range n {
		v, sum := line[i:][:len(kernel)], float32(0)
		for k, w := range kernel {
			sum += w * v[k]
		}
		out[i*step] = sum
	}
}
