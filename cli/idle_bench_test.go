package cli_test

import (
	"image"
	"testing"
	"time"
)

// BenchmarkIdle reports what the real window takes of one core, drawn in software,
// while nothing happens on a screen without a preview, and what a bare window of
// Fyne takes: Fyne looks for events sixty times a second. A caret that blinks, or a
// camera that runs on, took 12 to 15 %.
func BenchmarkIdle(b *testing.B) {
	for b.Loop() {
		w := newWindow(b)
		w.start(w.program("bare"), "still")
		w.drawn(image.Pt(683, 400))
		w.idle(b, "bare")
		w.stop()
		b.Cleanup(w.start(binary, "--demo"))
		w.until("desk")
		w.idle(b, "desk")
		w.pick(1)
		w.until("notice", "Return")
		w.idle(b, "notice")
		w.until("capture", "F8")
		w.until("confirm", "F2")
		w.idle(b, "confirm")
		w.until("checking", "Return")
		w.until("verdict")
		w.idle(b, "verdict")
	}
	b.ReportMetric(0, "ns/op")
}

// idle reports the share of a core once the screen has come to rest.
func (w *window) idle(b *testing.B, screen string) {
	b.Helper()
	time.Sleep(2 * time.Second)
	b.ReportMetric(w.cpuShare(10*time.Second), screen+"-%core")
}
