//go:build linux

package cli_test

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// openly starts a command with an umask that keeps no right from anybody.
func (d desk) openly(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.Command("sh", append([]string{"-c", `umask 000; exec "$@"`, "sh", binary}, args...)...)
	cmd.Env = d.env
	out, err := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 0 && (args[0] != "doctor" || code != 32) { // it has no keyring
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
}

// Whatever the umask, all that the program makes is its user's alone.
func TestFilesAreTheUsersAlone(t *testing.T) {
	d := newDesk(t)
	if err := os.Chmod(d.home, 0o700); err != nil {
		t.Fatal(err)
	}
	below := filepath.Join(d.home, "made", "here")
	d.env = append(d.env, "FACEDESK_HOME="+below, "HOME="+below)
	d.openly(t, "config", "set", "ui.sound", "false")
	d.openly(t, "doctor", "--report", filepath.Join(below, "report.txt"))
	d.openly(t, "verify", "--demo", "--consent", "--name", "张三", "--number", "110101199001010015", "--photo", photo(t))
	d.openly(t, "portrait", photo(t), "--provider", "muzhiyun", "-o", filepath.Join(below, "portrait.jpg"))
	w := newWindow(t)
	w.home, w.env = below, append(w.env, "FACEDESK_HOME="+below, "HOME="+below)
	w.openly(t)
	found := 0
	_ = filepath.WalkDir(filepath.Join(d.home, "made"), func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // it is gone again
		}
		info, err := e.Info()
		if err != nil {
			return nil //nolint:nilerr // likewise
		}
		found++
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has %v", path, info.Mode())
		}
		return nil
	})
	if found < 8 {
		t.Errorf("only %d files were found", found)
	}
}

// openly opens a demo window with an umask that keeps no right from anybody, looks
// whether it is closed to others, and ends it.
func (w *window) openly(t *testing.T) {
	t.Helper()
	r := &running{Cmd: exec.Command("sh", "-c", `umask 000; exec "$0" --demo`, binary)}
	r.Env = append(w.env, "DISPLAY="+w.name, "LIBGL_ALWAYS_SOFTWARE=1")
	r.Stderr = &r.said
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Process.Kill() })
	w.until("desk")
	w.closedToOthers(t, r.Process.Pid)
	_ = r.Process.Signal(os.Interrupt)
	if code := r.ends(); code != 0 {
		t.Errorf("exit %d\n%s", code, r.said.String())
	}
}

// closedToOthers looks at a process with a window: no core is ever written, and it
// listens on no socket of the network but the demo's, on this machine.
func (w *window) closedToOthers(t *testing.T, pid int) {
	t.Helper()
	proc := fmt.Sprintf("/proc/%d/", pid)
	limits, err := os.ReadFile(proc + "limits")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(limits)) {
		if strings.HasPrefix(line, "Max core file size") && strings.Join(strings.Fields(line)[4:6], " ") != "0 0" {
			t.Errorf("%s", line)
		}
	}
	own := socketsOf(pid)
	listening := 0
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6", "raw", "raw6"} {
		data, _ := os.ReadFile(proc + "net/" + table)
		for line := range strings.Lines(string(data)) {
			f := strings.Fields(line)
			if len(f) < 10 || !own["socket:["+f[9]+"]"] {
				continue
			}
			const listen = "0A"
			loopback := strings.HasPrefix(f[1], "0100007F:") || strings.HasPrefix(f[1], "00000000000000000000000001000000:")
			if strings.HasPrefix(table, "tcp") && f[3] == listen && loopback {
				listening++
				continue
			}
			if f[3] == listen || !strings.HasPrefix(table, "tcp") {
				t.Errorf("it listens: %s %s", table, line)
			}
		}
	}
	if listening != 1 {
		t.Errorf("the demo listens on %d sockets", listening)
	}
}

// socketsOf returns the sockets of a process, as its descriptors name them.
func socketsOf(pid int) map[string]bool {
	out := map[string]bool{}
	entries, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	for _, e := range entries {
		to, _ := os.Readlink(fmt.Sprintf("/proc/%d/fd/%s", pid, e.Name()))
		out[to] = true
	}
	return out
}
