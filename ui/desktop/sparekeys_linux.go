package desktop

// void facedesk_note_presses(void *display);
// unsigned long facedesk_press_time(unsigned code, int *more);
import "C"

import (
	"unsafe"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// takeSpareKeys gives a window the characters of spare keys.
func takeSpareKeys(f fyne.Window) {
	handle, known := x11Handle(f)
	w, current := f.(interface{ RunWithContext(func()) })
	if !known || !current {
		return
	}
	s := newSpareKeys()
	C.facedesk_note_presses(unsafe.Pointer(glfw.GetX11Display()))
	w.RunWithContext(func() { s.join(glfw.GetCurrentContext()) })
	go watchSpareKeys(handle, s)
}

// join puts itself between GLFW and the toolkit.
func (s *spareKeys) join(w *glfw.Window) {
	key := w.SetKeyCallback(nil)
	w.SetKeyCallback(func(w *glfw.Window, k glfw.Key, scancode int, a glfw.Action, m glfw.ModifierKey) {
		if a == glfw.Release {
			s.release()
		} else {
			var more C.int
			at := C.facedesk_press_time(C.unsigned(scancode), &more)
			s.press(keyPress{uint8(scancode), uint32(at)}, int(more))
		}
		key(w, k, scancode, a, m)
	})
	char := w.SetCharCallback(nil)
	w.SetCharCallback(func(_ *glfw.Window, r rune) { s.char(r) })
	s.write = func(r rune) { char(w, r) }
}
