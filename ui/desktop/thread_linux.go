package desktop

import (
	"os"
	"syscall"
)

// onMainThread reports whether it runs on the main thread, whose id is the
// process id (gettid(2)). Fyne's loop keeps the main goroutine there.
func onMainThread() bool { return syscall.Gettid() == os.Getpid() }
