//go:build !windows

package cli_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
)

// A signal that comes before the program's main function, or while it opens, ends
// a check like any other: it is told, and nothing was sent.
func TestSignalsBeforeTheProgramIsReady(t *testing.T) {
	heard := make(chan os.Signal, 1) // under nohup, programs would inherit that the signal is ignored
	signal.Notify(heard, syscall.SIGHUP)
	defer signal.Stop(heard)
	for _, sent := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		for _, at := range []string{"init facedesk/cli/early ", "init facedesk/records ", "init facedesk/cli "} {
			d := newDesk(t, "FACEDESK_LANG=en", "GODEBUG=inittrace=1")
			cmd := exec.Command(binary, "verify", "--demo", "--consent", "--json", "--name", "张三", "--number", "11010519491231002X")
			var out bytes.Buffer
			cmd.Env, cmd.Stdout = d.env, &out
			said, err := cmd.StderrPipe()
			if err == nil {
				err = cmd.Start()
			}
			if err != nil {
				t.Fatal(err)
			}
			for lines := bufio.NewScanner(said); lines.Scan(); {
				if strings.HasPrefix(lines.Text(), at) {
					if err := cmd.Process.Signal(sent); err != nil {
						t.Fatal(err)
					}
					break
				}
			}
			_, _ = io.Copy(io.Discard, said)
			_ = cmd.Wait() // the code is that of the kind
			var got struct{ Kind, Charged, Attempt string }
			if err := json.Unmarshal(out.Bytes(), &got); err != nil || got.Kind != "not_sent" || got.Charged != "no" || cmd.ProcessState.ExitCode() != exits["not_sent"] {
				t.Errorf("%v at %q: exit %v, %+v, %s", sent, at, cmd.ProcessState, got, out.String())
			}
		}
	}
}

// A reader of standard output that has gone does not hide what came of a paid check, and
// one that has read enough of a list is told nothing.
func TestNobodyReads(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	_ = r.Close()
	d := newDesk(t)
	if got := d.runTo(w, "verify", "--demo", "--consent", "--name", "李四", "--number", "110101199001010023", "--photo", photo(t)); got.code != 20 {
		t.Errorf("a face mismatch ends with %d", got.code)
	}
	if got := d.runTo(w, "services"); got.code != 32 || got.err != "" {
		t.Errorf("a list ends with %d, %q", got.code, got.err)
	}
}
