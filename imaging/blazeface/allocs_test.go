//go:build !race

package blazeface

import "testing"

// Detect uses the memory of earlier calls. The race detector makes sync.Pool
// drop items at random, so this test proves nothing under it.
func TestNothingIsAllocated(t *testing.T) {
	img := demo(t)
	for name, m := range models(t) {
		found := m.Detect(img, middle, 0.5, nil)
		if n := testing.AllocsPerRun(5, func() { found = m.Detect(img, middle, 0.5, found[:0]) }); n != 0 {
			t.Errorf("%s: %v allocations a look", name, n)
		}
	}
}
