//go:build preview

package cli_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"facedesk/assets"
	"facedesk/camera"
	"facedesk/imaging"
)

const (
	previewRounds = 5
	previewSpan   = 6 * time.Second
	filmFrames    = 1200 // 40 seconds
)

// player is a program that shows the film, and how long it needs to begin.
type player struct {
	name   string
	start  func(w *window)
	settle time.Duration
}

// TestPreview plays the same pictures, 1280×720 as MJPEG at 30 a second, in our
// window with face finding, in a bare window of Fyne and in other players, each in
// turn on a display that is drawn in software, and prints what the whole process
// takes of a core. Players that are absent are left out by name. The load of other
// programs changes the figures, so the ratio of each round counts.
func TestPreview(t *testing.T) {
	all := players(t)
	shares := make([][]float64, len(all))
	for range previewRounds {
		for i, p := range all {
			shares[i] = append(shares[i], p.share(t))
		}
	}
	ffplay := slices.IndexFunc(all, func(p player) bool { return p.name == "ffplay" })
	t.Logf("| player | %% of a core, median of %d | times ffplay, in the same round |", previewRounds)
	for i, p := range all {
		ratio := "–"
		if ffplay >= 0 {
			ratio = fmt.Sprintf("%.2f", median(ratios(shares[i], shares[ffplay])))
		}
		t.Logf("| %s | %.0f | %s |", p.name, median(slices.Clone(shares[i])), ratio)
	}
}

func ratios(a, b []float64) (out []float64) {
	for i := range a {
		out = append(out, a[i]/b[i])
	}
	return out
}

func players(t *testing.T) []player {
	film := film(t)
	bare := newWindow(t).program("bare")
	all := []player{
		{"facedesk, preview with face finding", func(w *window) {
			w.start(binary, "--demo")
			w.until("desk")
			w.pick(1)
			w.until("notice", "Return")
			w.until("capture", "F8")
		}, 7 * time.Second}, // the demo draws its loop of pictures once, which is none of the preview's work
		{"bare window of Fyne, 30 pictures a second", func(w *window) { w.start(bare) }, 2 * time.Second},
	}
	for _, c := range [][]string{
		{"ffplay", "ffplay", "-loglevel", "error", film},
		{"mpv --vo=x11", "mpv", "--no-config", "--really-quiet", "--vo=x11", film},
		{"mpv --vo=gpu", "mpv", "--no-config", "--really-quiet", "--vo=gpu", "--gpu-sw=yes", film},
	} {
		if _, err := exec.LookPath(c[1]); err != nil || film == "" {
			t.Logf("absent: %s", c[0])
			continue
		}
		all = append(all, player{c[0], func(w *window) { w.start(c[1], c[2:]...) }, 3 * time.Second})
	}
	return all
}

func (p player) share(t *testing.T) float64 {
	w := newWindow(t)
	t.Log(p.name)
	p.start(w)
	w.drawn(image.Pt(683, 400))
	time.Sleep(p.settle)
	share := w.cpuShare(previewSpan)
	w.save(p.name)
	w.stop()
	return share
}

// film writes what the demo shows to a file. It is "" without ffmpeg, whose
// container tells players the rate.
func film(t *testing.T) string {
	if _, err := exec.LookPath("ffmpeg"); err != nil {
		return ""
	}
	picture, err := imaging.Decode(assets.DemoPortrait())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	r := &recorder{full: cancel}
	_ = camera.NewDemo(picture, camera.DemoOptions{FaceX: 560}).Run(ctx, r)
	name := filepath.Join(t.TempDir(), "film.mkv")
	cmd := exec.Command("ffmpeg", "-loglevel", "error", "-framerate", "30", "-f", "mjpeg", "-i", "-", "-c", "copy", name)
	cmd.Stdin = bytes.NewReader(bytes.Repeat(r.film, filmFrames/r.frames))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("ffmpeg: %v %s", err, out)
	}
	return name
}

// recorder keeps four seconds of a camera.
type recorder struct {
	film   []byte
	frames int
	full   func()
}

// State implements camera.Sink.
func (r *recorder) State(camera.Status) {}

// Frame implements camera.Sink.
func (r *recorder) Frame(f *camera.Frame) {
	if r.frames == 120 {
		r.full()
		return
	}
	r.film, r.frames = append(r.film, f.Data...), r.frames+1
}
