package config

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"facedesk/identity"
)

// readSystem reads the file that may lock keys. If other users can write it,
// its locks cannot be trusted, so it is a complaint. Nothing can then be loaded
// or set until IT has repaired it. A kiosk stays a kiosk.
func (src Sources) readSystem() (layer, Complaints) {
	l, complaints := src.Schema.readFile(src.System.File, true)
	if src.System.File == "" || notThere(src.System.File) {
		return l, complaints
	}
	if open := src.System.writable(); open != "" { // what is left of it is not believed either
		return layer{}, append(complaints, fileFault(src.System.File, distrust(src.System.File, open))...)
	}
	return l, complaints
}

// distrust says why the locks of a file are not believed. A link that leads nowhere is
// not mended by other rights, least of all of the folders on its way.
func distrust(file, open string) identity.Sentences {
	if _, err := os.Stat(file); err != nil {
		return identity.Say("这里没有可以查看的文件，因此无从得知锁定了什么，全部设置视为已锁定。",
			"There is no file here that can be looked at, so it is not known what is locked; everything counts as locked.").
			Do("请让 IT 在此放回一个普通文件；ls -l "+file+" 会显示链接指向何处。", "Have IT put a plain file there again; ls -l "+file+" shows where a link leads.")
	}
	return identity.Say(open+" 可被 root 以外的用户改写，因此其中的锁定不可信，全部设置视为已锁定。",
		open+" can be written by others than root, so its locks cannot be trusted; everything counts as locked.").
		Do("请让 IT 运行：chown root "+open+"；chmod go-w "+open, "Have IT run: chown root "+open+"; chmod go-w "+open)
}

// writable returns the first path through which other users could change or
// replace the file, or "". It checks the file, the folders on its path, and
// those on the paths of links.
func (s System) writable() string { return s.Writable(s.File) }

// Writable is the first path through which others than root and the owner could change
// or replace a file, or "".
func (s System) Writable(file string) string { return s.openOn(filepath.Clean(file), 0) }

// maxLinks limits a chain of links, as operating systems do.
const maxLinks = 40

func (s System) openOn(path string, links int) string {
	place := filepath.VolumeName(path) + string(filepath.Separator)
	parts := strings.Split(strings.TrimPrefix(path, place), string(filepath.Separator))
	for i, part := range parts {
		place = filepath.Join(place, part)
		info, err := os.Lstat(place)
		if err != nil || links > maxLinks || !s.closed(info) {
			return place
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			continue
		}
		to, err := os.Readlink(place)
		if err != nil {
			return place
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(place), to)
		}
		return s.openOn(filepath.Join(append([]string{to}, parts[i+1:]...)...), links+1)
	}
	return ""
}

// closed reports whether only root and the owner can change a file or the
// content of a folder. For a link only the owner counts, because it has no
// rights of its own.
func (s System) closed(info fs.FileInfo) bool {
	open := info.Mode().Perm() & 0o022
	if info.Mode()&fs.ModeSymlink != 0 || info.IsDir() && info.Mode()&fs.ModeSticky != 0 {
		open = 0
	}
	uid, gid, known := ownerOf(info)
	if known && gid == 0 {
		open &^= 0o020 // the group of root
	}
	return open == 0 && (!known || uid == 0 || uid == s.Owner)
}
