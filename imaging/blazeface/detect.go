package blazeface

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// The points of a face. Left and right are as in the picture.
const (
	LeftEye = iota
	RightEye
	Nose // its tip
	Mouth
	LeftEar
	RightEar
	points
)

// Point is a place on a picture, in pixels.
type Point struct{ X, Y float32 }

// Detection is a face as a model reports it, in pixels of the picture.
type Detection struct {
	Score    float32 // 0..1, higher is more certain
	Min, Max Point   // a square from about the brows to the chin; may reach beyond the picture
	Points   [points]Point
}

// overlapping is the smallest overlap of two boxes of one face: intersection
// over union.
const overlapping = 0.3

// Detect looks for faces in a region of a picture. It appends those with at
// least the score least to found, the most certain first. The region may reach
// beyond the picture, which is black there. An empty region contains nothing.
func (m *Model) Detect(img image.Image, region image.Rectangle, least float32, found []Detection) []Detection {
	if region.Empty() || img.Bounds().Empty() {
		return found
	}
	w := m.borrow()
	defer m.giveBack(w)
	p := place(region, m.side)
	w.lines.fill(img, p, m.side, w.memory[m.input:])
	run(m.steps, m.weights, w.memory)
	w.found = m.read(w.memory, least, w.found[:0])
	slices.SortStableFunc(w.found, func(a, b Detection) int { return cmp.Compare(b.Score, a.Score) })
	start := len(found)
	found = unite(w.found, found)
	for i := range found[start:] {
		found[start+i].place(p)
	}
	return found
}

// read appends the detections in the outputs, in pixels of the input.
func (m *Model) read(memory []float32, least float32, found []Detection) []Detection {
	for _, h := range m.heads {
		cell := float32(m.side) / float32(h.grid)
		for i := range h.grid * h.grid {
			for k := range h.perCell {
				score := sigmoid(memory[h.scores+i*h.scoreStride+k])
				if !(score >= least) {
					continue
				}
				numbers := memory[h.boxes+i*h.boxStride+k*boxNumbers:][:boxNumbers]
				middle := Point{(float32(i%h.grid) + 0.5) * cell, (float32(i/h.grid) + 0.5) * cell}
				found = append(found, detection(score, middle, numbers))
			}
		}
	}
	return found
}

// detection converts sixteen numbers: the box's centre relative to the middle
// of its cell, its size, and its points.
func detection(score float32, middle Point, n []float32) Detection {
	x, y := middle.X+n[0], middle.Y+n[1]
	d := Detection{Score: score, Min: Point{x - n[2]/2, y - n[3]/2}, Max: Point{x + n[2]/2, y + n[3]/2}}
	for i := range d.Points {
		d.Points[i] = Point{middle.X + n[4+2*i], middle.Y + n[5+2*i]}
	}
	return d
}

func sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// unite returns one detection for those of one face: the mean, weighted by
// score, of all that overlap with the most certain one.
func unite(sorted, found []Detection) []Detection {
	for len(sorted) > 0 {
		first := sorted[0]
		var sum Detection
		others := sorted[:0]
		for _, d := range sorted {
			if share(first, d) > overlapping {
				sum.add(d)
			} else {
				others = append(others, d)
			}
		}
		if len(others) == len(sorted) { // a box without an area does not overlap even with itself
			sorted = sorted[1:]
			continue
		}
		sum.divide()
		sum.Score = first.Score
		found, sorted = append(found, sum), others
	}
	return found
}

// share returns the intersection over union of two boxes.
func share(a, b Detection) float32 {
	w := min(a.Max.X, b.Max.X) - max(a.Min.X, b.Min.X)
	h := min(a.Max.Y, b.Max.Y) - max(a.Min.Y, b.Min.Y)
	if !(w > 0 && h > 0) {
		return 0
	}
	area := func(d Detection) float32 { return (d.Max.X - d.Min.X) * (d.Max.Y - d.Min.Y) }
	return w * h / (area(a) + area(b) - w*h)
}

// add adds a detection weighted by its score. Score holds the sum of weights.
func (d *Detection) add(o Detection) {
	d.Score += o.Score
	plus := func(p *Point, q Point) { *p = Point{p.X + q.X*o.Score, p.Y + q.Y*o.Score} }
	plus(&d.Min, o.Min)
	plus(&d.Max, o.Max)
	for i := range d.Points {
		plus(&d.Points[i], o.Points[i])
	}
}

func (d *Detection) divide() {
	d.each(func(p Point) Point { return Point{p.X / d.Score, p.Y / d.Score} })
}

// place converts pixels of the input to pixels of the picture.
func (d *Detection) place(p placing) { d.each(func(q Point) Point { return p.back(q.X, q.Y) }) }

func (d *Detection) each(f func(Point) Point) {
	d.Min, d.Max = f(d.Min), f(d.Max)
	for i := range d.Points {
		d.Points[i] = f(d.Points[i])
	}
}
