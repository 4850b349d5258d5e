package config

import (
	"facedesk/identity"
	"facedesk/providers"
)

// These keys hold the limits by which a photo is judged. docs/faces.md has the
// measurements for the defaults.
const (
	KeyPhotoMinEyes      = "photo.min_eyes"
	KeyPhotoGoodEyes     = "photo.good_eyes"
	KeyPhotoTilt         = "photo.tilt"
	KeyPhotoTurned       = "photo.turned"
	KeyPhotoTurnedAway   = "photo.turned_away"
	KeyPhotoCovered      = "photo.covered"
	KeyPhotoDoubtful     = "photo.doubtful"
	KeyPhotoNoseColour   = "photo.nose_colour"
	KeyPhotoLidLight     = "photo.lid_light"
	KeyPhotoLidLightMost = "photo.lid_light_most"
	KeyPhotoDarkTop      = "photo.dark_top"
	KeyPhotoDarkContrast = "photo.dark_contrast"
	KeyPhotoBurnt        = "photo.burnt"
	KeyPhotoBacklitTop   = "photo.backlit_top"
	KeyPhotoSideLight    = "photo.side_light"
	KeyPhotoSharpness    = "photo.sharpness"
)

// photoFields are the limits. No value lets a photo without a visible face
// pass, because the finished portrait is checked again.
func photoFields() []providers.Field {
	return append(faceMarks(), lightMarks()...)
}

func faceMarks() []providers.Field {
	return []providers.Field{
		mark(KeyPhotoMinEyes, 70, 40, 200, "两眼最小间距", "两眼之间少于多少像素就不生成照片。", "eyes apart at least", "Pixels between the eyes below which no portrait is made."),
		mark(KeyPhotoGoodEyes, 90, 40, 400, "两眼适当间距", "两眼之间少于多少像素就提示靠近。", "eyes well apart", "Pixels between the eyes below which the guest is asked to come closer."),
		mark(KeyPhotoTilt, 15, 5, 45, "头部倾斜", "头倾斜超过多少度就提示摆正。", "tilt", "Degrees of tilt above which the guest is asked to keep straight."),
		mark(KeyPhotoTurned, 0.20, 0.05, 1, "侧脸提示", "鼻尖偏离两眼中线多少（以两眼间距为 1）就提示正对镜头。", "turned", "How far the nose may be off the middle of the eyes (eye distance 1) before the guest is asked to face the camera."),
		mark(KeyPhotoTurnedAway, 0.30, 0.05, 2, "侧脸停拍", "偏离多少就须由工作人员放行。", "turned away", "From where on the clerk has to say that it will do."),
		mark(KeyPhotoCovered, 0.82, 0, 0.95, "遮挡停拍", "确认分数低于多少就不生成照片；0 为不限。", "covered", "Score of the confirming look below which no portrait is made; 0 for no limit."),
		mark(KeyPhotoDoubtful, 0.90, 0, 1, "遮挡存疑", "确认分数低于多少，才按鼻部颜色询问；0 为不询问。", "doubtful", "Score below which the colour of the nose counts; 0 so that it never does."),
		mark(KeyPhotoNoseColour, 10, 2, 200, "鼻部颜色差", "鼻部与额头、鼻梁的颜色（a*、b*）差多少就询问是否遮挡。", "nose colour", "How far the nose may be from forehead and bridge in a*, b* before the clerk is asked about a cover."),
		mark(KeyPhotoLidLight, 0.65, 0, 1, "眼下亮度", "眼下与脸颊的亮度比低于多少就询问是否遮住眼睛；0 为不询问。", "light below the eyes", "Light below the eyes over that of the cheeks below which the clerk is asked about a cover; 0 so that nobody is."),
		mark(KeyPhotoLidLightMost, 2, 0, 100, "眼下亮度上限", "确认分数存疑时，眼下与脸颊的亮度比高于多少就询问是否遮住口鼻（深色口罩）；0 为不询问。", "light below the eyes, most", "Light below the eyes over that of the cheeks above which the clerk is asked about a dark mask, if the score is doubtful; 0 so that nobody is."),
	}
}

func lightMarks() []providers.Field {
	return []providers.Field{
		mark(KeyPhotoDarkTop, 0.30, 0, 1, "太暗（最亮处）", "脸上最亮处低于多少，且明暗相差也不足，才算太暗。", "dark, brightest parts", "How bright the brightest parts of a face are at least; darker ones with too little contrast are too dark."),
		mark(KeyPhotoDarkContrast, 0.22, 0, 1, "太暗（明暗差）", "脸上明暗至少相差多少。", "dark, contrast", "How much the brightest and darkest parts of a face differ at least."),
		mark(KeyPhotoBurnt, 0.15, 0, 1, "过亮", "脸上全白部分超过多少就算过亮。", "too bright", "Share of a face that may be white."),
		mark(KeyPhotoBacklitTop, 0.42, 0, 1, "逆光", "背景很亮时，脸上最亮处低于多少就提示逆光。", "light from behind", "Before a bright wall, how bright the brightest parts of a face are at least."),
		mark(KeyPhotoSideLight, 0.15, 0, 1, "两颊明暗", "两颊的亮度分布至少重合多少。", "light from a side", "How much the brightness of the two cheeks has in common at least."),
		mark(KeyPhotoSharpness, 130, 0, 2000, "清晰度", "清晰度低于多少就提示不够清晰。", "sharpness", "Sharpness below which the picture counts as blurred."),
	}
}

// mark describes a number with its limits, label and help.
func mark(key string, standard, least, most float64, zh, helpZH, en, helpEN string) providers.Field {
	return providers.Field{
		Key: key, Type: providers.TypeNumber, Default: standard, Min: least, Max: most,
		Label: identity.Text{ZH: zh, EN: en}, Help: identity.Text{ZH: helpZH, EN: helpEN},
	}
}
