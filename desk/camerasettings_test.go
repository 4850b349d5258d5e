package desk

import (
	"testing"

	"facedesk/camera"
	"facedesk/identity"
	"facedesk/ui/session"
)

// Only IT's setting opens a virtual camera, and the portrait says that it came
// from one. Cameras that cannot work are not offered either.
func TestOfferedCameras(t *testing.T) {
	virtual := camera.Device{ID: "virtual:OBS", Name: "OBS", Kind: camera.Virtual}
	dead := camera.Device{ID: "usb:h264", Name: "H264", Err: &camera.Error{State: camera.Failed, Reason: camera.NoFormat}}
	good := camera.Device{ID: "usb:good", Name: "Good"}
	for usual, want := range map[string][]session.Camera{
		"":            {{ID: "usb:good", Name: "Good"}},
		"virtual:OBS": {{ID: "virtual:OBS", Name: "OBS"}, {ID: "usb:good", Name: "Good"}},
	} {
		got := offered([]camera.Device{virtual, dead, good}, usual)
		if len(got) != len(want) || got[0] != want[0] {
			t.Errorf("%q: %v", usual, got)
		}
	}
	for device, want := range map[string]identity.Source{"": identity.SourceCamera, "usb:good": identity.SourceCamera, "virtual:OBS": identity.SourceVirtual} {
		if _, from, err := NewSources(nil).Open(false, device); err != nil || from != want {
			t.Errorf("%q: %s, %v", device, from, err)
		}
	}
}
