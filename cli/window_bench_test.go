package cli_test

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkWindow takes one demo guest through the real window, drawn in
// software, and reports what a clerk feels, in milliseconds: from a warm start to
// the first picture of the window, from the guest's agreement to the live
// preview, from the key to the request on the wire, from the answer to the
// verdict drawn; and what the running preview takes of one core and of memory.
// Times end when they are seen from outside, so they hold the look that saw it,
// reported too. As machines differ, the preview is also compared with a bare
// window of Fyne that shows nothing but such a picture (49 % of a core where the
// marks were set).
func BenchmarkWindow(b *testing.B) {
	for b.Loop() {
		w := newWindow(b)
		bare := w.bareShare()
		end := w.start(binary, "--demo")
		w.until("desk")
		end()
		w.blank()
		begun := time.Now()
		b.Cleanup(w.start(binary, "--demo"))
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
		share := w.cpuShare(5 * time.Second)
		b.ReportMetric(share, "preview-%core")
		b.ReportMetric(bare, "bare-%core")
		b.ReportMetric(share/bare, "preview/bare")
		b.ReportMetric(w.resident(), "resident-MB")
		w.until("confirm", "F2")
		pressed = time.Now()
		w.key("Return")
		w.poll("the verdict is drawn", func() bool { return w.look(b).at(140, 280) == verdictInk })
		drawn, done := time.Now(), w.log("check done")
		answered := done[len(done)-1]
		b.ReportMetric(ms(answered.Time.Add(-answered.Took).Sub(pressed)), "press-to-wire-ms")
		b.ReportMetric(ms(drawn.Sub(answered.Time)), "answer-to-verdict-ms")
		begun = time.Now()
		w.look(b)
		b.ReportMetric(ms(time.Since(begun)), "look-ms")
	}
	b.ReportMetric(0, "ns/op")
}

// BenchmarkFrames feeds the preview of the real window with 20,000 frames as fast
// as they are shown, every one decoded and copied, and reports how much more
// memory is resident after them than after the first 2,000.
func BenchmarkFrames(b *testing.B) {
	const early, frames = 2000, 20_000
	for b.Loop() {
		w := newWindow(b)
		b.Cleanup(w.start(w.program("flood"), "--demo"))
		w.until("desk")
		w.pick(1)
		w.until("notice", "Return")
		w.until("capture", "F8")
		w.fed(early)
		begun, before := time.Now(), w.resident()
		w.fed(early + frames)
		b.ReportMetric(frames/time.Since(begun).Seconds(), "frames/s")
		b.ReportMetric(w.resident(), "resident-MB")
		b.ReportMetric(w.resident()-before, "growth-MB")
	}
	b.ReportMetric(0, "ns/op")
}

// fed waits until testdata/flood has fed so many frames, and keeps the guest from
// being cleared meanwhile.
func (w *window) fed(frames int) {
	w.t.Helper()
	for end := time.Now().Add(10 * time.Minute); time.Now().Before(end); {
		w.key("F1", "F1")
		time.Sleep(2 * time.Second)
		data, _ := os.ReadFile(filepath.Join(w.home, "flood"))
		if n, _ := strconv.Atoi(string(data)); n >= frames {
			return
		}
	}
	w.t.Fatal("the frames were not fed")
}

// program builds a program of testdata.
func (w *window) program(name string) string {
	w.t.Helper()
	program := filepath.Join(w.t.TempDir(), name)
	build := exec.Command("go", "build", "-tags", tags, "-o", program, "./testdata/"+name)
	if out, err := build.CombinedOutput(); err != nil {
		w.t.Fatalf("%v: %s", err, out)
	}
	return program
}

// bareShare is what testdata/bare takes of a core.
func (w *window) bareShare() float64 {
	w.t.Helper()
	w.start(w.program("bare"))
	defer func() {
		p, _ := os.FindProcess(w.pid)
		_ = p.Kill()
		w.blank()
	}()
	w.drawn(image.Pt(683, 400))
	return w.cpuShare(4 * time.Second)
}

// blank waits until no window is left on the display.
func (w *window) blank() {
	w.poll("the display is empty", func() bool { return w.look(w.t).at(683, 400) == color.RGBA{A: 255} })
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
