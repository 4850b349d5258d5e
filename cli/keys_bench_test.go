package cli_test

import (
	"image"
	"slices"
	"testing"
	"time"
)

// keyRounds is how many keys are pressed: enough for a figure at 95 %.
const keyRounds = 100

// BenchmarkKeys presses keys while the preview of the real window runs, drawn in
// software, and reports how long it takes until something else than the picture has
// changed on the display: the table of keys, which F1 opens and closes, darkens the
// whole window. The mark is 50 ms at 95 %.
func BenchmarkKeys(b *testing.B) {
	for b.Loop() {
		w := openWindow(b, "--demo")
		w.until("desk")
		w.pick(1)
		w.until("notice", "Return")
		w.until("capture", "F8")
		w.changed(image.Rect(60, 140, 740, 640))
		time.Sleep(6 * time.Second) // the demo draws its loop of pictures once, which is none of the preview's work
		press, dimmed, dark := w.presser(), w.dimmed(), false
		var took []float64
		for range keyRounds {
			begun := time.Now()
			press("F1")
			w.poll("the window changes", func() bool { return dimmed() != dark })
			took = append(took, ms(time.Since(begun)))
			dark = !dark
			time.Sleep(150 * time.Millisecond) // as a hand does; and no burst of a reader
		}
		slices.Sort(took)
		b.ReportMetric(median(took), "key-ms")
		b.ReportMetric(took[keyRounds*95/100], "key-95%-ms")
		b.ReportMetric(took[keyRounds-1], "key-most-ms")
	}
	b.ReportMetric(0, "ns/op")
}

// dimmed returns whether something stands over the window, whose head is white.
func (w *window) dimmed() func() bool {
	w.t.Helper()
	head := w.pixel(w.t, 700, 30)
	return func() bool { return head().R < 150 }
}
