//go:build !cgo

package records

// diagnoseDriver knows nothing here: the driver is a stub without cgo.
func diagnoseDriver(error) trouble { return troubleOther }

func unreadable(error) bool { return false }
