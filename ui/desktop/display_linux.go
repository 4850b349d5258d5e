package desktop

// #cgo LDFLAGS: -lX11
// void facedesk_watch_display(void);
// void facedesk_place(void *display, unsigned long window, int x, int y, int w, int h);
// int facedesk_is_at(void *display, unsigned long window, int x, int y, int w, int h);
// int facedesk_maximise(void *display, unsigned long window);
import "C"

import (
	"unsafe"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// watchDisplay replaces Xlib's handler for a broken connection, which would end
// the process during a paid call, and forgets a window manager that has ended, which
// would end it too. Call it before GLFW starts.
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

// placeWindow moves a window over a monitor and keeps the keyboard from it.
func placeWindow(window uintptr, at rect) {
	C.facedesk_place(unsafe.Pointer(glfw.GetX11Display()), C.ulong(window), C.int(at.x), C.int(at.y), C.int(at.w), C.int(at.h))
}

// isAt reports whether a window is where it was placed. A window manager moves windows
// when monitors go.
func isAt(window uintptr, at rect) bool {
	return C.facedesk_is_at(unsafe.Pointer(glfw.GetX11Display()), C.ulong(window), C.int(at.x), C.int(at.y), C.int(at.w), C.int(at.h)) != 0
}
