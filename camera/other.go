//go:build !linux

package camera

func newSystem() (system, error) { return nil, &Error{State: Unsupported} }

// Holders returns nothing where cameras are not supported.
func Holders(string) []Holder { return nil }
