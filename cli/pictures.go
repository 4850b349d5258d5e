package cli

import (
	"os"
	"path/filepath"
	"strings"

	"facedesk/config/plainfile"
)

// pictures returns the folder that the photo picker always opens first. It is
// the user's folder for pictures (xdg-user-dirs), or else the home folder.
func (a *app) pictures() string {
	home := a.getenv("HOME")
	dir := a.getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(home, ".config")
	}
	data, _ := plainfile.Read(filepath.Join(dir, "user-dirs.dirs"), 64<<10)
	if p := picturesIn(string(data), home); p != "" {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			return p
		}
	}
	if home == "" {
		return string(filepath.Separator)
	}
	return home
}

// picturesIn finds the folder for pictures in the lines of user-dirs.dirs. A
// line is NAME="$HOME/…" or NAME="/absolute/path".
func picturesIn(lines, home string) string {
	for line := range strings.Lines(lines) {
		value, ok := strings.CutPrefix(strings.TrimSpace(line), "XDG_PICTURES_DIR=")
		if !ok {
			continue
		}
		value = strings.Trim(value, `"`)
		if below, ok := strings.CutPrefix(value, "$HOME/"); ok {
			return filepath.Join(home, below)
		}
		if filepath.IsAbs(value) {
			return value
		}
	}
	return ""
}
