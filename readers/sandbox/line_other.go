//go:build !linux

package sandbox

import "os"

// waking returns the end as it is: only on Linux does a desk have readers.
func waking(end *os.File) (*os.File, error) { return end, nil }
