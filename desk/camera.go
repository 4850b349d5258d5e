package desk

import (
	"cmp"
	"context"
	"image"
	"sync"
	"sync/atomic"
	"time"

	"facedesk/camera"
	"facedesk/imaging"
	"facedesk/imaging/capture"
	"facedesk/ui/session"
)

// CameraOptions say where pictures and findings go. All fields are required.
type CameraOptions struct {
	Maker func() *imaging.Maker // by the present settings
	Now   func() time.Time
	Post  func(session.Msg) // brings a message to the session
	Frame func(*image.RGBA) // shows a picture of the preview
}

// Camera opens one camera at a time and runs the capture loop on it. It
// implements session.CameraControl and session.Portraits.
type Camera struct {
	CameraOptions
	ctx     context.Context // ends the loop and the watch over the cameras
	sources *Sources
	watch   sync.Once

	slow atomic.Bool // the preview is drawn without a graphics card

	mu     sync.Mutex // guards the fields below; it is not held while a camera opens or closes
	loop   *capture.Loop
	number uint64              // of the loop: what comes late of the last one is dropped
	guest  uint64              // generation of the customer in the pictures
	scene  session.CameraState // what the last picture says of the camera, "" for nothing
	device string              // the camera of the loop
	demo   bool                // pictures come from the demo
	usual  string              // the camera to open when a request names none
	mains  string              // of the camera page, which applies at opening
	last   CameraSeen          // for the doctor
}

// NewCamera returns a closed camera. When ctx ends, the camera closes and its
// goroutines end.
func NewCamera(ctx context.Context, o CameraOptions) *Camera {
	return &Camera{CameraOptions: o, ctx: ctx, sources: NewSources(o.Now)}
}

// Open implements session.CameraControl. Calls of Open and Close must not
// overlap.
func (c *Camera) Open(generation uint64, device string) {
	device, demo, open := c.prepare(generation, device)
	if open {
		return
	}
	source, from, err := c.sources.Open(demo, device)
	if err != nil {
		c.Post(session.CameraReported{State: session.CameraNone})
		return
	}
	maker := c.Maker()
	c.mu.Lock()
	number := c.number
	c.mu.Unlock()
	loop := capture.Start(c.ctx, capture.Options{
		Source: source, Maker: maker, From: from, Now: c.Now,
		Aimed: func(a imaging.Aim) capture.Maker { return maker.Aimed(a) },
		Show: func(img *image.RGBA) {
			if c.runs(number) {
				c.Frame(img)
			}
		},
		Pace: c.pace,
		Seen: func(s capture.Seen) {
			if c.runs(number) {
				c.seen(s)
			}
		},
		State: c.changed,
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	c.loop, c.device = loop, device
}

// prepare returns the camera to open and closes any other one. open reports
// that this camera is open already.
func (c *Camera) prepare(generation uint64, asked string) (device string, demo, open bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if device = asked; device == "" {
		device = c.usual
	}
	c.guest = generation
	if c.loop != nil && c.device == device {
		c.loop.Choose(capture.Box{})
		return device, c.demo, true
	}
	c.drop()
	c.scene = ""
	return device, c.demo, false
}

// runs reports whether a loop is still the newest.
func (c *Camera) runs(number uint64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.number == number
}

// drop ends the loop without waiting for it. The caller holds the lock.
func (c *Camera) drop() {
	c.number++
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

// Choose implements session.CameraControl.
func (c *Camera) Choose(f session.Face) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.loop != nil {
		c.loop.Choose(capture.Box(mirrored(f.Box)))
	}
}

// Move implements session.CameraControl. The preview is mirrored.
func (c *Camera) Move(a session.Aim) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.loop != nil {
		c.loop.Aim(imaging.Aim{X: -a.X, Y: a.Y})
	}
}

// mirrored turns a box of the frame into one of the screen, and back. No box stays
// none.
func mirrored(b session.Box) session.Box {
	if b == (session.Box{}) {
		return b
	}
	b.X = 1 - b.X - b.W
	return b
}

func facesOf(faces []capture.Face) []session.Face {
	out := make([]session.Face, len(faces))
	for i, f := range faces {
		out[i] = session.Face{Box: mirrored(session.Box(f.Box)), Customer: f.Customer}
	}
	return out
}

// Shoot implements session.Portraits.
func (c *Camera) Shoot(ctx context.Context, shot session.Shoot) session.Msg {
	c.mu.Lock()
	loop := c.loop
	c.mu.Unlock()
	if loop == nil {
		return session.ShotRejected{Shot: shot.Shot, Problem: session.HintUnusable}
	}
	got := loop.Shoot(ctx, capture.Wish{Spec: shot.Spec, Lifted: codes(shot.Accepted)})
	if got.Portrait.Empty() {
		return session.ShotRejected{Shot: shot.Shot, Problem: session.Hint(got.Refused)}
	}
	return session.ShotTaken{Shot: shot.Shot, Portrait: got.Portrait, Problems: Hints(got.Problems)}
}

// Told returns what was last seen of the camera that is open.
func (c *Camera) Told() CameraSeen {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.loop == nil {
		return CameraSeen{}
	}
	seen := c.last
	seen.Device = c.device
	return seen
}

// changed reports the camera's state. A camera that comes back counts as
// uncovered until a frame says otherwise.
func (c *Camera) changed(s camera.Status) {
	state := cameraState(s.State, s.Err)
	if s.State != camera.Live {
		c.mu.Lock()
		if state == session.CameraFrozen {
			state = cmp.Or(c.scene, state) // a cover's pictures are all the same, too
		}
		c.scene = ""
		c.mu.Unlock()
	}
	c.mu.Lock()
	c.last = CameraSeen{State: state}
	c.mu.Unlock()
	c.Post(session.CameraReported{State: state})
}

// seen reports what was found on a frame.
func (c *Camera) seen(s capture.Seen) {
	c.mu.Lock()
	scene := sceneOf(s)
	guest, changed := c.guest, scene != c.scene
	c.scene = scene
	c.last.State, c.last.Problems = cmp.Or(scene, session.CameraLive), Hints(s.Problems)
	c.mu.Unlock()
	if changed {
		c.Post(session.CameraReported{State: cmp.Or(scene, session.CameraLive)})
	}
	c.Post(session.Previewed{Generation: guest, Problems: Hints(s.Problems), Faces: facesOf(s.Faces), Lost: s.Lost})
}

// Hints converts the problems of a picture to the hints of the screen.
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
