package desktop

// #cgo LDFLAGS: -lX11
// void facedesk_watch_display(void);
// int facedesk_maximise(void *display, unsigned long window);
import "C"

import (
	"unsafe"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// watchDisplay replaces Xlib's handler for a broken connection, which would end
// the process during a paid call. Call it before GLFW starts.
func watchDisplay() { C.facedesk_watch_display() }

// facedeskDisplayLost is called by Xlib, mostly on the main thread, from whatever
// was being drawn there. It must never return: Xlib would end the process.
//
//export facedeskDisplayLost
func facedeskDisplayLost() {
	loseDisplay()
	select {}
}

// askManager asks the window manager to maximise a window (Extended Window
// Manager Hints 1.5). It reports whether there is a window manager.
func askManager(window uintptr) bool {
	return C.facedesk_maximise(unsafe.Pointer(glfw.GetX11Display()), C.ulong(window)) != 0
}
