package desk

import (
	"os"
	"strings"
	"time"

	"facedesk/camera"
	"facedesk/ui/session"
)

// Look lists the cameras in the background, now and whenever one comes or goes
// while none is open. Usual is the camera that is opened where none is named, ""
// the first.
func (c *Camera) Look(demo bool, usual string) {
	c.mu.Lock()
	c.demo, c.usual = demo, usual
	c.mu.Unlock()
	c.watch.Do(func() { go c.watchNodes() })
	go c.list()
}

func (c *Camera) list() {
	devices, _ := camera.List() // an error leaves none, which the state says
	c.mu.Lock()
	demo, usual := c.demo, c.usual
	c.mu.Unlock()
	if demo {
		devices = append([]camera.Device{camera.DemoDevice()}, devices...)
	}
	list := make([]session.Camera, len(devices))
	for i, d := range devices {
		list[i] = session.Camera{ID: d.ID, Name: d.Name}
	}
	c.Post(session.CamerasListed{Cameras: list})
	c.mu.Lock()
	open := c.loop != nil
	c.mu.Unlock()
	if !open { // else the loop itself says how it is
		c.Post(session.CameraReported{State: outlook(devices, demo, usual)})
	}
}

// outlook is how the camera that would be opened will be.
func outlook(devices []camera.Device, demo bool, usual string) session.CameraState {
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

func (c *Camera) watchNodes() {
	last := videoNodes()
	every := time.NewTicker(nodesEvery)
	defer every.Stop()
	for {
		select {
		case <-every.C:
		case <-c.ctx.Done():
			return
		}
		if now := videoNodes(); now != last {
			last = now
			c.list()
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
