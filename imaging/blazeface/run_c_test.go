//go:build cgo && !purego

package blazeface

import (
	"math"
	"testing"
)

// Go, the portable C code and the C code for AVX2 give the same results.
func TestWaysAgree(t *testing.T) {
	ways := map[string]func([]step, []float32, []float32){"go": runGo, "base": runBase}
	if avx2 {
		ways["avx2"] = runAVX2
	}
	img := demo(t)
	for name, m := range models(t) {
		var first []float32
		var firstWay string
		for way, run := range ways {
			w := m.borrow()
			w.lines.fill(img, place(middle, m.side), m.side, w.memory[m.input:])
			run(m.steps, m.weights, w.memory)
			outputs := outputsOf(m, w.memory)
			if first == nil {
				first, firstWay = outputs, way
			}
			for i, v := range outputs {
				if math.Abs(float64(v-first[i])) > 2e-3*(1+math.Abs(float64(v))) {
					t.Errorf("%s: output %d is %v by %s and %v by %s", name, i, v, way, first[i], firstWay)
					break
				}
			}
		}
	}
}

// outputsOf returns a copy of the model's outputs: all scores and boxes.
func outputsOf(m *Model, memory []float32) (out []float32) {
	for _, h := range m.heads {
		for i := range h.grid * h.grid {
			out = append(out, memory[h.scores+i*h.scoreStride:][:h.perCell]...)
			out = append(out, memory[h.boxes+i*h.boxStride:][:h.perCell*boxNumbers]...)
		}
	}
	return out
}

func BenchmarkWays(b *testing.B) {
	for name, m := range models(b) {
		w := m.borrow()
		b.Run(name+"/base", func(b *testing.B) {
			for b.Loop() {
				runBase(m.steps, m.weights, w.memory)
			}
		})
		if avx2 {
			b.Run(name+"/avx2", func(b *testing.B) {
				for b.Loop() {
					runAVX2(m.steps, m.weights, w.memory)
				}
			})
		}
	}
}
