package desk

import (
	"time"

	"golang.org/x/sys/unix"
)

// sleepless returns the kernel's clock that goes on in sleep, nil if it has none.
func sleepless() func() time.Duration {
	var at unix.Timespec
	if unix.ClockGettime(unix.CLOCK_BOOTTIME, &at) != nil {
		return nil
	}
	return func() time.Duration {
		var at unix.Timespec
		_ = unix.ClockGettime(unix.CLOCK_BOOTTIME, &at) // has worked before
		return time.Duration(at.Nano())
	}
}
