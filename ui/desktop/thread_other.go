//go:build !linux

package desktop

import "time"

// onMainThread returns true, because this system does not tell.
func onMainThread() bool { return true }

// processorTime returns 0, because this system does not tell.
func processorTime() time.Duration { return 0 }
