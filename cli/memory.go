package cli

import (
	"runtime"
	"runtime/debug"
	"time"

	"facedesk/imaging"
	"facedesk/providers/all"
)

// startGCPercent lets the heap grow while the window opens, so that no collection
// takes part of that time.
const startGCPercent = 1000

// hurry makes the start fast. It ends with settle.
func hurry() { debug.SetGCPercent(startGCPercent) }

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
	dropCode()
}

// settle does work that would slow down the start.
func (c *counter) settle() {
	c.maker()
	imaging.Warm()
	all.Warm()
	debug.SetGCPercent(gcPercent)
	debug.FreeOSMemory()
	dropCode()
}
