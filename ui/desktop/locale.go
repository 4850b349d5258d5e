package desktop

import "slices"

// locales are tried in order until one exists and is in UTF-8. "" is the locale
// of the environment.
var locales = []string{"", "C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8"}

// fixLocale gives the keyboard a locale in UTF-8. In any other locale, or one
// that was never generated, X11 drops the characters of input methods. Call it
// before GLFW starts, which then keeps the locale. set tries a locale and
// reports whether it works.
func fixLocale(set func(name string) bool) { _ = slices.ContainsFunc(locales, set) }
