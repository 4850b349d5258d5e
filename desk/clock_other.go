//go:build !linux

package desk

import "time"

// sleepless returns nil, because this system has no such clock. The wall clock
// shows that the machine slept.
func sleepless() func() time.Duration { return nil }

// synchronised returns false, because this system does not tell.
func synchronised() bool { return false }
