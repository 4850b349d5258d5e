package desk

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"facedesk/config"
	"facedesk/desk/sealed"
)

// How long the window waits for the keyring that it has asked to be unlocked, and
// how often it looks.
const (
	unlockPatience = 3 * time.Second
	unlockLook     = 200 * time.Millisecond
)

// unlocked asks the system to unlock the keyring of a desk that logs in by itself,
// and reports whether that has come about. A unit of the system watches the file
// that is written here (packaging/systemd).
func (s *Setup) unlocked(ctx context.Context, in *Installation) bool {
	if _, err := os.Lstat(sealed.File(in.Paths.System, strconv.Itoa(os.Getuid()))); err != nil {
		return false
	}
	folder := variable(s.Outside.Env, "XDG_RUNTIME_DIR")
	if !filepath.IsAbs(folder) || os.WriteFile(filepath.Join(folder, "facedesk-unlock"), []byte("please\n"), 0o600) != nil {
		return false
	}
	for range int(unlockPatience / unlockLook) {
		select {
		case <-ctx.Done():
			return false
		case <-time.After(unlockLook):
		}
		if state, _ := in.Secrets.State(ctx); state == config.Ready {
			return true
		}
	}
	return false
}

// variable returns the last value of a variable of an environment, or "".
func variable(env []string, name string) (value string) {
	for _, line := range env {
		if v, ok := strings.CutPrefix(line, name+"="); ok {
			value = v
		}
	}
	return value
}
