package blazeface

import (
	"fmt"
	"sync"
)

// Model is one detector.
type Model struct {
	side    int // of the square input
	input   int // where it lies in the work memory
	steps   []step
	weights []float32
	heads   []head
	size    int // of the work memory

	idle sync.Pool // work memories (*work) that nobody uses; they go while the camera is off
}

// A head is a grid of outputs: for each cell and each of its boxes a score, and
// sixteen numbers about the box.
type head struct {
	scores, boxes          int // places
	scoreStride, boxStride int // from cell to cell
	grid, perCell          int
}

// mostMemory is more than either model needs, in numbers.
const mostMemory = 1 << 24

// boxNumbers are centre, size and six points.
const boxNumbers = 16

// New reads a model of MediaPipe: face_detection_short_range.tflite or
// face_detection_full_range.tflite. The bytes are not kept.
func New(tflite []byte) (m *Model, err error) {
	defer func() {
		if p := recover(); p != nil {
			m, err = nil, fmt.Errorf("blazeface: %w", errDamaged)
		}
	}()
	p := newPlan(readGraph(tflite))
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

// work is what one look needs for itself.
type work struct {
	memory []float32
	found  []Detection
	lines  sampler
}

// borrow returns a work memory, which giveBack takes.
func (m *Model) borrow() *work {
	if w, ok := m.idle.Get().(*work); ok {
		return w
	}
	return &work{memory: make([]float32, m.size)}
}

func (m *Model) giveBack(w *work) { m.idle.Put(w) }
