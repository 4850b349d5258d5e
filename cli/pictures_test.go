//go:build linux

package cli

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPictures(t *testing.T) {
	home := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(home, "图片"), 0o700))
	must(t, os.MkdirAll(filepath.Join(home, ".config"), 0o700))
	for lines, want := range map[string]string{
		"":                                home,
		"XDG_PICTURES_DIR=\"$HOME/图片\"\n": home + "/图片",
		"# x\nXDG_MUSIC_DIR=\"$HOME\"\nXDG_PICTURES_DIR=\"$HOME/gone\"\n": home,
		"XDG_PICTURES_DIR=\"" + home + "/图片\"":                            home + "/图片",
		"XDG_PICTURES_DIR=\"$HOME/\"\n":                                   home,
		"XDG_PICTURES_DIR=\"relative\"\n":                                 home,
	} {
		must(t, os.WriteFile(filepath.Join(home, ".config", "user-dirs.dirs"), []byte(lines), 0o600))
		if got := (&app{env: []string{"HOME=" + home}}).pictures(); got != want {
			t.Errorf("%q: %s, want %s", lines, got, want)
		}
	}
	if got := (&app{}).pictures(); got != "/" {
		t.Errorf("without a home: %s", got)
	}
}
