package cli_test

import (
	"bufio"
	"bytes"
	big "encoding/binary"
	"encoding/json"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// display is an X server of its own, drawn into memory.
type display struct {
	name   string
	frame  string // the frame buffer, in the format of xwd
	server *os.Process
}

func startDisplay(t testing.TB, size string, options ...string) display {
	t.Helper()
	dir := t.TempDir()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	// A server that begins anew when its last client leaves ends the next one that is just connecting.
	cmd := exec.Command("Xvfb", append([]string{"-noreset", "-displayfd", "3", "-screen", "0", size + "x24", "-fbdir", dir, "-nolisten", "tcp"}, options...)...)
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		t.Fatalf("Xvfb (Debian package xvfb): %v", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	_ = w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return display{":" + strings.TrimSpace(number), filepath.Join(dir, "Xvfb_screen0"), cmd.Process}
}

// look is what the display shows at one moment.
type look struct {
	width, height, stride int
	pixels                []byte
}

// look reads the frame buffer: a header of big-endian words, a colour map, rows. A
// server that begins is writing the header.
func (d display) look(t testing.TB) look {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		data, err := os.ReadFile(d.frame)
		if err != nil {
			t.Fatal(err)
		}
		field := func(i int) int { return int(big.BigEndian.Uint32(data[4*i:])) }
		if len(data) < 100 {
			continue
		}
		l := look{width: field(4), height: field(5), stride: field(12)}
		if pixels := field(0) + 12*field(19); pixels+l.stride*l.height <= len(data) && l.stride >= 4*l.width && l.width > 0 {
			l.pixels = data[pixels:]
			return l
		}
	}
	t.Fatal("the frame buffer has no picture")
	return look{}
}

func (l look) at(x, y int) color.RGBA {
	p := l.pixels[y*l.stride+4*x:]
	return color.RGBA{p[2], p[1], p[0], 255}
}

// pixel returns what one pixel of the display shows, a look each millisecond at
// most. To read the whole display would take the processor from what is measured.
func (d display) pixel(t testing.TB, x, y int) func() color.RGBA {
	t.Helper()
	l := d.look(t)
	f, err := os.Open(d.frame)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	at := info.Size() - int64(len(l.pixels)) + int64(y*l.stride+4*x)
	return func() color.RGBA {
		var p [4]byte
		_, _ = f.ReadAt(p[:], at)
		time.Sleep(time.Millisecond)
		return color.RGBA{p[2], p[1], p[0], 255}
	}
}

func (l look) image() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, l.width, l.height))
	for y := range l.height {
		for x := range l.width {
			img.SetRGBA(x, y, l.at(x, y))
		}
	}
	return img
}

// window is a facedesk window on a display, driven by its keyboard.
type window struct {
	desk
	display
	t    testing.TB
	seen int // screens already waited for
	pid  int
}

// openWindow starts the program on a display of its own.
func openWindow(t testing.TB, args ...string) *window {
	t.Helper()
	w := newWindow(t)
	t.Cleanup(w.start(binary, args...))
	return w
}

// newWindow is a display without the program yet.
func newWindow(t testing.TB) *window {
	t.Helper()
	return &window{desk: newDesk(t), display: startDisplay(t, "1366x768"), t: t}
}

// start starts a program on the window's display, drawn in software, and returns
// how to end it.
func (w *window) start(program string, args ...string) (end func()) {
	w.t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env = append(w.env, "DISPLAY="+w.name, "LIBGL_ALWAYS_SOFTWARE=1")
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.pid = cmd.Process.Pid
	return func() {
		_ = cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			w.t.Errorf("the window did not end well: %v\n%s", err, said.String())
		}
	}
}

// entry is one line of the log.
type entry struct {
	Time, Answered time.Time
	Msg, Name      string
	Took           time.Duration
}

// log returns the lines of the log with a message.
func (w *window) log(msg string) []entry {
	data, _ := os.ReadFile(filepath.Join(w.home, "logs", "facedesk.log"))
	var out []entry
	for line := range strings.Lines(string(data)) {
		var e entry
		if json.Unmarshal([]byte(line), &e) == nil && e.Msg == msg {
			out = append(out, e)
		}
	}
	return out
}

// screens are the names of the screens shown so far.
func (w *window) screens() []string {
	var out []string
	for _, e := range w.log("screen") {
		out = append(out, e.Name)
	}
	return out
}

// patience is generous: how long a step takes is no matter of these tests.
const patience = time.Minute

// until presses keys until a screen comes up that was not there before. Keys
// may come too early to count, as for 0.8 s on a verdict, so they are repeated.
func (w *window) until(screen string, keys ...string) {
	w.t.Helper()
	end := time.Now().Add(patience)
	for time.Now().Before(end) {
		for _, key := range keys {
			w.key(key)
		}
		for range again(keys) {
			if all := w.screens(); len(all) > w.seen {
				w.seen++
				if got := all[w.seen-1]; got != screen {
					w.t.Fatalf("screen %s came, want %s", got, screen)
				}
				return
			}
			w.settle()
		}
	}
	w.save("stuck")
	w.t.Fatalf("no screen %s; so far %v", screen, w.screens())
}

// again is how many moments pass before keys are pressed once more. A second F2 that
// comes after the picture was taken takes another one, so it has the time of a busy
// machine.
func again(keys []string) int {
	if slices.Contains(keys, "F2") {
		return 20
	}
	return 10
}

// settle gives the window a moment; the caller checks a condition afterwards.
func (w *window) settle() {
	cmd := exec.Command("xdotool", "sleep", "0.05")
	cmd.Env = append(w.env, "DISPLAY="+w.name)
	_ = cmd.Run()
}

func (w *window) key(keys ...string) {
	w.t.Helper()
	w.xdotool(append([]string{"key", "--clearmodifiers"}, keys...)...)
}

func (w *window) xdotool(args ...string) {
	w.t.Helper()
	cmd := exec.Command("xdotool", args...)
	cmd.Env = append(w.env, "DISPLAY="+w.name)
	if out, err := cmd.CombinedOutput(); err != nil {
		w.t.Fatalf("xdotool (Debian package xdotool): %v %s", err, out)
	}
}

// save keeps a screenshot where artefacts are asked for (go test -artifacts).
func (w *window) save(name string) {
	w.t.Helper()
	if wanted := flag.Lookup("test.artifacts"); wanted == nil || wanted.Value.String() != "true" {
		return
	}
	for range 6 { // a screen is in the log a moment before it is drawn
		w.settle()
	}
	f, err := os.Create(filepath.Join(w.t.ArtifactDir(), name+".png"))
	if err != nil {
		w.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.look(w.t).image()); err != nil {
		w.t.Fatal(err)
	}
}

// last is the newest record.
func (w *window) last() (r struct{ Outcome, Kind, Decision, Source, Consent_by string }) {
	w.t.Helper()
	out := w.run("", "records", "list", "--json", "--limit", "1")
	var rows []struct{ Outcome, Kind, Decision, Source, Consent_by string }
	if err := json.Unmarshal([]byte(out.out), &rows); err != nil {
		w.t.Fatalf("%v: %s%s", err, out.out, out.err)
	}
	if len(rows) == 1 {
		r = rows[0]
	}
	return r
}
