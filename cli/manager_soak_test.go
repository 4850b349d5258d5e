//go:build soak

package cli_test

import (
	"os/exec"
	"strings"
	"testing"

	"facedesk/cli/soaktest"
)

// A window manager that was killed leaves its name on the display. The window opens all
// the same, again and again.
func TestSoakWindowAfterTheWindowManager(t *testing.T) {
	for range 3 {
		w := newWindow(t)
		manager := exec.Command("openbox")
		manager.Env = append(w.env, "DISPLAY="+w.name)
		if err := manager.Start(); err != nil {
			t.Fatalf("openbox (Debian package openbox): %v", err)
		}
		w.condition("the manager is there", func() bool { return named(w) })
		_ = manager.Process.Kill()
		_ = manager.Wait()
		if !named(w) {
			t.Fatal("it leaves no name")
		}
		end := w.start(binary, "--demo")
		w.until("desk")
		end()
		soaktest.Count(t, "window managers", 1)
	}
}

// named reports whether a window manager's name is on the display.
func named(w *window) bool {
	cmd := exec.Command("xprop", "-root", "_NET_SUPPORTING_WM_CHECK") // x11-utils
	cmd.Env = append(w.env, "DISPLAY="+w.name)
	out, err := cmd.Output()
	return err == nil && strings.Contains(string(out), "window id")
}
