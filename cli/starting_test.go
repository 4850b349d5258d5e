//go:build linux

package cli_test

import (
	"bytes"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// inBothLanguages reports whether a text says both.
func inBothLanguages(text, zh, en string) bool {
	return strings.Contains(text, zh) && strings.Contains(text, en)
}

// logged is the text of the log.
func (d desk) logged() string {
	data, _ := os.ReadFile(filepath.Join(d.home, "logs", "facedesk.log"))
	return string(data)
}

// A display without OpenGL is named at once, in both languages and with a code of
// its own, and the lock is given back; what Fyne says of it is in the log.
func TestStartWithoutOpenGL(t *testing.T) {
	d := newDesk(t)
	x := startDisplay(t, "1366x768", "-extension", "GLX")
	for _, args := range [][]string{{"--demo"}, {}} {
		r := d.with("DISPLAY="+x.name).run("", args...)
		if r.code != 41 || !inBothLanguages(r.err, "没有 OpenGL", "no OpenGL") || strings.Contains(r.err, "Fyne") {
			t.Errorf("%v: exit %d\n%s", args, r.code, r.err)
		}
	}
	if log := d.logged(); !strings.Contains(log, "Fyne error") || !strings.Contains(log, "no OpenGL") {
		t.Errorf("the log: %s", log)
	}
}

// running is a program that is started and not waited for yet.
type running struct {
	*exec.Cmd
	said bytes.Buffer
}

func (w *window) run1(args ...string) *running {
	w.t.Helper()
	r := &running{Cmd: exec.Command(binary, args...)}
	r.Env = append(w.env, "DISPLAY="+w.name, "LIBGL_ALWAYS_SOFTWARE=1")
	r.Stderr = &r.said
	if err := r.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = r.Process.Kill() })
	return r
}

// ends waits for the end and returns the exit code.
func (r *running) ends() int {
	_ = r.Wait()
	return r.ProcessState.ExitCode()
}

// A display that dies while nobody is there, and one that dies during a call: the
// clerk is told, what was paid for is recorded, and the window is given up in good
// order.
func TestDisplayDies(t *testing.T) {
	for _, paid := range []bool{false, true} {
		w := newWindow(t)
		r := w.run1("--demo")
		w.until("desk")
		if paid {
			w.pick(7) // whose answer takes two seconds
			w.until("notice", "Return")
			w.until("capture", "F8")
			w.until("confirm", "F2")
			w.until("checking", "Return")
		}
		_ = w.server.Kill()
		if code := r.ends(); code != 42 || !inBothLanguages(r.said.String(), "显示器的连接断开了", "The connection to the display broke") {
			t.Errorf("exit %d: %s", code, r.said.String())
		}
		if !strings.Contains(w.logged(), "The connection to the display broke") {
			t.Error("the log says nothing")
		}
		if got := w.last(); paid && got.Outcome != "match" {
			t.Errorf("the record: %+v", got)
		}
		if _, err := os.Stat(filepath.Join(w.home, "logs", "window.sock")); err == nil {
			t.Error("the window was not given up")
		}
	}
}

// What keeps the window from opening is said in a window, too, which a key closes:
// a kiosk without a PIN, and a first window that does not answer.
func TestRefusedStartOpensAWindow(t *testing.T) {
	middle := image.Pt(683, 384)
	t.Run("kiosk", func(t *testing.T) {
		w := newWindow(t)
		r := w.run1("--kiosk")
		w.drawn(middle)
		w.save("kiosk")
		w.key("Return")
		if code := r.ends(); code != 32 || !inBothLanguages(r.said.String(), "需要管理员 PIN", "needs the administrator PIN") {
			t.Errorf("exit %d: %s", code, r.said.String())
		}
	})
	t.Run("second start", func(t *testing.T) {
		w := newWindow(t)
		first := w.run1("--demo")
		w.until("desk")
		_ = first.Process.Signal(syscall.SIGSTOP)
		second := w.run1("--demo")
		w.condition("a window says so, with a red sign", func() bool {
			c := w.look(t).at(338, 222)
			return c.R > 150 && c.G < 80
		})
		w.save("second")
		w.key("Escape")
		if code := second.ends(); code != 33 || !inBothLanguages(second.said.String(), "已经打开", "open already") {
			t.Errorf("exit %d: %s", code, second.said.String())
		}
		_ = first.Process.Signal(syscall.SIGCONT)
	})
}

// The window has the whole screen, with or without a window manager, and a key
// takes it into full screen without doing anything else.
func TestWindowIsMaximised(t *testing.T) {
	w := newWindow(t)
	w.display = startDisplay(t, "1600x1000")
	t.Cleanup(w.start(binary, "--demo"))
	w.until("desk")
	w.drawn(image.Pt(1590, 990))
	w.key("ctrl+F11")
	w.pick(1)
	w.until("notice", "Return") // the language is another only for F11 alone
	w.save("maximised")
}
