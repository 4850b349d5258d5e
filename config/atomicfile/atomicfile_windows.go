package atomicfile

import (
	"io/fs"
	"os"

	"github.com/google/renameio/v2/maybe"
)

// replace is not atomic, because Windows has no atomic rename.
func replace(name string, data []byte, modeOf func(*os.File) fs.FileMode) error {
	return maybe.WriteFile(name, data, modeOf(nil))
}

// keepOwner does nothing, because a file inherits the access list of its
// folder.
func keepOwner(*os.File, fs.FileInfo) bool { return true }

// syncFolder does nothing: Windows keeps no folder back.
func syncFolder(string) {}
