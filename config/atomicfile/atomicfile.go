// Package atomicfile replaces whole files. A reader sees the old content or the
// new content. A full disk or a power cut leaves one of them. The file is never
// partly written. On Windows this is not guaranteed.
package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrKind means that the name belongs to a device, a pipe or a folder. The name
// is left as it is.
var ErrKind = errors.New("not a plain file")

// Write writes a file with exactly this content and mode. It replaces an
// existing file or link.
func Write(name string, data []byte, mode fs.FileMode) error {
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() && info.Mode()&fs.ModeSymlink == 0 {
		return ErrKind
	}
	return replace(name, data, func(*os.File) fs.FileMode { return mode })
}

// Replace replaces the content of a file. An existing file keeps its mode, and
// its owner if this process may set it. If the group cannot be kept, the group
// gets no rights. A new file gets the given mode. A link stays a link.
func Replace(name string, data []byte, mode fs.FileMode) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	old, err := os.Stat(name)
	if err == nil && !old.Mode().IsRegular() {
		return ErrKind
	}
	return replace(name, data, func(f *os.File) fs.FileMode {
		if err != nil {
			return mode
		}
		return likeBefore(f, old)
	})
}

// Remove removes a file for good, whatever befalls the machine afterwards. It
// returns nil if there is none.
func Remove(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	syncFolder(filepath.Dir(name))
	return nil
}

// likeBefore gives a new file the owner of the old one and returns its mode. If
// the group cannot be kept, the new group gets no rights.
func likeBefore(f *os.File, old fs.FileInfo) fs.FileMode {
	mode := old.Mode().Perm()
	if !keepOwner(f, old) {
		mode &^= 0o070
	}
	return mode
}
