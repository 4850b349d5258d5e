package capture

import (
	"context"
	"image"
	"time"

	"facedesk/camera"
	"facedesk/identity"
	"facedesk/imaging"
)

// Maker is the part of *imaging.Maker that the loop uses.
type Maker interface {
	Examine(img image.Image) imaging.Report
	ExamineClosely(img image.Image) imaging.Report
	Choose(img image.Image, r imaging.Report, n int) imaging.Report
	Make(img image.Image, r imaging.Report, spec identity.PortraitSpec, src identity.Source) (identity.Portrait, error)
}

// Options say where frames come from and where pictures and findings go. The
// callbacks may be nil. They are called one after another; only Seen has a
// goroutine of its own. While a callback runs, frames are dropped. Callbacks
// must not wait for Done.
type Options struct {
	// Source is the camera or the demo. The loop runs it until the end.
	Source camera.Source
	// Maker finds faces and makes portraits.
	Maker Maker
	// Aimed is Maker with the oval moved; nil where it cannot be moved.
	Aimed func(imaging.Aim) Maker
	// From is the origin that portraits state: identity.SourceCamera, or
	// SourceDemo for the demo.
	From identity.Source
	// Now is the clock of Source's time stamps, for example time.Now.
	Now func() time.Time

	// Show receives each picture of the preview: opaque, mirrored, with packed
	// rows, beginning at (0,0). The picture is valid until Show returns.
	Show func(*image.RGBA)
	// Pace returns the time between two pictures that are shown, on average; nil
	// or 0 shows all. The others are examined as usual.
	Pace func() time.Duration
	// Width is the smallest width of a preview in pixels, if the camera's
	// pictures are that wide. They are shrunk by 1, 2 or 4. 0 means 640.
	Width int
	// Seen receives the findings about a frame, about ten times a second once
	// the camera's exposure has settled.
	Seen func(Seen)
	// State receives each state of the camera.
	State func(camera.Status)
}

// Seen holds the findings about one frame.
type Seen struct {
	At time.Time // time of the frame
	// Problems are the problems of the picture, the most important first; none
	// for a good picture. Their codes are of this package or of package
	// imaging.
	Problems []imaging.Code
	// Faces are those among which somebody may have to choose: none where one is
	// there alone, and none was chosen.
	Faces []Face
	// Lost says that the face that was chosen is not seen.
	Lost bool
	// Black says that the whole picture is black, Even that it is of one other
	// brightness: a cover, or a privacy switch.
	Black, Even bool
}

// defaultWidth is half the most common width of cameras.
const defaultWidth = 640

// Loop is one opening of the camera. Its methods may be called from several
// goroutines.
type Loop struct {
	o      Options
	dec    jpegDecoder
	ring   *ring
	spares chan spare // from the examiner to the pump
	cancel context.CancelFunc
	steer  steering
	ended  <-chan struct{} // closed when the loop is to end
	done   chan struct{}   // closed when no goroutine is left
}

// Start opens the camera and returns at once. The loop runs until ctx ends,
// Close is called or the source gives up.
func Start(ctx context.Context, o Options) *Loop {
	if o.Width <= 0 {
		o.Width = defaultWidth
	}
	ctx, cancel := context.WithCancel(ctx)
	l := &Loop{o: o, dec: newDecoder(), ring: newRing(), spares: oneSpare(), cancel: cancel, ended: ctx.Done(), done: make(chan struct{})}
	go l.run(ctx)
	return l
}

// Close ends the loop and returns at once. All pictures are dropped, and a
// waiting Shoot is refused. A callback may still run until Done. Close may be
// called from a callback.
func (l *Loop) Close() {
	l.cancel()
	l.ring.close()
}

// Done returns a channel that closes when the last callback has returned. The
// source closes the camera at about the same time, or later if the hardware
// hangs.
func (l *Loop) Done() <-chan struct{} { return l.done }

// run runs both goroutines: the pump, which is this one, and the examiner.
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
