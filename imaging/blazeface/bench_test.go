package blazeface

import "testing"

// BenchmarkDetect measures a whole look, with shrinking and decoding.
func BenchmarkDetect(b *testing.B) {
	img := demo(b)
	regions := map[string]bool{"short": true}
	for name, m := range models(b) {
		region := img.Rect
		if regions[name] {
			region = middle
		}
		var found []Detection
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				found = m.Detect(img, region, 0.5, found[:0])
			}
		})
	}
}

func BenchmarkGo(b *testing.B) {
	for name, m := range models(b) {
		w := m.borrow()
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				runGo(m.steps, m.weights, w.memory)
			}
		})
	}
}
