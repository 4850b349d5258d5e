package cli_test

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkWindow takes ten demo guests through the real window, drawn in
// software, and reports what a clerk feels, in milliseconds at the median: from a
// warm start to the first picture of the window, from the guest's agreement to the
// live preview, from the key to the call of the service, from its answer to the
// verdict drawn, where the answer comes at once (while the key's own picture is
// still drawn) and after two seconds, as services do; and what the running preview
// takes of one core and of memory.
//
// Times begin when a running xdotool is told to press the key and end when they
// are seen from outside. As machines differ, the same is reported of a bare
// window of Fyne that shows nothing but a picture: its start, a key until the
// picture has changed, and a picture that moves.
func BenchmarkWindow(b *testing.B) {
	for b.Loop() {
		w := newWindow(b)
		bare := w.program("bare")
		w.benchStarts(b, bare)
		key := w.bareKey(bare)
		share := w.bareShare(bare)
		b.ReportMetric(key, "bare-key-ms")
		b.ReportMetric(share, "bare-%core")
		b.Cleanup(w.start(binary, "--demo"))
		w.until("desk")
		w.benchGuests(b, share)
	}
	b.ReportMetric(0, "ns/op")
}

// presser starts an xdotool that presses the keys written to it, each at once:
// to start one for each key takes longer than what is measured.
func (w *window) presser() (press func(key string)) {
	w.t.Helper()
	cmd := exec.Command("xdotool", "-")
	cmd.Env = append(w.env, "DISPLAY="+w.name)
	script, err := cmd.StdinPipe()
	if err != nil {
		w.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		w.t.Fatalf("xdotool (Debian package xdotool): %v", err)
	}
	w.t.Cleanup(func() {
		_ = script.Close()
		_ = cmd.Wait()
	})
	w.settle() // until it is connected
	return func(key string) { _, _ = fmt.Fprintln(script, "key", key) }
}

// rounds is how often a time is taken; its median is reported.
const rounds = 10

// benchStarts starts the program and the bare window in turn.
func (w *window) benchStarts(b *testing.B, bare string) {
	var ours, theirs []float64
	for i := range rounds {
		theirs = append(theirs, w.startTime(bare, "still"))
		took := w.startTime(binary, "--demo")
		if i > 0 { // the first start of an installation makes its files
			ours = append(ours, took)
		}
	}
	b.ReportMetric(median(ours), "start-ms")
	b.ReportMetric(median(theirs), "bare-start-ms")
	b.ReportMetric(median(ours)/median(theirs), "start/bare")
}

// startTime is how long a program takes until its window is drawn.
func (w *window) startTime(program string, args ...string) float64 {
	middle := w.pixel(w.t, 683, 400) // looking at the whole display takes half a core
	begun := time.Now()
	w.start(program, args...)
	w.poll("the window of "+program+" is drawn", func() bool { return middle() != color.RGBA{A: 255} })
	took := ms(time.Since(begun))
	if program == binary {
		w.until("desk")
	}
	w.stop()
	return took
}

// stop kills the program and waits until no window is left on the display.
func (w *window) stop() {
	p, _ := os.FindProcess(w.pid)
	_ = p.Kill()
	w.poll("the display is empty", func() bool { return w.look(w.t).at(683, 400) == color.RGBA{A: 255} })
}

// benchGuests takes guests through the window, half of them to a service that
// answers at once, half to one that takes two seconds. The first one's preview
// runs for a while: its share is compared with the bare window's.
func (w *window) benchGuests(b *testing.B, bare float64) {
	const atOnce, slow = 1, 7 // test persons
	var preview, wire, busy, calm []float64
	press := w.presser()
	for i := range 2 * rounds {
		person, drawn := atOnce, &busy
		if i%2 == 1 {
			person, drawn = slow, &calm
		}
		w.pick(person)
		preview = append(preview, w.benchAgreed())
		if i == 0 {
			w.benchPreview(b, bare)
		}
		sent, shown := w.benchCheck(press)
		wire, *drawn = append(wire, sent), append(*drawn, shown)
	}
	b.ReportMetric(median(preview), "agree-to-preview-ms")
	b.ReportMetric(median(wire), "press-to-wire-ms")
	b.ReportMetric(median(busy), "answer-at-once-to-verdict-ms")
	b.ReportMetric(median(calm), "answer-to-verdict-ms")
}

// benchAgreed returns how long the guest waits for the preview.
func (w *window) benchAgreed() float64 {
	w.until("notice", "Return")
	agreed := time.Now()
	w.until("capture", "F8")
	w.changed(image.Rect(60, 140, 740, 640))
	return ms(time.Since(agreed))
}

// benchCheck takes the photo and returns how long the key takes to the call, and
// the service's answer to the verdict.
func (w *window) benchCheck(press func(string)) (wire, shown float64) {
	w.until("confirm", "F2")
	for range 8 {
		w.settle() // until the photo is drawn: a clerk looks at it
	}
	disc := w.pixel(w.t, 140, 280)
	pressed := time.Now()
	press("Return")
	w.poll("the verdict is drawn", func() bool { return disc() == verdictInk })
	seen := time.Now()
	w.until("checking")
	w.until("verdict")
	done := w.log("check done")
	check := done[len(done)-1]
	w.until("desk", "Return")
	return ms(check.Answered.Add(-check.Took).Sub(pressed)), ms(seen.Sub(check.Answered))
}

func (w *window) benchPreview(b *testing.B, bare float64) {
	time.Sleep(6 * time.Second) // the demo draws its loop of pictures once, which is none of the preview's work
	share := w.cpuShare(5 * time.Second)
	b.ReportMetric(share, "preview-%core")
	b.ReportMetric(share/bare, "preview/bare")
	b.ReportMetric(w.resident(), "resident-MB")
}

// bareKey is how long a key takes until the picture of the bare window changes.
func (w *window) bareKey(bare string) float64 {
	w.start(bare, "still")
	w.drawn(image.Pt(683, 400))
	defer w.stop()
	press := w.presser()
	var took []float64
	picture := w.pixel(w.t, 683, 400)
	for range rounds {
		before := picture()
		begun := time.Now()
		press("F9")
		w.poll("the picture changes", func() bool { return picture() != before })
		took = append(took, ms(time.Since(begun)))
		w.settle()
	}
	return median(took)
}

func median(of []float64) float64 {
	slices.Sort(of)
	return of[len(of)/2]
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

// bareShare is what the bare window with a moving picture takes of a core.
func (w *window) bareShare(bare string) float64 {
	w.start(bare)
	w.drawn(image.Pt(683, 400))
	defer w.stop()
	return w.cpuShare(4 * time.Second)
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
