package cli_test

import (
	"bufio"
	"image"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A photo is chosen from a file by keyboard; giving it up leaves the guest before
// the camera, the keys do nothing behind the picker, and nothing is written about
// where somebody looked.
func TestWindowPhotoFromAFile(t *testing.T) {
	w := newWindow(t)
	savePhoto(t, filepath.Join(w.home, "Guests", "guest.jpg"))
	t.Cleanup(w.start(binary, "--demo"))
	w.until("desk")
	w.pick(1)
	w.until("notice", "Return")
	w.until("capture", "F8")
	w.changed(image.Rect(60, 140, 740, 640))
	dimmed := func() bool { return w.look(t).at(700, 30).R < 150 } // the white head of the window
	pick := func() bool { w.key("F6"); return dimmed() }
	w.condition("the picker is drawn", pick)
	w.save("file")
	w.key("F9", "F2", "Escape")
	w.condition("the picker is gone", func() bool { return !dimmed() })
	before := w.traces()
	w.condition("the picker is drawn again", pick)
	w.settle()
	w.key("g", "u", "e", "s", "Return")
	w.settle()
	w.until("confirm", "Return")
	w.save("chosen")
	if after := w.traces(); !slices.Equal(before, after) {
		t.Errorf("files before %v, after %v", before, after)
	}
	w.until("checking", "Return")
	w.until("verdict")
	if got := w.last(); got.Source != "file" {
		t.Errorf("the record: %+v", got)
	}
}

// traces are the files of the home that are not Facedesk's own.
func (w *window) traces() []string {
	var out []string
	_ = filepath.WalkDir(w.home, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.Contains(path, "/logs/") && !strings.Contains(path, "records.db") {
			out = append(out, path)
		}
		return nil
	})
	return out
}

// savePhoto puts the demo's portrait into a file.
func savePhoto(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile("../assets/photos/portrait.jpg")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err == nil {
		err = os.WriteFile(path, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The administrator's PIN is asked for where no field has the focus, too.
func TestWindowPIN(t *testing.T) {
	w := newWindow(t)
	if r := w.run("13579\n", "config", "pin", "set"); r.code != 0 {
		t.Fatal(r.err)
	}
	t.Cleanup(w.start(binary))
	w.drawn(image.Pt(683, 400))
	dimmed := func() bool { return w.look(t).at(20, 400).R < 150 }
	w.condition("the question is drawn", func() bool { w.key("F12"); return dimmed() })
	w.save("pin")
	w.key("1", "3", "5", "7", "9")
	// An Enter as fast as a reader's answers nothing.
	w.condition("the question is answered", func() bool { w.key("Return"); return !dimmed() })
	w.save("settings")
}

// A window that is closed while the service has not answered yet keeps the
// answer that was paid for.
func TestWindowClosedDuringACall(t *testing.T) {
	w := newWindow(t)
	end := w.start(binary, "--demo")
	w.until("desk")
	w.pick(7) // whose answer takes two seconds
	w.until("notice", "Return")
	w.until("capture", "F8")
	w.until("confirm", "F2")
	w.until("checking", "Return")
	end()
	if got := w.last(); got.Outcome != "match" {
		t.Errorf("the record: %+v", got)
	}
}

// The hotel's own software is told of its guest also by a window that a signal ends.
func TestWindowEndedWhileAGuestIsThere(t *testing.T) {
	w := newWindow(t)
	w.env = append(w.env, "FACEDESK_DESK_HAND_OFF=offer")
	end := w.start(binary, "--demo")
	w.until("desk")
	cmd := exec.CommandContext(t.Context(), binary, "hand", "--wait")
	cmd.Env, cmd.Stdin = w.env, strings.NewReader(`{"schema":1,"name":"张三","number":"11010519491231002X","ref":"R-2031"}`)
	out, err := cmd.StdoutPipe()
	if err != nil || cmd.Start() != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	if answer, _ := lines.ReadString('\n'); !strings.Contains(answer, `"taken"`) {
		t.Errorf("the answer is %s", answer)
	}
	w.until("notice", "Return")
	end()
	said, _ := io.ReadAll(lines)
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 23 || !strings.Contains(string(said), `"family":"open"`) {
		t.Errorf("exit %d: %s", code, said)
	}
}

// A display that is named but not there is none.
func TestWindowWithoutItsDisplay(t *testing.T) {
	d := newDesk(t, "DISPLAY=:4711")
	if r := d.run("", "--demo"); r.code != 0 || !strings.Contains(r.out, ".png") {
		t.Errorf("demo: exit %d\n%s%s", r.code, r.out, r.err)
	}
	if r := d.run(""); r.code != 40 || !inBothLanguages(r.err, "没有显示器", "no display") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}

// The log starts with the program, before anything is set up, and the toolkit
// keeps no preferences beside the program's own files.
func TestTheLogStartsWithTheProgram(t *testing.T) {
	w := newWindow(t)
	house := t.TempDir()
	w.env = append(w.env, "HOME="+house, "XDG_CONFIG_HOME="+filepath.Join(house, "config"))
	end := w.start(binary)
	w.until("first_start")
	end()
	if len(w.log("program starts")) != 1 || len(w.log("program ends")) != 1 {
		t.Errorf("the log: %s", w.logged())
	}
	for _, dir := range []string{house, w.home} {
		_ = filepath.WalkDir(dir, func(path string, _ os.DirEntry, _ error) error {
			if strings.Contains(path, "preferences") {
				t.Errorf("the toolkit wrote %s", path)
			}
			return nil
		})
	}
}

// typedClaim types a number into the name's field, where it moves on, and then 张三.
const typedClaim = "xdotool type 110101199001010015; xdotool key Return; xdotool key U5F20 key U4E09 key Return"

// What a program types is checked whole, also while the window draws the screen
// to which the keys before it have led: xdotool gives 张 and 三 to one spare key for
// a moment each. The demo matches this name alone.
func TestWindowTakesWhatAProgramTypes(t *testing.T) {
	w := openWindow(t, "--demo")
	w.until("desk")
	w.takesTypedClaim()
}

// takesTypedClaim has a program type the claim and checks the guest.
func (w *window) takesTypedClaim() (refused int) {
	w.t.Helper()
	refused = w.typesClaim()
	w.toVerdict()
	if got := w.last(); got.Outcome != "match" {
		w.t.Errorf("the record: %+v", got)
	}
	return refused
}

// typesClaim has a program type the claim until the notice comes. On a machine that does
// other work a character may come too fast to be read: then the name is refused, and typed
// again. A name that passes is whole.
func (w *window) typesClaim() (refused int) {
	w.t.Helper()
	for w.sh(typedClaim); !w.comes(); w.sh(typedClaim) {
		if refused++; refused == 5 {
			w.save("refused")
			w.t.Fatal("the name is refused again and again")
		}
		w.key("Escape")
	}
	return refused
}

// comes reports whether another screen comes within some seconds.
func (w *window) comes() bool {
	for range 50 {
		if len(w.screens()) > w.seen {
			return true
		}
		w.settle()
	}
	return false
}

func (w *window) sh(script string) {
	w.t.Helper()
	cmd := exec.Command("sh", "-c", script)
	cmd.Env = append(w.env, "DISPLAY="+w.name)
	if out, err := cmd.CombinedOutput(); err != nil {
		w.t.Fatalf("%s: %v %s", script, err, out)
	}
}
