//go:build !linux

package desktop

// loadGraphics does nothing on other systems.
func loadGraphics() {}
