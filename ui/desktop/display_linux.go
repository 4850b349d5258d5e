package desktop

// #cgo LDFLAGS: -lX11
// void facedesk_watch_display(void);
import "C"

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
