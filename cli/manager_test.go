package cli_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"facedesk/identity"
)

// runAsUser is run as somebody who may not write /etc.
func (d desk) runAsUser(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	cmd := exec.Command(binary, args...)
	cmd.Env, cmd.Stdin, cmd.Dir = d.env, strings.NewReader(stdin), "/"
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if os.Geteuid() == 0 {
		const nobody = 65534
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		err := filepath.WalkDir(d.home, func(path string, _ fs.DirEntry, err error) error {
			return errors.Join(err, os.Lchown(path, nobody, nobody))
		})
		for _, folder := range []string{filepath.Dir(d.home), filepath.Dir(binary)} {
			err = errors.Join(err, os.Chmod(folder, 0o755))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	_ = cmd.Run() // the code tells
	return result{out.String(), errOut.String(), cmd.ProcessState.ExitCode()}
}

// Where a manager's PIN is set, the records ask a user for it, with the brake of the
// window. Root needs none.
func TestRecordsAskForTheManagersPIN(t *testing.T) {
	d := newDesk(t, "FACEDESK_LANG=en")
	recorded(t, d, time.Date(2026, 10, 7, 12, 0, 0, 0, identity.China()), map[string]identity.Charged{"1": identity.ChargedUnknown})
	list := []string{"records", "list", "--json"}
	if r := d.run("4821\n", "config", "pin", "set", "--manager"); r.code != 0 {
		t.Fatal(r.err)
	}
	if r := d.run("", list...); os.Geteuid() == 0 && r.code != 0 {
		t.Errorf("root is asked: %s", r.err)
	}
	settle := []string{"records", "settle", "1", "--charged", "no"}
	for _, args := range [][]string{list, {"records", "show", "1"}, {"records", "search"}, {"records", "person", "show"}, {"records", "person", "erase", "--yes"}, {"records", "stats"},
		{"records", "export", "--csv"}, {"records", "consents"}, {"records", "purge"}, {"records", "correct", "1", "--decision", "left", "--reason", "x"}, settle, {"records", "spent"},
		{"records", "statement"}, {"records", "reconcile", "x"}, {"records", "sheet", "--print"}, {"records", "sheet", "--print", "--shift", "0012"}} {
		if r := d.runAsUser(t, "4821\n", args...); r.code != 31 || r.out != "" || !strings.Contains(r.err, "--pin-stdin") {
			t.Errorf("%v: exit %d: %s%s", args, r.code, r.out, r.err)
		}
	}
	if r := d.runAsUser(t, "4821\n", append(settle, "--pin-stdin")...); r.code != 0 {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	for _, args := range [][]string{{"records", "clock"}, {"records", "seen"}} {
		if r := d.runAsUser(t, "", args...); strings.Contains(r.err, "PIN") {
			t.Errorf("%v: %s", args, r.err)
		}
	}
	if r := d.runAsUser(t, "4821\nA nobody\n", "records", "search", "--pin-stdin"); strings.Contains(r.err, "PIN") {
		t.Errorf("the rest of the input is not the command's: %s", r.err)
	}
	for range 5 {
		if r := d.runAsUser(t, "0000\n", append(list, "--pin-stdin")...); r.code != 31 || r.out != "" {
			t.Fatalf("a wrong PIN: exit %d: %s", r.code, r.out)
		}
	}
	if r := d.runAsUser(t, "4821\n", append(list, "--pin-stdin")...); r.code != 31 || !strings.Contains(r.err, "Try again after") {
		t.Errorf("guessing is not slowed down: exit %d: %s", r.code, r.err)
	}
}
