package desktop

import "sync"

// displayLost is closed when the connection to the display breaks.
var displayLost = make(chan struct{})

var loseDisplay = sync.OnceFunc(func() { close(displayLost) })
