package cli

import (
	"runtime"
	"runtime/debug"
	"time"

	"facedesk/imaging"
)

// gcPercent keeps the heap small: a desk's machine has little memory, and next
// to nothing is allocated while the preview runs.
const gcPercent = 25

// settleAfter is how long after the first screen the window is sure to be drawn.
const settleAfter = time.Second

// release gives back what the last guest took. Pools let go of it in two rounds.
func release() {
	runtime.GC()
	debug.FreeOSMemory()
}

// settle does what would only have held up the start.
func settle() {
	imaging.Warm()
	debug.SetGCPercent(gcPercent)
	debug.FreeOSMemory()
}
