//go:build cgo && !purego

package turbo

// #include <stdlib.h> // defines __GLIBC__
// #ifdef __GLIBC__
// #include <malloc.h>
// #else
// static int malloc_trim(size_t pad) { (void)pad; return 0; }
// #endif
import "C"

// Trim gives back to the system what C code has freed, the graphics driver's
// included. The C library of GNU keeps it otherwise.
func Trim() { C.malloc_trim(0) }
