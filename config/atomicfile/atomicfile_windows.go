package atomicfile

import (
	"io/fs"
	"os"

	"github.com/google/renameio/v2/maybe"
)

// replace is not atomic: Windows offers no rename that is.
func replace(name string, data []byte, modeOf func(*os.File) fs.FileMode) error {
	return maybe.WriteFile(name, data, modeOf(nil))
}

// keepOwner: the folder's access list is inherited.
func keepOwner(*os.File, fs.FileInfo) bool { return true }
