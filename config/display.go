package config

import (
	"facedesk/identity"
	"facedesk/providers"
)

// These are the keys of how the window looks and speaks.
const (
	KeyTheme = "desk.theme"
	KeyScale = "desk.scale"
	KeyTouch = "desk.touch"
	KeyVoice = "desk.voice"
)

// The values of KeyTheme, KeyScale and KeyTouch that others need to know.
const (
	Auto     = "auto"
	On       = "on"
	Off      = "off"
	Light    = "light"
	Dark     = "dark"
	Contrast = "contrast"
)

func displayFields() []providers.Field {
	return []providers.Field{
		{Key: KeyTheme, Type: providers.TypeChoice, Default: Light, Choices: []string{Light, Dark, Contrast, Auto},
			Label: identity.Text{ZH: "界面配色", EN: "Colours"},
			Help:  identity.Text{ZH: "浅色、深色、高对比度，或跟随系统的浅色/深色设置。", EN: "Light, dark, high contrast, or light and dark as the system prefers."}},
		{Key: KeyScale, Type: providers.TypeChoice, Default: Auto, Choices: []string{Auto, "75", "100", "125", "150", "175", "200"},
			Label: identity.Text{ZH: "界面大小（%）", EN: "Size in per cent"},
			Help: identity.Text{ZH: "自动：屏幕能容纳的最大尺寸。选定百分比后不超过它，也不会大到放不下；核验结果始终用最大字号。",
				EN: "Auto: as large as the screen has room for. A percentage is the most that is used, never more than fits; a verdict is always as large as fits."}},
		{Key: KeyTouch, Type: providers.TypeChoice, Default: Auto, Choices: []string{Auto, On, Off},
			Label: identity.Text{ZH: "屏幕按键", EN: "Keys on the screen"},
			Help: identity.Text{ZH: "输入证件号码和 PIN 的屏幕键盘。自动：有触摸屏且刚刚点过屏幕时显示。",
				EN: "Keys on the screen for document numbers and PINs. Auto: where there is a touch screen, while the last input was a tap."}},
		{Key: KeyVoice, Type: providers.TypeBool, Default: false,
			Label: identity.Text{ZH: "语音提示", EN: "Spoken prompts"},
			Help: identity.Text{ZH: "用系统的语音合成（speech-dispatcher）朗读提示和通过的结果；从不读出姓名、号码和其他结果。",
				EN: "Read out prompts and a pass through the system's speech (speech-dispatcher); never names, numbers or other results."}},
	}
}
