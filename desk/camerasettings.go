package desk

import (
	"facedesk/camera"
	"facedesk/config"
)

// CameraSettings returns what IT decided about cameras.
func CameraSettings(s *config.Settings) camera.Settings {
	mains := map[string]camera.Mains{"50": camera.Mains50, "60": camera.Mains60, "auto": camera.MainsAuto}
	return camera.Settings{
		Mains: mains[s.String(config.KeyCameraMains)],
		View: func(d camera.Device) camera.View {
			return camera.View{Turn: s.CameraTurn(d.Is), Mirror: s.CameraMirror(d.Is)}
		},
	}
}
