//go:build !linux

package desk

import "net"

// socketAddress is the address of a socket file. Where its path is too long there
// is no socket, and the lock alone keeps a second window away.
func socketAddress(path string) (address *net.UnixAddr, done func()) {
	return &net.UnixAddr{Name: path, Net: "unix"}, func() {}
}
