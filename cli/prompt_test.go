//go:build linux

package cli_test

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"facedesk/config/keyringtest"
)

// prompted is the program at a terminal of its own, waiting for hidden input.
type prompted struct {
	cmd        *exec.Cmd
	keys, side *os.File // where a person types, and the program's side
}

func prompt(t *testing.T, d desk, question string, args ...string) *prompted {
	t.Helper()
	keys, side, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	p := &prompted{exec.Command(binary, args...), keys, side}
	t.Cleanup(func() { _, _ = keys.Close(), side.Close() })
	p.cmd.Env = append(d.env, "FACEDESK_LANG=en")
	p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = side, side, side
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	p.wait(t, question)
	if p.echoes(t) {
		t.Error("what is typed is shown")
	}
	return p
}

// wait reads what the program says up to a piece of text.
func (p *prompted) wait(t *testing.T, piece string) {
	t.Helper()
	said, buf := "", make([]byte, 256)
	for !strings.Contains(said, piece) {
		n, err := p.keys.Read(buf)
		if said += string(buf[:n]); err != nil {
			t.Fatalf("said %q, want %q: %v", said, piece, err)
		}
	}
}

func (p *prompted) echoes(t *testing.T) bool {
	t.Helper()
	mode, err := unix.IoctlGetTermios(int(p.side.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return mode.Lflag&unix.ECHO != 0
}

// ends wants the program to end with this code, and the terminal to show again
// what is typed.
func (p *prompted) ends(t *testing.T, code int) {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- p.cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(time.Minute): // only a program that hangs comes here
		t.Fatal("the program does not end")
	}
	if got := p.cmd.ProcessState.ExitCode(); got != code {
		t.Errorf("exit code %d (%v), want %d", got, p.cmd.ProcessState, code)
	}
	if !p.echoes(t) {
		t.Error("the terminal still hides what is typed")
	}
}

// What hides what is typed: the PIN, asked once and twice, and a secret.
var hiddenPrompts = [][]string{
	{"Administrator PIN: ", "config", "pin", "set"},
	{"muzhiyun.app_code: ", "config", "secret", "set", "muzhiyun.app_code"},
}

func TestHiddenPromptIsBrokenOff(t *testing.T) {
	d := newDesk(t)
	for _, args := range hiddenPrompts {
		for name, how := range map[string]func(p *prompted) error{
			"Ctrl-C":     func(p *prompted) error { _, err := p.keys.WriteString("80\x03"); return err },
			"Ctrl-C now": func(p *prompted) error { _, err := p.keys.WriteString("\x03"); return err },
			"Ctrl-D":     func(p *prompted) error { _, err := p.keys.WriteString("\x04"); return err },
			"quit":       func(p *prompted) error { return p.cmd.Process.Signal(syscall.SIGQUIT) },
			"interrupt":  func(p *prompted) error { return p.cmd.Process.Signal(os.Interrupt) },
			"terminate":  func(p *prompted) error { return p.cmd.Process.Signal(syscall.SIGTERM) },
			"hang up":    func(p *prompted) error { return p.cmd.Process.Signal(syscall.SIGHUP) },
		} {
			t.Run(args[2]+" "+name, func(t *testing.T) {
				p := prompt(t, d, args[0], args[1:]...)
				if err := how(p); err != nil {
					t.Fatal(err)
				}
				p.ends(t, 31)
			})
		}
	}
	if _, err := os.Stat(d.home + "/settings.toml"); !errors.Is(err, os.ErrNotExist) {
		t.Error("something was written:", err)
	}
}

// A terminal whose window is closed ends the program.
func TestHiddenPromptOnAClosedTerminal(t *testing.T) {
	for _, args := range hiddenPrompts {
		p := prompt(t, newDesk(t), args[0], args[1:]...)
		if err := p.keys.Close(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- p.cmd.Wait() }()
		select {
		case <-done:
		case <-time.After(time.Minute):
			t.Fatal("the program does not end")
		}
	}
}

// What is typed to its end is kept, and shown nowhere.
func TestHiddenPromptKeeps(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	p := prompt(t, d, hiddenPrompts[1][0], hiddenPrompts[1][1:]...)
	if _, err := p.keys.WriteString("keyring-test-value\n"); err != nil {
		t.Fatal(err)
	}
	p.wait(t, "Stored in the keyring: muzhiyun.app_code")
	p.ends(t, 0)
	if got := d.run("", "config", "secret", "list").out; !strings.Contains(got, "muzhiyun.app_code") {
		t.Errorf("secret list: %s", got)
	}
	assertNowhere(t, d, "keyring-test-value")
}

// A name that no service has is refused before the value is asked for.
func TestUnknownSecretIsNotAskedFor(t *testing.T) {
	d := newDesk(t)
	if r := d.run("", "config", "secret", "set", "muzhiyun.nothing"); r.code == 0 || !strings.Contains(r.err, "muzhiyun.app_code") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}
