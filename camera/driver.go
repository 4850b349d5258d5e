package camera

import (
	"errors"
	"time"
)

// errAgain: a buffer is not ready yet.
var errAgain = errors.New("no frame yet")

// system is what the state machine needs from the operating system. V4L2
// implements it; tests do with a made-up one.
type system interface {
	// scan returns the cameras that are there, without opening any.
	scan() ([]Device, error)
	// open opens a node. Errors are *Error; None means that the node is not a
	// camera (metadata, output).
	open(path string) (device, error)
	// watch tells when nodes come, go or change their rights, as far as the
	// system tells at all, until stop is called.
	watch() (changed <-chan struct{}, stop func())
}

// device is one open camera, used by one goroutine. Errors are *Error but for
// errAgain.
type device interface {
	modes() []Mode
	// setFormat asks for a mode and returns what the driver made of it.
	setFormat(Mode) (layout, error)
	// inUse returns an error if another handle streams; it disturbs nobody.
	inUse() error
	// tune sets what helps at a counter and ignores what the camera lacks.
	tune()
	// start maps up to n buffers and begins to stream. After an error nothing
	// stays mapped, and the device is good for close only.
	start(buffers int) error
	// wait blocks until a frame may be ready or the time is over.
	wait(time.Duration) (ready bool, err error)
	// dequeue lends the oldest filled buffer until requeue; errAgain if there is
	// none.
	dequeue() (data []byte, index uint32, err error)
	requeue(index uint32) error
	// close ends everything; nothing lent may be read afterwards.
	close() error
}
