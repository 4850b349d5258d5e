//go:build soak

package cli_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"facedesk/cli/soaktest"
)

// dummyServer has sixteen outputs that show nothing (xserver-xorg-video-dummy).
const dummyServer = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
EndSection
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "any"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "all"
  Device "dummy"
  Monitor "any"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 4096 2160
  EndSubSection
EndSection
`

// startMonitors starts an X server with two monitors and a window manager. It needs
// root, as a server on a console does.
func startMonitors(t *testing.T) display {
	t.Helper()
	dir := t.TempDir()
	conf := filepath.Join(dir, "xorg.conf")
	if err := os.WriteFile(conf, []byte(dummyServer), 0o600); err != nil {
		t.Fatal(err)
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xorg", "-displayfd", "3", "-config", conf, "-noreset", "-nolisten", "tcp", "-novtswitch", "-sharevts", "-logfile", filepath.Join(dir, "log"))
	server.ExtraFiles = []*os.File{w}
	if err := server.Start(); err != nil {
		t.Fatalf("Xorg (Debian packages xserver-xorg-core, xserver-xorg-video-dummy): %v", err)
	}
	endsWith(t, server)
	_ = w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return display{name: ":" + strings.TrimSpace(number)}
}

// endsWith ends a program with the test.
func endsWith(t *testing.T, cmd *exec.Cmd) {
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
}

// on runs a program on the display and returns what it says.
func (w *window) on(name string, args ...string) string {
	w.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(w.env, "DISPLAY="+w.name)
	out, err := cmd.CombinedOutput()
	if err != nil {
		w.t.Fatalf("%s %q: %v %s", name, args, err, out)
	}
	return string(out)
}

// sets changes monitors. The second question makes the server look at what is connected
// now, as a plug does with real ones.
func (w *window) sets(args ...string) {
	w.t.Helper()
	w.on("xrandr", args...)
	w.on("xrandr")
}

// windows are the places of the program's windows that are shown.
func (w *window) windows() string {
	w.t.Helper()
	var out strings.Builder
	search := exec.Command("xdotool", "search", "--onlyvisible", "--pid", fmt.Sprint(w.pid))
	search.Env = append(w.env, "DISPLAY="+w.name)
	ids, _ := search.Output() // it fails where a window goes meanwhile
	for id := range strings.FieldsSeq(string(ids)) {
		var x, y, width, height int
		info := exec.Command("xwininfo", "-id", id)
		info.Env = append(w.env, "DISPLAY="+w.name)
		said, err := info.Output()
		if err != nil {
			continue // it has just gone
		}
		for line := range strings.Lines(string(said)) {
			for name, to := range map[string]*int{"Absolute upper-left X:": &x, "Absolute upper-left Y:": &y, "Width:": &width, "Height:": &height} {
				if rest, ok := strings.CutPrefix(strings.TrimSpace(line), name); ok {
					_, _ = fmt.Sscan(rest, to)
				}
			}
		}
		fmt.Fprintf(&out, "%dx%d+%d+%d ", width, height, x, y)
	}
	return out.String()
}

// fullScreenKey is a manager's configuration with one key, which ends a full screen.
const fullScreenKey = `<openbox_config xmlns="http://openbox.org/3.4/rc"><keyboard>
<keybind key="W-f"><action name="ToggleFullscreen"/></keybind>
</keyboard></openbox_config>`

// shown waits for windows at places.
func (w *window) shown(places ...string) {
	w.t.Helper()
	slices.Sort(places)
	now, end := []string(nil), time.Now().Add(patience)
	for !slices.Equal(now, places) && time.Now().Before(end) {
		w.settle()
		now = slices.Sorted(strings.FieldsSeq(w.windows()))
	}
	if !slices.Equal(now, places) {
		w.t.Fatalf("the windows are at %v, not at %v:\n%s", now, places, w.on("xrandr", "--listmonitors"))
	}
}

// Monitors are switched off, on and to another size: the kiosk fills its own again, and
// the guest's window follows the other one.
func TestSoakMonitors(t *testing.T) {
	w := &window{desk: newDesk(t), display: startMonitors(t), t: t}
	conf := filepath.Join(t.TempDir(), "rc.xml")
	if err := os.WriteFile(conf, []byte(fullScreenKey), 0o600); err != nil {
		t.Fatal(err)
	}
	manager := exec.Command("openbox", "--config-file", conf)
	manager.Env = append(w.env, "DISPLAY="+w.name)
	if err := manager.Start(); err != nil {
		t.Fatalf("openbox (Debian package openbox): %v", err)
	}
	endsWith(t, manager)
	w.sets("--output", "DUMMY0", "--mode", "1280x800")
	w.sets("--addmode", "DUMMY1", "1024x768")
	w.sets("--addmode", "DUMMY1", "1280x800")
	w.sets("--output", "DUMMY1", "--mode", "1024x768", "--right-of", "DUMMY0")
	if r := w.run("13579\n", "config", "pin", "set"); r.code != 0 {
		t.Fatal(r.err)
	}
	t.Cleanup(w.start(binary, "--demo", "--kiosk", "--customer-display", "DUMMY1"))
	w.until("desk")
	const clerk, guest = "1280x800+0+0", "1024x768+1280+0"
	w.shown(clerk, guest)
	for range 20 {
		w.sets("--output", "DUMMY1", "--off")
		w.shown(clerk)
		w.sets("--output", "DUMMY1", "--mode", "1280x800", "--right-of", "DUMMY0")
		w.shown(clerk, "1280x800+1280+0")
		w.sets("--output", "DUMMY1", "--mode", "1024x768", "--right-of", "DUMMY0")
		w.shown(clerk, guest)
		w.sets("--output", "DUMMY0", "--off")
		w.sets("--output", "DUMMY0", "--mode", "1280x800", "--pos", "0x0", "--output", "DUMMY1", "--mode", "1024x768", "--pos", "1280x0")
		w.sets("--output", "DUMMY0", "--primary")
		w.shown(clerk, guest)
		w.key("super+f") // as a manager does that has lost count while monitors came and went
		for range 10 {   // it may be back before anybody looks
			if w.settle(); !strings.Contains(w.windows(), clerk) {
				break
			}
		}
		w.shown(clerk, guest)
		soaktest.Count(t, "monitors", 5)
	}
}
