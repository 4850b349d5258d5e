//go:build linux

package camera

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Holders returns the other programs that have a node open, as far as this user
// may see them.
func Holders(path string) []Holder { return holdersIn("/proc", path, os.Getpid()) }

func holdersIn(proc, path string, self int) []Holder {
	var out []Holder
	entries, _ := os.ReadDir(proc)
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil || pid == self || !holds(filepath.Join(proc, e.Name(), "fd"), path) {
			continue
		}
		name, _ := os.ReadFile(filepath.Join(proc, e.Name(), "comm"))
		out = append(out, Holder{PID: pid, Name: printable(strings.TrimSpace(string(name)))})
	}
	return out
}

// holds reports whether one of a process's descriptors is a file.
func holds(descriptors, path string) bool {
	entries, _ := os.ReadDir(descriptors)
	for _, e := range entries {
		if to, err := os.Readlink(filepath.Join(descriptors, e.Name())); err == nil && to == path {
			return true
		}
	}
	return false
}
