package cli_test

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkWindow takes one demo guest through the real window, drawn in
// software, and reports what a clerk feels, in milliseconds: from the start to
// the first picture of the window, from the guest's agreement to the live
// preview, from the key to the request on the wire, from the answer to the
// verdict drawn; and what the running preview takes of one core and of memory.
// Times end when they are seen from outside, so they hold up to 20 ms of looking.
func BenchmarkWindow(b *testing.B) {
	for b.Loop() {
		begun := time.Now()
		w := openWindow(b, "--demo")
		w.drawn(image.Pt(683, 400))
		b.ReportMetric(ms(time.Since(begun)), "start-ms")
		w.until("desk")
		w.pick(1)
		w.until("notice", "Return")
		pressed := time.Now()
		w.until("capture", "F8")
		w.changed(image.Rect(60, 140, 740, 640))
		b.ReportMetric(ms(time.Since(pressed)), "agree-to-preview-ms")
		time.Sleep(6 * time.Second) // the demo draws its loop of pictures once, which is none of the preview's work
		b.ReportMetric(w.cpuShare(5*time.Second), "preview-%core")
		b.ReportMetric(w.resident(), "resident-MB")
		w.until("confirm", "F2")
		pressed = time.Now()
		w.key("Return")
		w.poll("the verdict is drawn", func() bool { return w.look(b).at(140, 280) == verdictInk })
		drawn, done := time.Now(), w.log("check done")
		answered := done[len(done)-1]
		b.ReportMetric(ms(answered.Time.Add(-answered.Took).Sub(pressed)), "press-to-wire-ms")
		b.ReportMetric(ms(drawn.Sub(answered.Time)), "answer-to-verdict-ms")
	}
	b.ReportMetric(0, "ns/op")
}

// verdictInk is the colour of the disc of a demo pass.
var verdictInk = color.RGBA{0x16, 0x22, 0x2E, 255}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// drawn waits until a point of the display is no longer black.
func (w *window) drawn(at image.Point) {
	w.poll("the window is drawn", func() bool {
		return w.look(w.t).at(at.X, at.Y) != color.RGBA{A: 255}
	})
}

// changed waits until two looks at a part of the display differ: a live picture.
func (w *window) changed(part image.Rectangle) {
	sample := func() string {
		seen := w.look(w.t)
		var out strings.Builder
		for y := part.Min.Y; y < part.Max.Y; y += 20 {
			for x := part.Min.X; x < part.Max.X; x += 20 {
				fmt.Fprint(&out, seen.at(x, y))
			}
		}
		return out.String()
	}
	last := sample()
	w.poll("the preview moves", func() bool {
		now := sample()
		same := now == last
		last = now
		return !same
	})
}

func (w *window) poll(what string, holds func() bool) {
	w.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if holds() {
			return
		}
	}
	w.t.Fatalf("not so: %s", what)
}

// ticks is the processor time that the window has used, in 1/100 s (proc(5)).
func (w *window) ticks() int {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", w.pid))
	fields := strings.Fields(string(data[strings.LastIndexByte(string(data), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return user + system
}

func (w *window) cpuShare(over time.Duration) float64 {
	before := w.ticks()
	time.Sleep(over)
	return float64(w.ticks()-before) / over.Seconds()
}

func (w *window) resident() float64 {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/statm", w.pid))
	pages, _ := strconv.Atoi(strings.Fields(string(data))[1])
	return float64(pages*os.Getpagesize()) / (1 << 20)
}
