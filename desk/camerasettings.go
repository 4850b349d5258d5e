package desk

import (
	"facedesk/camera"
	"facedesk/config"
)

// CameraSettings returns what IT decided about cameras.
func CameraSettings(s *config.Settings) camera.Settings {
	return camera.Settings{
		Mains: mainsOf(s.String(config.KeyCameraMains)),
		View: func(d camera.Device) camera.View {
			return camera.View{Turn: s.CameraTurn(d.Is), Mirror: s.CameraMirror(d.Is)}
		},
	}
}

// mainsOf returns a frequency by its name in the settings.
func mainsOf(name string) camera.Mains {
	return map[string]camera.Mains{"50": camera.Mains50, "60": camera.Mains60, "auto": camera.MainsAuto}[name]
}
