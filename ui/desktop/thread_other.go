//go:build !linux

package desktop

// onMainThread returns true, because this system does not tell.
func onMainThread() bool { return true }
