package desk

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
)

// maxSocketPath is the longest path of a socket in bytes: sun_path without its
// zero byte (unix(7)).
const maxSocketPath = 107

// socketAddress returns the address of a socket file. A path that is too long
// is replaced by a path through its folder's descriptor. done closes the
// descriptor.
func socketAddress(path string) (address *net.UnixAddr, done func()) {
	address, done = &net.UnixAddr{Name: path, Net: "unix"}, func() {}
	if len(path) <= maxSocketPath {
		return address, done
	}
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		address.Name = fmt.Sprintf("/proc/self/fd/%d/%s", dir.Fd(), filepath.Base(path))
		done = func() { _ = dir.Close() }
	}
	return address, done
}
