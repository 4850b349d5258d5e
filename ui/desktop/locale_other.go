//go:build !linux

package desktop

// setLocale returns true, because on other systems typed characters are Unicode
// in any locale.
func setLocale(string) bool { return true }

func currentLocale() string { return "" }
