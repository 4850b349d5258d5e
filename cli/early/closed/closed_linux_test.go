package closed

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// A closed process makes files for its user alone, leaves no core, and its memory can
// be read by no other program of the user. It is a process of its own, because this
// cannot be taken back.
func TestClosed(t *testing.T) {
	if file := os.Getenv("CLOSED_TEST"); file != "" {
		unix.Umask(0)
		Begin()
		var core unix.Rlimit
		err := unix.Getrlimit(unix.RLIMIT_CORE, &core)
		dumpable, perr := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0)
		if werr := os.WriteFile(file, nil, 0o666); err != nil || perr != nil || werr != nil || core.Cur != 0 || core.Max != 0 || dumpable != 0 {
			t.Errorf("%+v, dumpable %d, %v %v %v", core, dumpable, err, perr, werr)
		}
		return
	}
	file := filepath.Join(t.TempDir(), "made")
	child := exec.Command(os.Args[0], "-test.run=^TestClosed$")
	child.Env = append(os.Environ(), "CLOSED_TEST="+file)
	if out, err := child.CombinedOutput(); err != nil || !strings.Contains(string(out), "PASS") {
		t.Errorf("%v %s", err, out)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}
