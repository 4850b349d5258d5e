package config

import (
	"slices"
	"strings"

	"facedesk/identity"
	"facedesk/providers"
)

// anyCamera stands for every camera in a setting about cameras.
const anyCamera = "*"

var turns = []string{"0", "90", "180", "270"}

// cameraFields describe how the cameras are mounted and the light of the room.
func cameraFields() []providers.Field {
	return []providers.Field{
		{Key: KeyCameraTurn, Type: providers.TypeList, Default: []string{}, Check: checkTurn,
			Label: identity.Text{ZH: "画面旋转", EN: "Turned cameras"},
			Help: identity.Text{ZH: "把画面顺时针转正的角度，每项为“编号=角度”，角度为 0、90、180 或 270；编号写 * 表示所有摄像头。",
				EN: "Degrees clockwise that set the pictures upright, each as ID=DEGREES with 0, 90, 180 or 270; * as the identifier means every camera."}},
		{Key: KeyCameraMirror, Type: providers.TypeList, Default: []string{},
			Label: identity.Text{ZH: "镜像的摄像头", EN: "Mirrored cameras"},
			Help:  identity.Text{ZH: "画面左右颠倒的摄像头的编号；* 表示所有摄像头。", EN: "Identifiers of cameras whose pictures are mirrored; * means every camera."}},
		{Key: KeyCameraMains, Type: providers.TypeChoice, Default: "50", Choices: []string{"50", "60", "auto"},
			Label: identity.Text{ZH: "电源频率", EN: "Mains frequency"},
			Help:  identity.Text{ZH: "当地电源的频率，用于消除灯光闪烁：大陆为 50，台湾为 60。", EN: "Frequency of the local mains in Hz, against flickering light: 50 in mainland China, 60 in Taiwan."}},
	}
}

func checkTurn(value string) *identity.Sentences {
	id, turn, ok := strings.Cut(value, "=")
	if ok && id != "" && slices.Contains(turns, turn) {
		return nil
	}
	return wrong("应为“编号=角度”，角度为 0、90、180 或 270。", "It must be ID=DEGREES with 0, 90, 180 or 270.")
}

// CameraTurn returns by how many degrees the pictures of a camera must be
// turned clockwise. is reports whether an id names the camera.
func (s *Settings) CameraTurn(is func(id string) bool) int {
	for _, item := range s.List(KeyCameraTurn) {
		id, turn, _ := strings.Cut(item, "=")
		if id == anyCamera || is(id) {
			return 90 * slices.Index(turns, turn)
		}
	}
	return 0
}

// CameraMirror reports whether the pictures of a camera are mirrored. is
// reports whether an id names the camera.
func (s *Settings) CameraMirror(is func(id string) bool) bool {
	return slices.ContainsFunc(s.List(KeyCameraMirror), func(id string) bool { return id == anyCamera || is(id) })
}
