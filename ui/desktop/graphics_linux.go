package desktop

// #cgo LDFLAGS: -ldl
// #define _GNU_SOURCE
// #include <dlfcn.h>
// #include <limits.h>
// #include <link.h>
// #include <stdio.h>
// #include <string.h>
// #include <unistd.h>
//
// static void facedesk_load_graphics(void)
// {
// 	struct link_map *at;
// 	char driver[PATH_MAX];
// 	void *mesa = dlopen("libGLX_mesa.so.0", RTLD_LAZY | RTLD_GLOBAL);
// 	if (!mesa || dlinfo(mesa, RTLD_DI_LINKMAP, &at) || !strrchr(at->l_name, '/'))
// 		return;
// 	int folder = strrchr(at->l_name, '/') - at->l_name;
// 	if (snprintf(driver, sizeof driver, "%.*s/dri/swrast_dri.so", folder, at->l_name) < (int)sizeof driver &&
// 	    access(driver, R_OK) == 0)
// 		dlopen(driver, RTLD_NOW | RTLD_GLOBAL);
// }
import "C"

import "os"

// loadGraphics loads the libraries that GLX will load with the first window. Most of that
// time goes into a compiler of 110 MB. Mesa's drivers are one file under many names, so
// that any of them will do. Where NVIDIA's own driver draws, they would be loaded for
// nothing. What cannot be loaded here is not wanted, or fails again with its reason.
func loadGraphics() {
	if _, err := os.Stat("/proc/driver/nvidia"); err != nil {
		C.facedesk_load_graphics()
	}
}
