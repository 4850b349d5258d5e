package desk

import (
	"errors"
	"testing"

	"facedesk/camera"
	"facedesk/ui/session"
)

// The predicted state of the camera is the state after opening it.
func TestOutlook(t *testing.T) {
	good := camera.Device{ID: "good"}
	denied := camera.Device{ID: "denied", Err: &camera.Error{State: camera.NoPermission}}
	broken := camera.Device{ID: "broken", Err: errors.New("a node of something else")}
	infrared := camera.Device{ID: "infrared", Infrared: true}
	for _, c := range []struct {
		devices []camera.Device
		asked   string
		demo    bool
		want    session.CameraState
	}{
		{nil, "", false, session.CameraNone},
		{[]camera.Device{good}, "", false, session.CameraReady},
		{[]camera.Device{denied}, "", false, session.CameraDenied},
		{[]camera.Device{broken}, "", false, session.CameraSilent},
		{[]camera.Device{broken, good}, "", false, session.CameraReady},
		{[]camera.Device{denied, good}, "", false, session.CameraDenied},
		{[]camera.Device{infrared}, "", false, session.CameraChosen},
		{[]camera.Device{{ID: "h264", Err: &camera.Error{State: camera.Failed, Reason: camera.NoFormat}}}, "", false, session.CameraFormat},
		{[]camera.Device{infrared}, "infrared", false, session.CameraReady},
		{[]camera.Device{good}, "another", false, session.CameraNone},
		{[]camera.Device{camera.DemoDevice()}, "", true, session.CameraReady},
	} {
		if got := outlook(c.devices, c.demo, c.asked); got != c.want {
			t.Errorf("%v asked for %q: %s, want %s", c.devices, c.asked, got, c.want)
		}
	}
}
