//go:build !linux

package desktop

// watchDisplay: only X11 ends a process whose display is gone.
func watchDisplay() {}
