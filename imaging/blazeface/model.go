package blazeface

import (
	"fmt"
	"sync"
)

// Model is one face detector.
type Model struct {
	side    int // of the square input, in pixels
	input   int // position of the input in the work memory
	steps   []step
	weights []float32
	heads   []head
	size    int // of the work memory

	idle sync.Pool // unused work memories (*work); dropped while the camera is off
}

// head is a grid of outputs. Each box of each cell has a score and sixteen
// numbers.
type head struct {
	scores, boxes          int // positions
	scoreStride, boxStride int // from cell to cell
	grid, perCell          int
}

// mostMemory is more numbers than either model needs.
const mostMemory = 1 << 24

// boxNumbers is the count of numbers of a box: centre, size and six points.
const boxNumbers = 16

// New reads a model of MediaPipe: face_detection_short_range.tflite or
// face_detection_full_range.tflite. It does not keep the bytes.
func New(tflite []byte) (m *Model, err error) {
	defer func() {
		if p := recover(); p != nil {
			m, err = nil, fmt.Errorf("blazeface: %w", errDamaged)
		}
	}()
	p := newPlan(readGraph(tflite), len(tflite)/2)
	boxes, scores := p.outputs()
	m = &Model{
		side: p.values[0].h, weights: p.weights, steps: p.steps,
		size: p.place(append(append([]int{}, boxes...), scores...)),
	}
	need(m.size <= mostMemory)
	m.input = p.values[0].at
	for i := range boxes {
		m.heads = append(m.heads, headOf(p.values[boxes[i]], p.values[scores[i]]))
	}
	return m, nil
}

// outputs returns the values of the two outputs, boxes and scores.
func (p *plan) outputs() (boxes, scores []int) {
	for _, t := range p.g.out {
		shape := p.g.tensors[t].shape
		need(len(shape) == 3)
		switch shape[2] {
		case boxNumbers:
			boxes = p.parts[t]
		case 1:
			scores = p.parts[t]
		}
	}
	need(len(boxes) > 0 && len(boxes) == len(scores))
	return boxes, scores
}

func headOf(boxes, scores value) head {
	need(boxes.h == boxes.w && scores.h == boxes.h && scores.w == boxes.w && boxes.c == boxNumbers*scores.c)
	return head{
		scores: scores.at, boxes: boxes.at, scoreStride: rounded(scores.c), boxStride: rounded(boxes.c),
		grid: boxes.h, perCell: scores.c,
	}
}

// work is the memory of one look.
type work struct {
	memory []float32
	found  []Detection
	lines  sampler
}

// borrow returns a work memory. giveBack returns it to the pool.
func (m *Model) borrow() *work {
	if w, ok := m.idle.Get().(*work); ok {
		return w
	}
	return &work{memory: make([]float32, m.size)}
}

func (m *Model) giveBack(w *work) { m.idle.Put(w) }
