//go:build linux

package kiosk

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is generous: how long a step takes is no matter of these tests.
const patience = time.Minute

// stubs stand for the programs that the session runs. Each notes how it was called.
var stubs = map[string]string{
	"facedesk": `[ "$1" != kiosk ] || { echo picture; exit 0; }
echo $$ >>"$STUBS/runs"; case $(cat "$STUBS/mode") in crash) exit 2 ;; quit) exit 0 ;; esac; exec sleep 1000`,
	"xrandr":   `[ "$1" = --current ] && cat "$STUBS/monitors"; exit 0`,
	"openbox":  `exec sleep 1000`,
	"xset":     ``,
	"xsetroot": ``,
	"logger":   ``,
}

// session is a session that runs stubs.
type session struct {
	t    *testing.T
	dir  string
	seen *os.File // an event for each file of dir that changes
	cmd  *exec.Cmd
	done chan error
}

func start(t *testing.T, mode, conf string) *session {
	t.Helper()
	s := &session{t: t, dir: t.TempDir(), done: make(chan error, 1)}
	s.watch()
	for name, text := range stubs {
		s.write(name, "#!/bin/sh\necho "+name+" \"$@\" >>\"$STUBS/calls\"\n"+text+"\n")
	}
	s.write("mode", mode)
	s.write("kiosk.conf", conf)
	s.write("runs", "")
	s.monitors("HDMI-1 connected 1920x1080+0+0\nDP-1 connected\nVGA-1 disconnected\n")
	script, err := filepath.Abs("kiosk-session")
	if err != nil {
		t.Fatal(err)
	}
	s.cmd = exec.Command(script)
	s.cmd.Env = []string{"PATH=" + s.dir + ":/usr/bin:/bin", "HOME=" + s.dir, "STUBS=" + s.dir, "KIOSK_CONF=" + filepath.Join(s.dir, "kiosk.conf"),
		"KIOSK_SHARE=.", "KIOSK_REST=3"}
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { s.done <- s.cmd.Wait() }()
	t.Cleanup(func() { _ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL) })
	return s
}

func (s *session) write(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path+"~", []byte(text), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.Rename(path+"~", path); err != nil {
		s.t.Fatal(err)
	}
}

func (s *session) monitors(lines string) {
	s.write("monitors", "Screen 0: minimum 320 x 200, current 1920 x 1080, maximum 8192 x 8192\n"+lines)
}

func (s *session) lines(name string) []string {
	data, _ := os.ReadFile(filepath.Join(s.dir, name))
	return strings.FieldsFunc(string(data), func(r rune) bool { return r == '\n' })
}

func (s *session) called(call string) int {
	return strings.Count("\n"+strings.Join(s.lines("calls"), "\n")+"\n", "\n"+call+"\n")
}

// watch has the kernel tell of changes in the folder.
func (s *session) watch() {
	fd, err := syscall.InotifyInit1(syscall.IN_NONBLOCK | syscall.IN_CLOEXEC)
	if err == nil {
		_, err = syscall.InotifyAddWatch(fd, s.dir, syscall.IN_CREATE|syscall.IN_MODIFY|syscall.IN_MOVED_TO)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	s.seen = os.NewFile(uintptr(fd), "inotify")
	s.t.Cleanup(func() { _ = s.seen.Close() })
}

// until waits for something that a stub writes.
func (s *session) until(what string, holds func() bool) {
	s.t.Helper()
	_ = s.seen.SetReadDeadline(time.Now().Add(patience))
	events := make([]byte, 1<<12)
	for !holds() {
		if _, err := s.seen.Read(events); err != nil {
			s.t.Fatalf("not so: %s; %q", what, s.lines("calls"))
		}
	}
}

func (s *session) runs() int { return len(s.lines("runs")) }

// A program that is killed is started again, without a question.
func TestItStartsAgain(t *testing.T) {
	s := start(t, "run", "")
	for n := 1; n <= 2; n++ {
		s.until("it runs", func() bool { return s.runs() == n })
		pid, _ := strconv.Atoi(s.lines("runs")[n-1])
		killed := time.Now()
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		s.until("it runs again", func() bool { return s.runs() == n+1 })
		t.Logf("started again after %v", time.Since(killed).Round(10*time.Millisecond))
	}
	if s.called("facedesk --kiosk") != 3 || s.called("xsetroot -bitmap "+s.dir+"/kiosk-help.xbm -fg black -bg white") != 0 {
		t.Errorf("%q", s.lines("calls"))
	}
}

// The screen stays on, and the second monitor shows the same, or nothing; also when
// monitors come and go.
func TestMonitors(t *testing.T) {
	for conf, second := range map[string]string{"": "--auto --same-as HDMI-1", "second=off\n": "--off", "second=mirror\n": "--auto --same-as HDMI-1"} {
		s := start(t, "run", conf)
		s.until("it runs", func() bool { return s.runs() == 1 })
		for _, call := range []string{"xset s off s noblank -dpms", "xrandr --output HDMI-1 --auto --primary --pos 0x0", "xrandr --output DP-1 " + second,
			"xrandr --output VGA-1 --off", "openbox --config-file ./openbox.xml", "facedesk kiosk picture --phone  --size 1920x1080"} {
			s.until(call, func() bool { return s.called(call) > 0 })
		}
		before := s.called("xset s off s noblank -dpms")
		s.monitors("HDMI-1 disconnected\nDP-1 connected\nVGA-1 disconnected\n")
		s.until("the other one shows it", func() bool { return s.called("xrandr --output DP-1 --auto --primary --pos 0x0") > 0 })
		s.until("it stays on", func() bool { return s.called("xset s off s noblank -dpms") > before })
		before = s.called("xset s off s noblank -dpms")
		s.monitors("HDMI-1 disconnected\nDP-1 connected primary 1920x1080+0+0\nVGA-1 disconnected\n")
		s.until("it shows something", func() bool { return s.called("xset s off s noblank -dpms") > before })
		again := s.called("xrandr --output DP-1 --auto --primary --pos 0x0")
		s.monitors("HDMI-1 disconnected\nDP-1 connected primary\nVGA-1 disconnected\n") // its output was switched off
		s.until("it is switched on", func() bool { return s.called("xrandr --output DP-1 --auto --primary --pos 0x0") > again })
		if s.runs() != 1 {
			t.Errorf("%s: the program was started again", conf)
		}
	}
}

// Three crashes within a minute show whom to call; later it is tried again.
func TestCrashLoop(t *testing.T) {
	s := start(t, "crash", "phone=1234\n")
	help := func() int { return s.called("xsetroot -bitmap " + s.dir + "/kiosk-help.xbm -fg black -bg white") }
	s.until("the picture is shown", func() bool { return help() == 1 })
	if n := s.runs(); n != 3 {
		t.Errorf("%d runs before it", n)
	}
	if s.called("facedesk kiosk picture --phone 1234 --size 1920x1080") != 1 {
		t.Errorf("%q", s.lines("calls"))
	}
	s.write("mode", "run")
	s.until("it is tried again", func() bool { return s.runs() == 4 })
}

// Whoever leaves by the PIN gets the log-in screen: the session ends.
func TestItEndsByThePIN(t *testing.T) {
	s := start(t, "quit", "")
	if err := <-s.done; err != nil || s.runs() != 1 {
		t.Errorf("%v, %d runs", err, s.runs())
	}
}

// Enabling puts each file into its place, status sees when one was changed, and
// disabling leaves nothing. Without a PIN nobody could leave: nothing is changed.
func TestEnable(t *testing.T) {
	root := t.TempDir()
	share := filepath.Join(root, "usr/share/facedesk/kiosk")
	for _, dir := range []string{share, filepath.Join(root, "etc/facedesk"), filepath.Join(root, "bin")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob("*facedesk-kiosk*")
	if err != nil || len(files) != 5 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err == nil {
			err = os.WriteFile(filepath.Join(share, f), data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, program := range []string{"lightdm", "openbox", "xset", "Xorg"} {
		if err := os.WriteFile(filepath.Join(root, "bin", program), []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	kiosk := func(word string) (string, int) {
		cmd := exec.Command("./kiosk", word)
		cmd.Env = []string{"PATH=" + filepath.Join(root, "bin") + ":/usr/bin:/bin", "KIOSK_ROOT=" + root}
		out, _ := cmd.CombinedOutput()
		return string(out), cmd.ProcessState.ExitCode()
	}
	want := func(word string, code int, says string) {
		t.Helper()
		if out, got := kiosk(word); got != code || !strings.Contains(out, says) {
			t.Errorf("%s: %d %s", word, got, out)
		}
	}
	settings := filepath.Join(root, "etc/facedesk/settings.toml")
	placed := filepath.Join(root, "etc/lightdm/lightdm.conf.d/90-facedesk-kiosk.conf")
	for _, text := range []string{"", "[guard]\nmanager_pin_hash = \"$argon2id$x\"\n", "[ui]\npin_hash = \"\"\n"} {
		if err := os.WriteFile(settings, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		want("enable", 32, "config pin set --system")
		if _, err := os.Stat(placed); err == nil {
			t.Fatal("it was enabled without a PIN")
		}
	}
	if err := os.WriteFile(settings, []byte("[ui]\npin_hash = \"$argon2id$x\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	want("status", 1, "no kiosk")
	want("enable", 0, "next start")
	want("enable", 0, "next start")
	want("status", 0, "is a kiosk")
	for _, place := range []string{"etc/X11/xorg.conf.d/90-facedesk-kiosk.conf", "usr/share/xsessions/facedesk-kiosk.desktop", "etc/polkit-1/rules.d/50-facedesk-kiosk.rules", "etc/sysctl.d/90-facedesk-kiosk.conf"} {
		info, err := os.Stat(filepath.Join(root, place))
		if err != nil || info.Mode().Perm() != 0o644 {
			t.Errorf("%s: %v", place, err)
		}
	}
	if err := os.WriteFile(placed, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	want("status", 32, "damaged")
	want("enable", 0, "next start")
	want("disable", 0, "no kiosk any more")
	want("status", 1, "no kiosk")
	left, _ := exec.Command("find", root, "-name", "*facedesk-kiosk*", "-not", "-path", share+"/*").Output()
	if len(bytes.TrimSpace(left)) > 0 {
		t.Errorf("left: %s", left)
	}
	want("nonsense", 2, "usage")
}
