//go:build !windows

package config

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"facedesk/identity"
)

// A user's settings that others could write are not used, whatever they say, and make
// a kiosk.
func TestSettingsOfOthersAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		file, folder os.FileMode
		owner        int // -1: this user
		group        int // -1: this user's
		refused      bool
	}{
		"as made":                   {0o600, 0o700, -1, -1, false},
		"readable":                  {0o644, 0o755, -1, -1, false},
		"the user's own group":      {0o664, 0o775, -1, -1, false},
		"a folder as /tmp":          {0o600, 0o777 | os.ModeSticky, -1, -1, false},
		"everybody writes":          {0o666, 0o700, -1, -1, true},
		"everybody replaces":        {0o600, 0o777, -1, -1, true},
		"another group writes":      {0o660, 0o700, -1, 4242, true},
		"another user's":            {0o600, 0o700, 4242, -1, true},
		"only the execute bit more": {0o711, 0o711, -1, -1, false},
	} {
		t.Run(name, func(t *testing.T) {
			if os.Getuid() != 0 && (c.owner >= 0 || c.group >= 0) {
				t.Log("needs root to give files away")
				return
			}
			file := filepath.Join(t.TempDir(), "facedesk", "settings.toml")
			if err := os.Mkdir(filepath.Dir(file), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte("version = 1\n[ui]\nkiosk = false\nsound = false\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, err := range []error{os.Chmod(file, c.file), os.Chmod(filepath.Dir(file), c.folder), os.Chown(file, c.owner, c.group)} {
				if err != nil {
					t.Fatal(err)
				}
			}
			src := Sources{Schema: NewSchema(nil), User: file}
			s, err := Load(src)
			if refused := err != nil; refused != c.refused || KioskIfBroken(src) != c.refused {
				t.Fatalf("%v, kiosk %v", err, KioskIfBroken(src))
			}
			if c.refused {
				if said := err.Error(); !strings.Contains(said, "chmod go-w") && !strings.Contains(identityText(err), "chmod go-w") {
					t.Error(said)
				}
				if Set(src, file, KeySound, "true") == nil {
					t.Error("a value that would not be used is said to be written")
				}
				if err := os.Remove(file); err != nil {
					t.Fatal(err)
				}
				if c.folder == 0o777 && Set(src, file, KeySound, "true") == nil {
					t.Error("a first value that would not be used is said to be written")
				}
				return
			}
			if s.Bool(KeySound) {
				t.Error("the settings are not used")
			}
		})
	}
}

func identityText(err error) string {
	if e, ok := err.(*identity.Error); ok { //nolint:errorlint // Load returns it as it is
		return e.Full().EN
	}
	return ""
}

// The system's folder is for all users to read, whatever the umask; a user's is his.
func TestFoldersOfSettings(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o077))
	dir := t.TempDir()
	src := Sources{Schema: NewSchema(nil), System: System{File: filepath.Join(dir, "etc", "facedesk", "settings.toml"), Owner: os.Getuid()}, User: filepath.Join(dir, "home", "settings.toml")}
	for file, want := range map[string]os.FileMode{src.System.File: 0o755, src.User: 0o700} {
		if err := Set(src, file, "ui.language", "en"); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(filepath.Dir(file)); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", file, info.Mode(), err)
		}
	}
}
