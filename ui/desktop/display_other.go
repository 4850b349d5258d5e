//go:build !linux

package desktop

// watchDisplay: only X11 ends a process whose display is gone.
func watchDisplay() {}

// askManager: only X11 has a window manager of its own.
func askManager(uintptr) bool { return true }
