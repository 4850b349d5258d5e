package config

import (
	"io/fs"
	"os"
	"path/filepath"

	"facedesk/identity"
)

// openToOthers returns what another user could change a user's settings by: the file, or
// its folder. It returns "" if nobody can but the user, those of his own group, and
// root. me is the user, group his own group.
func openToOthers(file string, me, group int) string {
	folder := filepath.Dir(file)
	for _, place := range []string{file, folder} {
		info, err := os.Stat(place)
		if err == nil && !mine(info, me, group) {
			return place
		}
	}
	return ""
}

// mine reports whether only the user, his own group and root can change a file, or
// the content of a folder. Some systems give each user a group of his own and let it
// write.
func mine(info fs.FileInfo, me, group int) bool {
	uid, gid, known := ownerOf(info)
	if !known {
		return true
	}
	open := info.Mode().Perm() & 0o022
	if info.IsDir() && info.Mode()&fs.ModeSticky != 0 {
		open = 0
	}
	if gid == group || gid == 0 {
		open &^= 0o020
	}
	return open == 0 && (uid == me || uid == 0)
}

// refuseOthers returns a complaint about settings that another user could write: he
// could send guests' faces to a service of his own.
func refuseOthers(file string) Complaints {
	open := openToOthers(file, os.Getuid(), os.Getgid())
	if open == "" {
		return nil
	}
	return fileFault(file, identity.Say(
		open+" 可被其他用户改写，因此其中的设置不可信，未采用。",
		open+" can be written by other users, so the settings in it cannot be trusted and are not used.").
		Do("请检查内容后运行：chmod go-w "+open+"；属主应为本用户。", "Look through it, then run: chmod go-w "+open+". It must belong to this user."))
}
