package cli

import (
	"os"
	"path/filepath"
	"strings"

	"facedesk/config/plainfile"
)

// pictures is where the picker of photos starts, always: the user's folder for
// pictures (xdg-user-dirs), else the home.
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

// picturesIn is what the lines of user-dirs.dirs, NAME="$HOME/…" or an absolute
// path, say of pictures.
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
