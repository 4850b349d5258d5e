//go:build !windows

package atomicfile

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/google/renameio/v2"
)

// replace writes a new file beside the old one. At first only its owner can
// read it. It sets the mode, brings the file to the disk and renames it to the
// old name.
func replace(name string, data []byte, modeOf func(*os.File) fs.FileMode) error {
	dir := filepath.Dir(name)
	f, err := renameio.NewPendingFile(name, renameio.WithTempDir(dir), renameio.WithStaticPermissions(0o600))
	if err != nil {
		return err
	}
	defer func() { _ = f.Cleanup() }()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Chmod(modeOf(f.File)); err != nil {
		return err
	}
	if err := f.CloseAtomicallyReplace(); err != nil {
		return err
	}
	syncFolder(dir)
	return nil
}

// syncFolder makes the new name survive a power cut. Some file systems cannot
// do this. Errors are ignored, because the new file is in place.
func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}

// keepOwner reports whether the new file has the old one's group. Only root may
// give a file to another user. Other users may choose among their own groups.
func keepOwner(f *os.File, old fs.FileInfo) bool {
	was, ok := old.Sys().(*syscall.Stat_t)
	if !ok {
		return false
	}
	if f.Chown(int(was.Uid), int(was.Gid)) == nil {
		return true
	}
	return f.Chown(-1, int(was.Gid)) == nil
}
