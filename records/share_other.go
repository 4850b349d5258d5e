//go:build !linux

package records

// onThisMachine cannot be told here.
func onThisMachine(string) error { return nil }
