package cli_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"facedesk/config/keyringtest"
)

// A shift lead signs in, and sets a clerk a temporary PIN and himself one of his own. The
// clerk replaces his. The duty manager sees the records, and IT tests a connection.
func TestWindowByPINs(t *testing.T) {
	_, env := keyringtest.Start(t)
	w := &window{desk: installed(t, env), display: startDisplay(t, "1366x768"), t: t}
	endpoints, credentials := startSandbox(t, w.desk)
	setUp(t, w.desk, endpoints, credentials)
	for _, c := range []struct{ stdin, args string }{
		{"2580\n", "clerks add 0012 --name 李明"}, {"1470\n", "clerks add 0001 --name 王芳 --lead"},
		{"", "config set desk.sign_in true"}, {"4826\n", "config pin set --manager"}, {"4826\n13579\n", "config pin set"},
	} {
		if r := w.run(c.stdin, strings.Fields(c.args)...); r.code != 0 {
			t.Fatalf("%s: %s", c.args, r.err)
		}
	}
	t.Cleanup(w.start(binary))
	w.until("sign_in")
	w.save("locked")
	w.signs("0001", "1470")
	w.until("desk", "Return")
	w.until("records", "F6")

	t.Log("a wrong PIN asks nothing over the lock, and nothing of who signs in after it")
	var over func() bool
	lock := func() {
		w.asked(func() { w.key("F5") })
		w.hand("9", "9", "9", "9")
		w.at(5, "Return", "F10")
		over = w.dimmed()
		w.until("sign_in")
		w.condition("the lock is drawn", func() bool { return !over() })
	}
	enter := func(pin, to string) {
		w.signs("0001", pin)
		w.until(to, "Return")
	}
	asksNothing := func(moments int) { // longer than the PIN takes
		for range moments {
			if w.settle(); over() {
				t.Error("a question of who was there before is asked")
				w.givenUp()
			}
		}
	}
	lock()
	asksNothing(20)
	enter("1470", "desk")
	w.until("records", "F6")
	quick := w.slowManager()
	lock()
	enter("1470", "desk")
	asksNothing(60)
	quick()
	w.until("records", "F6")

	t.Log("a lead's list of clerks, behind his own PIN")
	w.asked(func() { w.key("F3") })
	w.refused("9999")
	w.save("wrong")
	w.answer("1470")
	w.until("staff")
	w.save("staff")
	w.asked(func() { w.key("Return") })
	w.twice("9753")
	w.condition("the clerk's PIN is temporary", func() bool { return w.temporary("0012") })
	w.hand("Down")
	w.asked(func() { w.key("Return") })
	w.save("own")
	w.twice("8642")
	w.save("set")
	w.until("sign_in", "F10")
	if w.temporary("0001") {
		t.Error("the lead's own PIN is temporary")
	}

	t.Log("the clerk replaces the temporary PIN")
	w.signs("0012", "9753") // at once behind the key that locks
	w.asked(func() { w.key("Return") })
	w.twice("7531")
	w.until("desk")
	if w.temporary("0012") {
		t.Error("the clerk's own PIN is temporary")
	}

	t.Log("the duty manager's records")
	w.until("records", "F6")
	w.asked(func() { w.key("F5") })
	w.answer("4826")
	w.until("ledger")
	w.asked(func() { w.key("F2") })
	w.save("search")
	w.givenUp()
	w.hand("F12")
	w.asked(func() { w.key("F9") })
	w.save("folder")
	w.givenUp()
	w.until("records", "Escape")
	w.until("desk", "Escape")

	t.Log("IT's settings")
	w.asked(func() { w.key("F12") })
	w.answer("13579")
	w.until("settings")
	w.save("settings")
	w.settle()
	before := w.rows(645, 690)
	w.condition("the connection is tested", func() bool { w.tap(image.Pt(1055, 623)); return !bytes.Equal(before, w.rows(645, 690)) })
	w.save("tested")

	t.Log("Ctrl+F10 locks the settings, a field, a question and the notice")
	for _, way := range []struct {
		come func()
		to   string
	}{
		{func() {}, "desk"}, {func() {}, "desk"},
		{func() { w.until("records", "F6"); w.asked(func() { w.key("F5") }) }, "desk"},
		{func() { w.typesClaim(); w.until("notice") }, "notice"},
	} {
		way.come()
		w.until("sign_in", "ctrl+F10")
		enter("8642", way.to)
	}

	t.Log("with a guest on the desk F12 says why the settings do not open")
	w.until("desk", "Escape")
	w.asked(func() { w.key("F12") })
	w.save("guest-first")
	w.givenUp()
}

// A kiosk is left by the administrator's PIN and a choice alone; its network is told
// there too.
func TestWindowOfAKiosk(t *testing.T) {
	w := newWindow(t)
	if r := w.run("13579\n", "config", "pin", "set"); r.code != 0 {
		t.Fatal(r.err)
	}
	end := w.start(binary, "--kiosk")
	w.until("not_set_up")
	w.asked(func() { w.key("F12") })
	w.answer("13579")
	w.until("settings")
	w.asked(func() { w.key("F10") })
	w.save("leave")
	w.answer("9") // no such choice
	w.answer("4")
	w.save("network")
	w.givenUp()
	w.asked(func() { w.key("F10") })
	w.hand("1", "Return")
	w.condition("the window is gone", func() bool { return w.look(t).at(700, 30) == color.RGBA{A: 255} })
	end()
}

// tap presses the mouse at a point.
func (w *window) tap(at image.Point) {
	w.t.Helper()
	w.xdotool("mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y), "sleep", "0.1", "click", "1", "sleep", "0.4")
}

// On a display the doctor opens a window that nobody sees, and names what draws it.
func TestDoctorNamesTheRenderer(t *testing.T) {
	w := newWindow(t)
	r := w.with("DISPLAY="+w.name, "LIBGL_ALWAYS_SOFTWARE=1").run("", "doctor", "--json")
	if !strings.Contains(r.out, "llvmpipe") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
}

// givenUp leaves a question by Esc.
func (w *window) givenUp() {
	w.t.Helper()
	over := w.dimmed()
	w.hand("Escape")
	w.condition("the question is gone", func() bool { return !over() })
}

// slowManager makes checking the duty manager's PIN take some seconds, and every PIN of
// his wrong, until it is undone.
func (w *window) slowManager() (undo func()) {
	w.t.Helper()
	file := filepath.Join(w.home, "settings.toml")
	before, err := os.ReadFile(file)
	if err != nil {
		w.t.Fatal(err)
	}
	write := func(data []byte) {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			w.t.Fatal(err)
		}
	}
	cost := regexp.MustCompile(`(manager.*\$)m=\d+,t=\d+`)
	slow := cost.ReplaceAll(before, []byte("${1}m=262144,t=10"))
	if bytes.Equal(slow, before) {
		w.t.Fatal("no hash of the duty manager's PIN")
	}
	write(slow)
	return func() { write(before) }
}

// temporary reports whether a clerk's PIN was chosen by somebody else.
func (w *window) temporary(code string) bool {
	w.t.Helper()
	for line := range strings.Lines(w.run("", "clerks", "list").out) {
		if strings.HasPrefix(line, code) {
			return strings.Contains(line, "temporary") || strings.Contains(line, "临时")
		}
	}
	w.t.Fatalf("no clerk %s", code)
	return false
}

// hand presses keys as a hand does: no burst of a reader.
func (w *window) hand(keys ...string) {
	w.t.Helper()
	w.at(80, keys...)
}

// signs types a code and a PIN on the lock.
func (w *window) signs(code, pin string) {
	w.t.Helper()
	w.hand(append(append(strings.Split(code, ""), "Tab"), strings.Split(pin, "")...)...)
}

// at presses keys with some milliseconds between them.
func (w *window) at(delay int, keys ...string) {
	w.t.Helper()
	w.xdotool(append([]string{"key", "--delay", fmt.Sprint(delay)}, keys...)...)
}

// asked does something until a question stands over the window.
func (w *window) asked(how func()) {
	w.t.Helper()
	over := w.dimmed()
	w.condition("a question is drawn", func() bool {
		if !over() {
			how()
			w.settle()
			w.settle()
		}
		return over()
	})
}

// answer types a PIN and waits until something else is shown.
func (w *window) answer(pin string) {
	w.t.Helper()
	w.hand(strings.Split(pin, "")...)
	w.settle()
	before := w.look(w.t).pixels
	w.hand("Return")
	w.condition("the answer is taken", func() bool { return !bytes.Equal(before, w.look(w.t).pixels) })
	w.settle()
}

// refused types a wrong PIN and waits until the question stands again.
func (w *window) refused(pin string) {
	w.t.Helper()
	title := func() []byte { return w.rows(255, 295) }
	over, asked := w.dimmed(), title()
	w.answer(pin)
	w.condition("the PIN is asked for anew", func() bool { return over() && !bytes.Equal(asked, title()) })
}

// rows are the pixels of the rows from one to before another.
func (w *window) rows(from, to int) []byte {
	w.t.Helper()
	l := w.look(w.t)
	return l.pixels[from*l.stride : to*l.stride]
}

// twice gives a new PIN and waits until the window is free.
func (w *window) twice(pin string) {
	w.t.Helper()
	over := w.dimmed()
	w.answer(pin)
	w.answer(pin)
	w.condition("the question is gone", func() bool { return !over() })
}
