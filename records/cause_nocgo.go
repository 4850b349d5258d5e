//go:build !cgo

package records

// diagnoseDriver recognises nothing, because the driver is a stub without cgo.
func diagnoseDriver(error) trouble { return troubleOther }

func unreadable(error) bool { return false }
