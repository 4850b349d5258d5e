//go:build !linux

package cli

// dropCode does nothing on other systems.
func dropCode() {}
