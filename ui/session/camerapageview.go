package session

import (
	"slices"

	"facedesk/identity"
)

// What keys and buttons do on the camera page, and the one that leads to it.
const (
	ActCameraSetup Action = "camera_setup"
	ActStore       Action = "store_camera"
	ActTurn        Action = "turn"
	ActMirror      Action = "mirror"
	ActMains       Action = "mains"
	ActLeaveCamera Action = "leave_camera"
)

// CameraSetupView is the camera page.
type CameraSetupView struct {
	Cameras       []FoundCamera
	Chosen        int
	Now           Mounting
	Locks         CameraLocks
	Problem, Next TextKey // what is wrong with the camera on trial, and what to do
	Live          bool    // there is a picture of the camera on trial
	Light         TextKey // "" while there is no picture
	Good          bool    // the light is
	Changed       bool
	Asked         Key // pressed once more it drops the changes
	Fault         identity.Text
}

func (m Model) cameraSetupView() CameraSetupView {
	t := m.trial
	v := CameraSetupView{Chosen: t.chosen, Now: t.now, Locks: t.locks, Changed: t.changed(), Asked: t.asked, Fault: t.fault}
	v.Cameras = slices.Clone(t.found)
	for i, c := range v.Cameras { // what the list says of the camera in use is that we use it
		if m.camera.open && c.Device == m.camera.device {
			v.Cameras[i].State = m.camera.state
		}
	}
	switch c := m.camera; {
	case c.state.problem():
		v.Problem, v.Next = c.state.key(), c.state.nextKey()
	case c.open && !c.seen.IsZero():
		v.Live = true
		v.Light, v.Good = lightKey(c.hint), c.hint == ""
	}
	return v
}

// lightKey is what a problem says of the light, "" for nothing.
func lightKey(h Hint) TextKey {
	switch h {
	case "":
		return "light.good"
	case HintDark, HintBurnt, HintBacklit, HintSideLit, HintTorn:
		return TextKey("light." + h)
	case HintNoFace, HintUnclear, HintTooSmall:
		return "light.nobody"
	}
	return ""
}
