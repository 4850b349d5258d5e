package desktop

// #cgo LDFLAGS: -lX11
// #include <langinfo.h>
// #include <locale.h>
// #include <stdlib.h>
// #include <X11/Xlib.h>
import "C"

import "unsafe"

// setLocale sets the locale of typed characters. It reports whether the C
// library and Xlib have it and it is in UTF-8.
func setLocale(name string) bool {
	n := C.CString(name)
	defer C.free(unsafe.Pointer(n))
	return C.setlocale(C.LC_CTYPE, n) != nil && C.GoString(C.nl_langinfo(C.CODESET)) == "UTF-8" && C.XSupportsLocale() != 0
}

// currentLocale returns the locale of typed characters.
func currentLocale() string { return C.GoString(C.setlocale(C.LC_CTYPE, nil)) }
