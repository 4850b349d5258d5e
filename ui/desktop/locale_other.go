//go:build !linux

package desktop

// setLocale: elsewhere typed characters come in Unicode whatever the locale is.
func setLocale(string) bool { return true }
