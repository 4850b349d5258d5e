//go:build soak

package cli_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/cli/soaktest"
)

// kiosk is the session of a kiosk on monitors of its own.
type kiosk struct {
	*window
	session *exec.Cmd
	done    chan error
}

func startKiosk(t *testing.T) *kiosk {
	t.Helper()
	k := &kiosk{window: &window{desk: newDesk(t), display: startMonitors(t), t: t}, done: make(chan error, 1)}
	if r := k.run("48215937\n", "config", "pin", "set"); r.code != 0 {
		t.Fatal(r.err)
	}
	programs := t.TempDir()
	if err := os.Symlink(binary, filepath.Join(programs, "facedesk")); err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs("../packaging/kiosk/kiosk-session")
	if err != nil {
		t.Fatal(err)
	}
	k.on("xset", "s", "on", "s", "60") // a screen that would go dark
	k.session = exec.Command(script)
	k.session.Env = append(k.env, "PATH="+programs+":"+os.Getenv("PATH"), "DISPLAY="+k.name, "LIBGL_ALWAYS_SOFTWARE=1",
		"KIOSK_SHARE="+filepath.Dir(script), "KIOSK_REST=5", "XDG_RUNTIME_DIR="+t.TempDir())
	if err := k.session.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { k.done <- k.session.Wait() }()
	t.Cleanup(func() {
		_ = k.session.Process.Kill()
		_ = exec.Command("pkill", "-KILL", "-P", fmt.Sprint(k.session.Process.Pid)).Run()
	})
	return k
}

// runs waits for a program of the session other than the one before, and for its
// window over the whole screen. It returns what the start took.
func (k *kiosk) runs() time.Duration {
	k.t.Helper()
	begun, old := time.Now(), k.pid
	k.condition("it runs", func() bool {
		out, _ := exec.Command("pgrep", "-P", fmt.Sprint(k.session.Process.Pid), "-f", "facedesk --kiosk").Output() // it fails where none runs
		_, _ = fmt.Sscan(string(out), &k.pid)
		return k.pid != old
	})
	took := time.Since(begun)
	k.until("not_set_up") // there is no keyring here
	k.fills()
	return took
}

// fills waits until the window is over the whole screen, however large that is now.
func (k *kiosk) fills() {
	k.t.Helper()
	k.condition("the window fills the screen", func() bool {
		_, rest, _ := strings.Cut(k.on("xrandr", "--current"), " current ")
		var width, height int
		_, err := fmt.Sscanf(rest, "%d x %d", &width, &height)
		return err == nil && strings.TrimSpace(k.windows()) == fmt.Sprintf("%dx%d+0+0", width, height)
	})
}

// enters opens the settings by the PIN. Keys that come too early are lost, so they are
// typed again.
func (k *kiosk) enters(pin string) {
	k.t.Helper()
	for range 5 {
		k.key("Escape")
		k.key("F12")
		k.rest()
		for _, digit := range pin {
			k.key(string(digit))
		}
		k.key("Return")
		for range 5 {
			if k.rest(); len(k.screens()) > k.seen {
				k.until("settings")
				return
			}
		}
	}
	k.t.Fatal("the PIN does not open the settings")
}

// rest gives the window a second.
func (k *kiosk) rest() {
	for range 20 {
		k.settle()
	}
}

// kills kills the program.
func (k *kiosk) kills() { _ = exec.Command("kill", "-KILL", fmt.Sprint(k.pid)).Run() }

// A kiosk's session is attacked by keys, killed, and loses its monitor and its settings.
// It never shows anything else, and ends by the PIN alone.
func TestSoakKioskSession(t *testing.T) {
	k := startKiosk(t)
	k.runs()
	dark := func() bool { return !strings.Contains(k.on("xset", "q"), "timeout:  0") }
	k.condition("the screen stays on", func() bool { return !dark() })
	before := k.pid
	k.key("alt+F4", "alt+Tab", "alt+space", "super", "ctrl+alt+t", "ctrl+q", "ctrl+w", "F11", "ctrl+Escape", "alt+Escape", "ctrl+alt+Delete", "Menu", "F10")
	k.fills()
	k.on("xset", "s", "on", "s", "60")
	k.sets("--output", "DUMMY0", "--off")
	k.condition("the output comes back", func() bool { return strings.Contains(k.on("xrandr", "--current"), "DUMMY0 connected primary ") })
	k.condition("and the screen stays on", func() bool { return !dark() })
	k.sets("--output", "DUMMY0", "--mode", "1280x800")
	k.fills()
	if out, _ := exec.Command("pgrep", "-P", fmt.Sprint(k.session.Process.Pid), "-f", "facedesk --kiosk").Output(); strings.TrimSpace(string(out)) != fmt.Sprint(before) {
		t.Error("the program is another one")
	}

	begun := time.Now()
	k.run("", "--version")
	start := time.Since(begun) // a busy machine takes longer for any start
	k.kills()
	if took := k.runs(); took-3*start > 2*time.Second {
		t.Errorf("it was started again after %v, where a start takes %v", took, start)
	}
	settings := filepath.Join(k.home, "settings.toml")
	whole, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(settings, []byte("[ui\nkiosk = false\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	k.kills()
	k.runs() // with the last good ones
	if err := os.WriteFile(settings, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	k.kills() // the third within a minute
	begun = time.Now()
	if k.runs(); time.Since(begun) < 5*time.Second {
		t.Error("three crashes in a minute did not stop it for a while")
	}

	k.enters("48215937")
	for _, key := range []string{"F10", "1", "Return"} {
		k.key(key)
		k.rest()
	}
	select {
	case err := <-k.done:
		if err != nil {
			t.Errorf("the session ended with %v", err)
		}
	case <-time.After(patience):
		t.Error("the PIN does not end the session")
	}
	soaktest.Count(t, "attacks on a kiosk", 1)
}
