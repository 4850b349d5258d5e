//go:build soak

package cli_test

import (
	"fmt"
	"testing"

	"facedesk/cli/soaktest"
)

// A hundred thousand frames through the preview of the real window, drawn in
// software, leave no more memory behind than the first tenth of them. The loop alone
// is watched by TestSoakFramesKeepMemory of package capture. How much that is says
// nothing of the program: the flood is a second camera beside the demo's.
func TestSoakPreviewKeepsMemory(t *testing.T) {
	const frames, tenths, spare = 100_000, 10, 10 // MB
	w := newWindow(t)
	t.Cleanup(w.start(w.program("flood"), "--demo"))
	w.until("desk")
	w.pick(1)
	w.until("notice", "Return")
	w.until("capture", "F8")
	first := 0.0
	for tenth := 1; tenth <= tenths; tenth++ {
		w.fed(frames / tenths * tenth)
		now := w.resident()
		fmt.Printf("%d frames: %.0f MB\n", frames/tenths*tenth, now)
		if tenth == 1 {
			first = now
		}
		if now > first+spare {
			t.Errorf("%.0f MB, %.0f after the first tenth", now, first)
		}
	}
	soaktest.Count(t, "frames", frames)
}
