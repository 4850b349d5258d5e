package config

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// readOnly makes a folder unwritable for this test, for root too: the thread
// takes another user's identity in the file system (setfsuid(2)).
func readOnly(t *testing.T, dir string) {
	t.Helper()
	must(t, os.Chmod(filepath.Dir(dir), 0o755))
	must(t, os.Chmod(dir, 0o755))
	must(t, os.Chmod(dir+"/user.toml", 0o644))
	if os.Geteuid() == 0 {
		runtime.LockOSThread()
		must(t, syscall.Setfsuid(65534))
		t.Cleanup(func() {
			must(t, syscall.Setfsuid(0))
			runtime.UnlockOSThread()
		})
		return
	}
	must(t, os.Chmod(dir, 0o500))
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
}

func TestUnwritableFolder(t *testing.T) {
	const user = "[ui]\nlanguage = 'zh'\n"
	src := place(t, "", user)
	readOnly(t, filepath.Dir(src.User))
	refused(t, Set(src, src.User, "ui.language", "en"), src.User, "cannot be written")
	unchanged(t, src, user)
}

// Of a file that this user may not even see it is not said that others could write it.
func TestFileBesideInAClosedFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "etc")
	must(t, os.Mkdir(dir, 0o700))
	must(t, os.WriteFile(filepath.Join(dir, "keys"), []byte("x"), 0o600))
	if os.Geteuid() == 0 {
		runtime.LockOSThread()
		must(t, syscall.Setfsuid(65534))
		defer func() {
			must(t, syscall.Setfsuid(0))
			runtime.UnlockOSThread()
		}()
	} else {
		must(t, os.Chmod(dir, 0))
		defer func() { _ = os.Chmod(dir, 0o700) }()
	}
	_, err := System{File: filepath.Join(dir, "settings.toml"), Owner: os.Geteuid()}.Beside("keys")
	if err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Error(err)
	}
}
