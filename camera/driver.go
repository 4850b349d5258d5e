package camera

import (
	"errors"
	"time"
)

// errAgain means that no buffer is ready yet.
var errAgain = errors.New("no frame yet")

// system is what the state machine needs from the operating system. V4L2
// implements it, and tests use a fake.
type system interface {
	// scan returns the present cameras without opening them.
	scan() ([]Device, error)
	// open opens a node. Errors are *Error. State None means that the node is
	// not a camera but, for example, metadata or output.
	open(path string) (device, error)
	// reset resets the USB port of a node, as far as this user may.
	reset(path string)
	// watch reports when nodes come, go or change their permissions, until stop
	// is called. It reports only what the system tells.
	watch() (changed <-chan struct{}, stop func())
}

// device is one open camera. One goroutine uses it. Errors are *Error, except
// errAgain.
type device interface {
	modes() []Mode
	// setFormat asks for a mode and returns what the driver set.
	setFormat(Mode) (layout, error)
	// inUse returns an error if another handle streams. It does not disturb
	// that stream.
	inUse() error
	// tune sets the controls that help at a counter, as tuneControls does, and
	// asks for a frame rate.
	tune(m Mains, rate int)
	// start maps up to n buffers and begins to stream. After an error nothing
	// stays mapped, and only close may be called.
	start(buffers int) error
	// wait blocks until a frame may be ready or the time has passed.
	wait(time.Duration) (ready bool, err error)
	// dequeue lends the oldest filled buffer until requeue. It returns errAgain
	// if there is none.
	dequeue() (data []byte, index uint32, err error)
	requeue(index uint32) error
	// close ends everything. Lent buffers must not be read afterwards.
	close() error
}
