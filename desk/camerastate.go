package desk

import (
	"facedesk/camera"
	"facedesk/imaging/capture"
	"facedesk/ui/session"
)

// sceneOf returns what a picture without anything on it says of the camera.
func sceneOf(s capture.Seen) session.CameraState {
	switch {
	case s.Black:
		return session.CameraDark
	case s.Even:
		return session.CameraCovered
	}
	return ""
}

// reasonStates are the states on the screen for the reasons that are known.
var reasonStates = map[camera.Reason]session.CameraState{
	camera.NoFormat: session.CameraFormat, camera.USBFull: session.CameraUSBFull, camera.Replug: session.CameraReplug,
	camera.Libcamera: session.CameraLibcamera, camera.Chosen: session.CameraChosen,
}

// cameraState converts a camera's state and its cause to the state on the
// screen.
func cameraState(s camera.State, err error) session.CameraState {
	if reason, ok := reasonStates[camera.ReasonOf(err)]; ok {
		return reason
	}
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
	case camera.Frozen:
		return session.CameraFrozen
	case camera.Lost:
		return session.CameraLost
	}
	return session.CameraNone
}
