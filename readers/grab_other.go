//go:build !linux

package readers

import "errors"

// grab works on Linux only.
func grab(string) (events, error) {
	return nil, errors.New("scanners can be read directly on Linux only")
}
