//go:build !linux

package desk

import "time"

// sleepless: there is no such clock here; the wall clock tells of sleep.
func sleepless() func() time.Duration { return nil }

// synchronised cannot be known here.
func synchronised() bool { return false }
