package capture

import (
	"context"
	"image"
	"time"

	"facedesk/camera"
	"facedesk/identity"
	"facedesk/imaging"
)

// Maker is what the loop needs of an *imaging.Maker.
type Maker interface {
	Examine(img image.Image) imaging.Report
	ExamineClosely(img image.Image) imaging.Report
	Make(img image.Image, r imaging.Report, spec identity.PortraitSpec, src identity.Source) (identity.Portrait, error)
}

// Options say where frames come from and where pictures and findings go. The
// callbacks may be nil. They are called one after another, Seen on a goroutine
// of its own; while one runs, frames are dropped. They must not wait for Done.
type Options struct {
	// Source is the camera or the demo. It is run until the end.
	Source camera.Source
	// Maker finds faces and makes portraits.
	Maker Maker
	// From is what portraits say of their origin: identity.SourceCamera, or
	// SourceDemo for the demo.
	From identity.Source
	// Now is the clock that Source stamps frames with, such as time.Now.
	Now func() time.Time

	// Show receives each picture of the preview: opaque, mirrored, rows packed,
	// begun at (0,0). It is lent until Show returns.
	Show func(*image.RGBA)
	// Width is how wide in pixels a preview is at least, where the camera's
	// pictures are; they are shrunk by 1, 2 or 4. 0 stands for 640.
	Width int
	// Seen receives what was found on a frame, about ten times a second once
	// the camera's exposure has settled.
	Seen func(Seen)
	// State receives each state of the camera.
	State func(camera.Status)
}

// Seen is what was found on one frame.
type Seen struct {
	At time.Time // of the frame
	// Problems are what is wrong, the most important first; none for a good
	// picture. They are codes of this package and of package imaging.
	Problems []imaging.Code
	// Black says that the picture is black all over: the lens is covered.
	Black bool
}

// defaultWidth is half of the commonest camera's.
const defaultWidth = 640

// Loop is one opening of the camera. Its methods may be called from several
// goroutines.
type Loop struct {
	o      Options
	dec    jpegDecoder
	ring   *ring
	cancel context.CancelFunc
	ended  <-chan struct{} // the end was asked for
	done   chan struct{}   // no goroutine is left
}

// Start opens the camera and returns at once. The loop runs until ctx ends,
// Close is called or the source gives up.
func Start(ctx context.Context, o Options) *Loop {
	if o.Width <= 0 {
		o.Width = defaultWidth
	}
	ctx, cancel := context.WithCancel(ctx)
	l := &Loop{o: o, dec: newDecoder(), ring: newRing(), cancel: cancel, ended: ctx.Done(), done: make(chan struct{})}
	go l.run(ctx)
	return l
}

// Close ends the loop and returns at once: all pictures are forgotten and a
// Shoot that waits is rejected. A callback may be under way still, until Done.
// It may be called from a callback.
func (l *Loop) Close() {
	l.cancel()
	l.ring.close()
}

// Done is closed when the last callback has returned. The source lets go of
// the camera at about the same time, later where the hardware hangs.
func (l *Loop) Done() <-chan struct{} { return l.done }

// run owns both goroutines: the pump, which is this one, and the examiner.
func (l *Loop) run(ctx context.Context) {
	defer close(l.done)
	stream := camera.Start(ctx, l.o.Source)
	fresh := make(chan taken, 1)
	examined := make(chan struct{})
	go func() {
		defer close(examined)
		e := examiner{Loop: l}
		e.run(ctx, fresh)
	}()
	p := pump{Loop: l, fresh: fresh}
	p.run(ctx, stream)
	l.Close()
	close(fresh)
	<-examined
}
