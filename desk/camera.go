package desk

import (
	"context"
	"image"
	"sync"
	"time"

	"facedesk/camera"
	"facedesk/imaging"
	"facedesk/imaging/capture"
	"facedesk/ui/session"
)

// CameraOptions say where pictures and findings go. All are needed.
type CameraOptions struct {
	Maker func() *imaging.Maker // by the present settings
	Now   func() time.Time
	Post  func(session.Msg) // brings a message to the session
	Frame func(*image.RGBA) // shows a picture of the preview
}

// Camera is the camera of a window and the loop behind it, one opening at a time.
// It implements session.CameraControl and session.Portraits.
type Camera struct {
	CameraOptions
	ctx     context.Context // ends the loop and the watch over the cameras
	sources *Sources
	watch   sync.Once

	mu     sync.Mutex // of the fields below alone: cameras are opened and closed without it
	loop   *capture.Loop
	guest  uint64 // generation of the customer whom the pictures are of
	black  bool   // the last picture was black all over
	device string // that the loop is of
	demo   bool   // pictures come from the demo
	usual  string // the camera that is opened where none is named
}

// NewCamera returns a camera that is closed. It ends with ctx.
func NewCamera(ctx context.Context, o CameraOptions) *Camera {
	return &Camera{CameraOptions: o, ctx: ctx, sources: NewSources(o.Now)}
}

// Open implements session.CameraControl. It and Close are called one after the
// other.
func (c *Camera) Open(generation uint64, device string) {
	device, demo, is := c.prepare(generation, device)
	if is {
		return
	}
	source, from, err := c.sources.Open(demo, device)
	if err != nil {
		c.Post(session.CameraReported{State: session.CameraNone})
		return
	}
	loop := capture.Start(c.ctx, capture.Options{
		Source: source, Maker: c.Maker(), From: from, Now: c.Now,
		Show:  c.Frame,
		Seen:  c.seen,
		State: c.changed,
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	c.loop, c.device = loop, device
}

// prepare says which camera to open, and closes another one; is reports that it
// is open already.
func (c *Camera) prepare(generation uint64, asked string) (device string, demo, is bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if device = asked; device == "" {
		device = c.usual
	}
	c.guest = generation
	if c.loop != nil && c.device == device {
		return device, c.demo, true
	}
	c.drop()
	c.black = false
	return device, c.demo, false
}

// drop ends the loop, which waits for nothing. The lock is held.
func (c *Camera) drop() {
	if c.loop != nil {
		c.loop.Close()
		c.loop = nil
	}
}

// Close implements session.CameraControl.
func (c *Camera) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop()
}

// Shoot implements session.Portraits.
func (c *Camera) Shoot(ctx context.Context, shot session.Shoot) session.Msg {
	c.mu.Lock()
	loop := c.loop
	c.mu.Unlock()
	if loop == nil {
		return session.ShotRejected{Shot: shot.Shot, Problem: session.HintUnusable}
	}
	got := loop.Shoot(ctx, capture.Wish{Spec: shot.Spec, Lifted: codes(shot.Lifted)})
	if got.Portrait.Empty() {
		return session.ShotRejected{Shot: shot.Shot, Problem: session.Hint(got.Refused)}
	}
	return session.ShotTaken{Shot: shot.Shot, Portrait: got.Portrait, Problems: Hints(got.Problems)}
}

// changed passes on how the camera is. One that comes back is not known to be
// covered still.
func (c *Camera) changed(s camera.Status) {
	if s.State != camera.Live {
		c.mu.Lock()
		c.black = false
		c.mu.Unlock()
	}
	c.Post(session.CameraReported{State: cameraState(s.State)})
}

// seen passes on what was found on a frame.
func (c *Camera) seen(s capture.Seen) {
	c.mu.Lock()
	guest, changed := c.guest, s.Black != c.black
	c.black = s.Black
	c.mu.Unlock()
	if changed {
		c.Post(session.CameraReported{State: map[bool]session.CameraState{true: session.CameraDark, false: session.CameraLive}[s.Black]})
	}
	c.Post(session.Previewed{Generation: guest, Problems: Hints(s.Problems)})
}

// Hints are what is wrong with a picture, in the words of the screen.
func Hints(codes []imaging.Code) []session.Hint {
	out := make([]session.Hint, len(codes))
	for i, code := range codes {
		out[i] = session.Hint(code)
	}
	return out
}

// codes are the opposite of Hints.
func codes(hints []session.Hint) []imaging.Code {
	out := make([]imaging.Code, len(hints))
	for i, h := range hints {
		out[i] = imaging.Code(h)
	}
	return out
}

// cameraState words a camera's state for the screen.
func cameraState(s camera.State) session.CameraState {
	switch s {
	case camera.Starting:
		return session.CameraStarting
	case camera.Live:
		return session.CameraLive
	case camera.NoPermission:
		return session.CameraDenied
	case camera.Busy:
		return session.CameraBusy
	case camera.Silent, camera.Failed:
		return session.CameraSilent
	case camera.Lost:
		return session.CameraLost
	}
	return session.CameraNone
}
