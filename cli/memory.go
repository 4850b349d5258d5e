package cli

import (
	"runtime"
	"runtime/debug"
	"time"

	"facedesk/imaging"
)

// gcPercent keeps the heap small, because the computer at a desk has little
// memory. This costs little time: the preview allocates almost nothing.
const gcPercent = 25

// settleAfter is the time after which the first screen is surely drawn.
const settleAfter = time.Second

// release returns the memory of the last guest to the system. FreeOSMemory
// collects a second time, because a sync.Pool keeps its content for one
// collection.
func release() {
	runtime.GC()
	debug.FreeOSMemory()
	imaging.Trim()
}

// settle does work that would slow down the start.
func settle() {
	imaging.Warm()
	debug.SetGCPercent(gcPercent)
	debug.FreeOSMemory()
}
