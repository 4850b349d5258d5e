package cli

import (
	"strings"
	"testing"

	"facedesk/camera"
	"facedesk/desk"
)

// What is wrong with a camera is said with what to do, as doctor and the command line
// tell it.
func TestCameraFaultsSayWhatToDo(t *testing.T) {
	for want, fault := range map[string]*camera.Error{
		"group video":          {State: camera.NoPermission},
		"stands still":         {State: camera.Frozen},
		"gives no picture":     {State: camera.Silent},
		"no room for the":      {State: camera.Failed, Reason: camera.USBFull},
		"format of the camera": {State: camera.Failed, Reason: camera.NoFormat},
		"There is no such":     {State: camera.None},
		"Another program":      {State: camera.Busy},
	} {
		said := desk.AsIdentity(cameraFault(fault.State, fault)).Said()
		if !strings.Contains(said.Text().EN, want) || said.Next.EN == "" || said.Next.ZH == "" {
			t.Errorf("%v: %+v, want %q", fault, said, want)
		}
	}
}
