package desktop

import (
	"os"
	"syscall"
	"time"
)

// onMainThread reports whether it runs on the main thread, whose id is the
// process id (gettid(2)). Fyne's loop keeps the main goroutine there.
func onMainThread() bool { return syscall.Gettid() == os.Getpid() }

// processorTime returns how long the program has used processors (getrusage(2)).
func processorTime() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
