//go:build !linux

package desktop

// onMainThread cannot be told here.
func onMainThread() bool { return true }
