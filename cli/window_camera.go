package cli

import (
	"context"
	"os"
	"strings"
	"sync"
	"time"

	"facedesk/assets"
	"facedesk/camera"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/imaging/capture"
	"facedesk/ui/session"
)

// eye is the camera of a window and the loop behind it, one opening at a time.
type eye struct {
	mu     sync.Mutex
	loop   *capture.Loop
	guest  uint64 // generation of the customer whom the pictures are of
	black  bool   // the last picture was black all over
	device string
	webcam *camera.Webcam
	demo   *camera.Demo
}

// demoFace is the column of the face on the demo's picture.
const demoFace = 560

// source returns the camera to open, and what portraits from it say of their
// origin. One Webcam serves all openings, so that a camera still being let go is
// never taken for another program's.
func (e *eye) source(demo bool, device string, now func() time.Time) (camera.Source, identity.Source, error) {
	if demo && (device == "" || device == camera.DemoDevice().ID) {
		if e.demo == nil {
			picture, err := imaging.Decode(assets.DemoPortrait())
			if err != nil {
				return nil, "", err
			}
			e.demo = camera.NewDemo(picture, camera.DemoOptions{FaceX: demoFace, Now: now})
		}
		return e.demo, identity.SourceDemo, nil
	}
	if e.webcam == nil {
		e.webcam = camera.NewWebcam(camera.Options{Now: now})
	}
	e.webcam.Select(device)
	return e.webcam, identity.SourceCamera, nil
}

// Open implements session.CameraControl.
func (c *counter) Open(generation uint64, device string) {
	e := &c.eye
	e.mu.Lock()
	defer e.mu.Unlock()
	if d := c.current(); device == "" && d != nil {
		device = c.usualCamera(d)
	}
	e.guest = generation
	if e.loop != nil && e.device == device {
		return
	}
	if e.loop != nil {
		e.loop.Close()
	}
	source, from, err := e.source(c.demoChosen(), device, c.now)
	if err != nil {
		c.post(session.CameraReported{State: session.CameraNone})
		return
	}
	e.device, e.black = device, false
	e.loop = capture.Start(context.Background(), capture.Options{
		Source: source, Maker: c.maker, From: from, Now: c.now,
		Show:  c.frame,
		Seen:  c.seen,
		State: c.changed,
	})
}

// Close implements session.CameraControl.
func (c *counter) Close() {
	c.eye.mu.Lock()
	defer c.eye.mu.Unlock()
	if c.eye.loop != nil {
		c.eye.loop.Close()
		c.eye.loop = nil
	}
}

// Shoot implements session.Portraits.
func (c *counter) Shoot(ctx context.Context, shot session.Shoot) session.Msg {
	c.eye.mu.Lock()
	loop := c.eye.loop
	c.eye.mu.Unlock()
	if loop == nil {
		return session.ShotRejected{Shot: shot.Shot, Problem: session.HintUnusable}
	}
	got := loop.Shoot(ctx, shot.Spec, shot.Oval)
	if got.Portrait.Empty() {
		return session.ShotRejected{Shot: shot.Shot, Problem: session.Hint(got.Refused)}
	}
	return session.ShotTaken{Shot: shot.Shot, Portrait: got.Portrait, Problems: hints(got.Problems)}
}

// changed passes on how the camera is. One that comes back is not known to be
// covered still.
func (c *counter) changed(s camera.Status) {
	if s.State != camera.Live {
		c.eye.mu.Lock()
		c.eye.black = false
		c.eye.mu.Unlock()
	}
	c.post(session.CameraReported{State: cameraState(s.State)})
}

// seen passes on what was found on a frame.
func (c *counter) seen(s capture.Seen) {
	c.eye.mu.Lock()
	guest, changed := c.eye.guest, s.Black != c.eye.black
	c.eye.black = s.Black
	c.eye.mu.Unlock()
	if changed {
		c.post(session.CameraReported{State: map[bool]session.CameraState{true: session.CameraDark, false: session.CameraLive}[s.Black]})
	}
	c.post(session.Previewed{Generation: guest, Problems: hints(s.Problems)})
}

func hints(codes []imaging.Code) []session.Hint {
	out := make([]session.Hint, len(codes))
	for i, code := range codes {
		out[i] = session.Hint(code)
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

// look lists the cameras in the background, now and whenever one comes or goes
// while none is open.
func (c *counter) look(demo bool) {
	c.watch.Do(func() {
		go c.watchCameras()
		go c.forgetDaily()
	})
	go c.listCameras(demo)
}

func (c *counter) listCameras(demo bool) {
	devices, _ := camera.List() // an error leaves none, which the state says
	if demo {
		devices = append([]camera.Device{camera.DemoDevice()}, devices...)
	}
	list := make([]session.Camera, len(devices))
	for i, d := range devices {
		list[i] = session.Camera{ID: d.ID, Name: d.Name}
	}
	c.post(session.CamerasListed{Cameras: list})
	c.eye.mu.Lock()
	open := c.eye.loop != nil
	c.eye.mu.Unlock()
	if !open { // else the loop itself says how it is
		c.post(session.CameraReported{State: c.outlook(devices, demo)})
	}
}

// outlook is how the camera that would be opened will be.
func (c *counter) outlook(devices []camera.Device, demo bool) session.CameraState {
	usual := ""
	if d := c.current(); d != nil {
		usual = c.usualCamera(d)
	}
	if demo && usual == "" {
		usual = camera.DemoDevice().ID
	}
	usable := camera.Usable(devices, usual)
	if len(usable) == 0 {
		return session.CameraNone
	}
	for _, d := range usable {
		switch state := camera.StateOf(d.Err); state {
		case camera.Live:
			return session.CameraReady
		case camera.Busy, camera.NoPermission: // no other is taken for it
			return cameraState(state)
		}
	}
	return cameraState(camera.StateOf(usable[0].Err))
}

// nodesEvery is how often /dev is looked at for cameras that came or went.
const nodesEvery = 3 * time.Second

func (c *counter) watchCameras() {
	last := videoNodes()
	t := time.NewTicker(nodesEvery)
	defer t.Stop()
	for range t.C {
		if now := videoNodes(); now != last {
			last = now
			c.listCameras(c.demoChosen())
		}
	}
}

func videoNodes() string {
	entries, _ := os.ReadDir("/dev")
	var out strings.Builder
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "video") {
			out.WriteString(e.Name() + " ")
		}
	}
	return out.String()
}

// fromFile makes the portrait of a file that somebody chose in the window.
func (c *counter) fromFile(data []byte, p session.PickFile) session.Msg {
	portrait, report, err := c.maker.PortraitFromFile(data, p.Spec, identity.SourceFile)
	var codes []imaging.Code
	for _, problem := range report.Problems {
		codes = append(codes, problem.Code)
	}
	switch {
	case err == nil:
		return session.ShotTaken{Shot: p.Shot, Portrait: portrait, Problems: hints(codes)}
	case len(codes) > 0:
		return session.ShotRejected{Shot: p.Shot, Problem: hints(codes)[0]}
	}
	return session.ShotRejected{Shot: p.Shot, Problem: session.HintUnusable}
}

// noFiles answers where no window is there to choose a file in.
func noFiles(_ context.Context, p session.PickFile) session.Msg {
	return session.ShotCancelled{Shot: p.Shot}
}
