// Package atomicfile replaces files as a whole. A reader, a full disk and a
// power cut find the old content or the new one, never a part of either.
package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrKind is the error for what stands in a file's place and is none: a device, a
// pipe or a folder is left as it is.
var ErrKind = errors.New("not a plain file")

// Write gives a file its content with exactly this mode, whatever file or link
// stood there.
func Write(name string, data []byte, mode fs.FileMode) error {
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() && info.Mode()&fs.ModeSymlink == 0 {
		return ErrKind
	}
	return replace(name, data, func(*os.File) fs.FileMode { return mode })
}

// Replace replaces the content of a file. An existing file keeps its mode, and
// its owner if this process may set it. A new file gets the given mode. A link
// stays a link. Nobody gains read access.
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

// likeBefore hands a new file to the owner of the old one and returns the mode.
// Where the group cannot be kept, the new group gets no rights.
func likeBefore(f *os.File, old fs.FileInfo) fs.FileMode {
	mode := old.Mode().Perm()
	if !keepOwner(f, old) {
		mode &^= 0o070
	}
	return mode
}
