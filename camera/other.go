//go:build !linux

package camera

func newSystem() (system, error) { return nil, &Error{State: Unsupported} }
