package desktop

// #cgo LDFLAGS: -lX11
// void facedesk_watch_display(void);
// int facedesk_maximise(void *display, unsigned long window);
import "C"

import (
	"unsafe"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// watchDisplay takes the place of Xlib's own answer to a broken connection, which
// ends the process at once, a paid call with it. It is to be called before GLFW
// starts.
func watchDisplay() { C.facedesk_watch_display() }

// facedeskDisplayLost is called by Xlib, mostly on the main thread, from whatever
// was being drawn there. It must never return: Xlib would end the process.
//
//export facedeskDisplayLost
func facedeskDisplayLost() {
	loseDisplay()
	select {}
}

// askManager asks the window manager to maximise a window (Extended Window Manager
// Hints 1.5) and reports whether there is one.
func askManager(window uintptr) bool {
	return C.facedesk_maximise(unsafe.Pointer(glfw.GetX11Display()), C.ulong(window)) != 0
}
