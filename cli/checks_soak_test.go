//go:build soak

package cli_test

import (
	"fmt"
	"os"
	"testing"

	"facedesk/cli/soaktest"
)

// Five hundred checks by keyboard with other keys in between: each ends in a
// verdict, and memory and descriptors stay flat. At rest the window is under the
// mark for memory.
func TestSoakChecks(t *testing.T) {
	const checks, warm, growth, mark = 500, 50, 20, 210 // MB
	random := soaktest.Random(t)
	w := openWindow(t, "--demo")
	w.until("desk")
	idle := []string{"F1", "F11", "Shift_L", "Home", "End", "Page_Up", "a", "Insert"}
	var memory, files [2]float64
	for n := range checks {
		w.pick(1)
		w.toDesk(func() {
			for range random.IntN(4) {
				key := idle[random.IntN(len(idle))]
				if w.key(key); key == "F1" {
					w.key("F1")
				}
			}
		})
		if (n+1)%warm != 0 {
			continue
		}
		w.condition("memory is back under the mark", func() bool { return w.resident() <= mark })
		memory[1], files[1] = w.resident(), w.descriptors()
		fmt.Printf("%d checks: %.0f MB, %.0f descriptors\n", n+1, memory[1], files[1])
		if n+1 == warm {
			memory[0], files[0] = memory[1], files[1]
		}
	}
	soaktest.Count(t, "checks", checks)
	fmt.Printf("%s: %d checks; after %d and at the end: %.0f and %.0f MB, %.0f and %.0f descriptors\n",
		t.Name(), checks, warm, memory[0], memory[1], files[0], files[1])
	if memory[1] > memory[0]+growth || files[1] > files[0]+4 {
		t.Error("the window grows")
	}
}

// toDesk takes a guest who passes from the desk to the empty desk; between is
// called on every screen on the way.
func (w *window) toDesk(between func()) {
	w.t.Helper()
	for _, step := range []struct{ screen, key string }{{"notice", "Return"}, {"capture", "F8"}, {"confirm", "F2"}, {"checking", "Return"}} {
		w.until(step.screen, step.key)
		if step.screen != "checking" {
			between()
		}
	}
	w.until("verdict")
	w.until("desk", "Return")
}

func (w *window) descriptors() float64 {
	list, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", w.pid))
	return float64(len(list))
}
