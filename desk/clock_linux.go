package desk

import (
	"time"

	"golang.org/x/sys/unix"
)

// sleepless returns the kernel's clock that goes on while the machine sleeps.
// It returns nil if the kernel has none.
func sleepless() func() time.Duration {
	var at unix.Timespec
	if unix.ClockGettime(unix.CLOCK_BOOTTIME, &at) != nil {
		return nil
	}
	return func() time.Duration {
		var at unix.Timespec
		_ = unix.ClockGettime(unix.CLOCK_BOOTTIME, &at) // it worked a moment ago
		return time.Duration(at.Nano())
	}
}

// synchronised reports whether the network keeps the kernel's clock. The kernel
// drops this state when somebody sets the clock by hand (adjtimex(2)).
func synchronised() bool {
	var t unix.Timex // no mode is set, so it only reads
	state, err := unix.Adjtimex(&t)
	return err == nil && state != unix.TIME_ERROR && t.Status&unix.STA_UNSYNC == 0
}
