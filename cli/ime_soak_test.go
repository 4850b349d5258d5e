//go:build soak

package cli_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"facedesk/cli/soaktest"
)

// child starts a program that ends with the test.
func child(t testing.TB, env []string, name string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = env
	if err := cmd.Start(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return cmd
}

// inputMethod is Fcitx or IBus on a bus of its own.
type inputMethod struct {
	kind string
	env  []string
}

const fcitxProfile = `[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=pinyin
Layout=

[GroupOrder]
0=Default
`

// startInputMethod starts it on the window's display; the program is to be
// started with its environment.
func startInputMethod(t testing.TB, w *window, kind string) inputMethod {
	t.Helper()
	root, err := os.MkdirTemp("", "im") // short, for sockets
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(root) })
	config := filepath.Join(root, "config", "fcitx5")
	if err := os.MkdirAll(config, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(config, "profile"), []byte(fcitxProfile), 0o600); err != nil {
		t.Fatal(err)
	}
	env := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + root, "XDG_CONFIG_HOME=" + filepath.Dir(config), "XDG_RUNTIME_DIR=" + root,
		"DISPLAY=" + w.name, "XMODIFIERS=@im=" + kind, "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "FACEDESK_HOME=" + w.home}
	env = append(env, "DBUS_SESSION_BUS_ADDRESS="+startBus(t, env, root))
	im := inputMethod{kind, env}
	if kind == "fcitx" {
		child(t, env, "fcitx5", "--disable=wayland")
	} else {
		child(t, env, "ibus-daemon", "--xim", "--panel=disable", "-r")
	}
	for end := time.Now().Add(patience); !im.answers(); w.settle() {
		if time.Now().After(end) {
			t.Fatalf("%s does not answer", kind)
		}
	}
	return im
}

func startBus(t testing.TB, env []string, root string) (address string) {
	t.Helper()
	r, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address", "--address=unix:dir="+root)
	cmd.Env, cmd.Stdout = env, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = out.Close()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line)
}

func (im inputMethod) ask(name string, args ...string) string {
	cmd := exec.Command(name, args...)
	cmd.Env = im.env
	out, _ := cmd.Output()
	return strings.TrimSpace(string(out))
}

// answers reports whether it runs; Fcitx names no method before a window is there.
func (im inputMethod) answers() bool {
	if im.kind == "ibus" {
		return im.on()
	}
	return im.ask("fcitx5-remote") != ""
}

// on switches pinyin on and reports whether it is.
func (im inputMethod) on() bool {
	if im.kind == "ibus" {
		im.ask("ibus", "engine", "libpinyin")
		return im.ask("ibus", "engine") == "libpinyin"
	}
	im.ask("fcitx5-remote", "-s", "pinyin")
	im.ask("fcitx5-remote", "-o")
	return im.ask("fcitx5-remote", "-n") == "pinyin"
}

// say types text as somebody quick does.
func (w *window) say(text string, delay time.Duration) {
	w.t.Helper()
	cmd := exec.Command("xdotool", "type", "--clearmodifiers", "--delay", fmt.Sprint(delay.Milliseconds()), text)
	cmd.Env = append(w.env, "DISPLAY="+w.name)
	if out, err := cmd.CombinedOutput(); err != nil {
		w.t.Fatalf("xdotool: %v %s", err, out)
	}
}

// field reads the field with the focus through the clipboard; its text is then
// selected.
func (w *window) field() string {
	w.key("ctrl+a", "ctrl+c")
	cmd := exec.Command("xclip", "-o", "-selection", "clipboard")
	cmd.Env = append(w.env, "DISPLAY="+w.name)
	out, _ := cmd.Output()
	return string(out)
}

// names have one character for each syllable.
var names = []struct {
	pinyin string
	length int
}{
	{"wangfang", 2}, {"lisi", 2}, {"zhangwei", 2}, {"liuyang", 2}, {"chenjing", 2}, {"yangguang", 2}, {"zhaolei", 2}, {"huangmin", 2}, {"zhoujie", 2}, {"wuqiang", 2},
}

// ends are ways to select the name and to be rid of the guest.
var ends = [][]string{
	{"ctrl+a", "Escape"}, {"shift+Home", "Escape"}, {"ctrl+shift+Left", "Escape"}, {"Home", "shift+End", "Escape"}, {"ctrl+a", "F5", "Escape"},
	{"shift+Left", "Tab", "Escape"},
}

// namesTyped are so many with each input method.
const namesTyped = 50

// Fifty names by pinyin, each after a selection in the last one: none loses a
// character, and no letter that was not chosen is left anywhere.
func TestSoakNamesByPinyin(t *testing.T) {
	for _, kind := range []string{"fcitx", "ibus"} {
		t.Run(kind, func(t *testing.T) {
			random := soaktest.Random(t)
			w := newWindow(t)
			child(t, append(w.env, "DISPLAY="+w.name), "openbox")
			im := startInputMethod(t, w, kind)
			w.env = im.env
			t.Cleanup(w.start(binary, "--demo"))
			w.until("desk")
			lost := 0
			for range namesTyped {
				name, end := names[random.IntN(len(names))], ends[random.IntN(len(ends))]
				w.condition("pinyin is on", im.on)
				w.say(name.pinyin, 80*time.Millisecond)
				w.settle()
				w.key("space")
				got := ""
				w.condition(name.pinyin+" is written", func() bool { got = w.field(); return hanzi(got) == name.length })
				if hanzi(got) != name.length {
					lost++
					t.Errorf("%s became %q after %q", name.pinyin, got, end)
					w.save(fmt.Sprintf("lost-%s-%d", kind, lost))
				}
				for _, key := range end {
					w.key(key)
				}
				w.settle()
				w.key("Escape")
				w.settle()
			}
			soaktest.Count(t, "names", namesTyped)
			soaktest.Count(t, "names_lost", lost)
		})
	}
}

// hanzi counts a text's Chinese characters, -1 if there is anything else.
func hanzi(text string) (n int) {
	for _, r := range text {
		if !unicode.Is(unicode.Han, r) {
			return -1
		}
		n++
	}
	return n
}

// A program types a name while an input method is on, which gets each key first. The
// demo matches this name alone.
func TestSoakProgramsThroughInputMethods(t *testing.T) {
	const rounds = 10
	refused := 0
	for _, kind := range []string{"fcitx", "ibus"} {
		t.Run(kind, func(t *testing.T) {
			w := newWindow(t)
			im := startInputMethod(t, w, kind)
			w.env = append(w.env, im.env...)
			t.Cleanup(w.start(binary, "--demo"))
			w.until("desk")
			w.condition("the input method is on", im.on)
			for range rounds {
				refused += w.takesTypedClaim()
				w.until("desk", "Return")
			}
		})
	}
	soaktest.Count(t, "names_by_programs", 2*rounds)
	soaktest.Count(t, "names_typed_again", refused)
}
