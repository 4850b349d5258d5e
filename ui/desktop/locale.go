package desktop

import "slices"

// locales are tried in turn until one exists and is in UTF-8; "" is the one that
// the environment names.
var locales = []string{"", "C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8"}

// fixLocale gives the keyboard a locale in UTF-8. In any other, and in one that is
// named but was never generated, X11 drops the characters of input methods. It
// is to be called before GLFW starts, which then leaves the locale alone. Set
// tries a locale and reports whether it will do.
func fixLocale(set func(name string) bool) { _ = slices.ContainsFunc(locales, set) }
