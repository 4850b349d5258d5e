package desktop

import (
	"os"
	"syscall"
)

// onMainThread: the first thread of a process has its number (gettid(2)), and
// Fyne's loop keeps the main goroutine on it.
func onMainThread() bool { return syscall.Gettid() == os.Getpid() }
