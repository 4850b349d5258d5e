//go:build !linux

package desk

import "net"

// socketAddress returns the address of a socket file. If the path is too long
// there is no socket, and only the lock prevents a second window.
func socketAddress(path string) (address *net.UnixAddr, done func()) {
	return &net.UnixAddr{Name: path, Net: "unix"}, func() {}
}
