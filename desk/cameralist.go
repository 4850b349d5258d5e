package desk

import (
	"os"
	"strings"
	"time"

	"facedesk/camera"
	"facedesk/ui/session"
)

// Look lists the cameras in the background: now, and whenever a camera comes or
// goes while none is open. usual is the camera to open when a request names
// none; "" means the first one. The settings apply at once.
func (c *Camera) Look(demo bool, usual string, settings camera.Settings) {
	c.sources.Configure(settings)
	c.mu.Lock()
	c.demo, c.usual = demo, usual
	c.mu.Unlock()
	c.watch.Do(func() { go c.watchNodes() })
	go c.list()
}

func (c *Camera) list() {
	devices, _ := camera.List() // an error gives an empty list, and the state reports it
	c.mu.Lock()
	demo, usual := c.demo, c.usual
	c.mu.Unlock()
	if demo {
		devices = append([]camera.Device{camera.DemoDevice()}, devices...)
	}
	c.Post(session.CamerasListed{Cameras: offered(devices, usual)})
	c.mu.Lock()
	open := c.loop != nil
	c.mu.Unlock()
	if !open { // if open, the loop reports the state
		c.Post(session.CameraReported{State: outlook(devices, demo, usual)})
	}
}

// offered returns the cameras among which the clerk may choose. Virtual cameras
// and cameras that cannot work are not among them, because software can send
// pictures of people who are not there. IT's own choice always is.
func offered(devices []camera.Device, usual string) []session.Camera {
	var list []session.Camera
	for _, d := range devices {
		dead := reasonStates[camera.ReasonOf(d.Err)] != ""
		demo := d.ID == camera.DemoDevice().ID
		if usual != "" && d.Is(usual) || demo || d.Kind != camera.Virtual && !dead {
			list = append(list, session.Camera{ID: d.ID, Name: d.Name})
		}
	}
	return list
}

// outlook predicts the state of the camera that would be opened.
func outlook(devices []camera.Device, demo bool, usual string) session.CameraState {
	if demo && usual == "" {
		usual = camera.DemoDevice().ID
	}
	usable := camera.Usable(devices, usual)
	switch {
	case len(usable) == 0 && len(devices) > 0 && usual == "":
		return session.CameraChosen
	case len(usable) == 0:
		return session.CameraNone
	}
	for _, d := range usable {
		switch state := camera.StateOf(d.Err); state {
		case camera.Live:
			return session.CameraReady
		case camera.Busy, camera.NoPermission: // a camera in this state is not replaced by another
			return cameraState(state, d.Err)
		}
	}
	return cameraState(camera.StateOf(usable[0].Err), usable[0].Err)
}

// nodesEvery is how often /dev is searched for cameras that came or went.
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
