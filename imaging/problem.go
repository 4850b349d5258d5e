package imaging

import (
	"image"
	"math"

	"facedesk/identity"
)

// Code names a problem of a picture.
type Code string

// The problems of a picture.
const (
	NoFace    Code = "no_face"
	ManyFaces Code = "many_faces"
	TooSmall  Code = "too_small" // eye distance below MinEyeDistance
	Small     Code = "small"     // eye distance below GoodEyeDistance
	CutOff    Code = "cut_off"   // crown, chin or a side of the head may be outside the picture
	Tilted    Code = "tilted"
	Dark      Code = "dark"
	Burnt     Code = "burnt"
	Backlit   Code = "backlit"
	SideLit   Code = "side_lit"
	Blurred   Code = "blurred"
)

// The limits by which a picture is judged. Those of light and sharpness only
// warn, and are low for the sake of dark skin.
const (
	MinEyeDistance  = 70.0 // pixels; no portrait below
	GoodEyeDistance = 90.0 // pixels
	MaxRoll         = 15.0 // degrees
	MinLuminance    = 0.22
	MaxBurnt        = 0.05
	MaxBacklight    = 1.8
	MinSideLight    = 0.15
	MinSharpness    = 130.0
)

// Problem is one problem of a picture. A hard problem prevents a portrait. The
// sentences address the person who takes the photo.
type Problem struct {
	Code Code
	Hard bool
	identity.Sentences
}

// problem returns the problem of a code.
func problem(c Code) Problem {
	hard := c == NoFace || c == ManyFaces || c == TooSmall
	return Problem{Code: c, Hard: hard, Sentences: hint(c)}
}

func hint(c Code) identity.Sentences {
	switch c {
	case NoFace:
		return identity.Say("没有找到人脸。", "No face was found.").Do("请正对镜头，露出整张脸。", "Face the camera, with the whole face visible.")
	case ManyFaces:
		return identity.Say("画面中有多人。", "There is more than one person in the picture.").Do("请只留客人一人。", "Only the guest, please.")
	case TooSmall:
		return identity.Say("人脸太小。", "The face is too small.").Do("请靠近镜头，或换一张更清楚的照片。", "Come closer, or use a larger photo.")
	case Small:
		return identity.Say("人脸偏小。", "The face is rather small.").Do("请再靠近一些。", "Please come a little closer.")
	case CutOff:
		return identity.Say("头部没有拍全。", "The head is cut off.").Do("请退后一些并居中。", "Move back a little and into the middle.")
	case Tilted:
		return identity.Say("头有些歪。", "The head is tilted.").Do("请把头摆正。", "Please keep your head straight.")
	case Dark:
		return identity.Say("脸部太暗。", "The face is too dark.").Do("请加一点光。", "More light, please.")
	case Burnt:
		return identity.Say("脸部过亮。", "The face is too bright.").Do("请减弱正面的光。", "Less light from the front, please.")
	case Backlit:
		return identity.Say("背后的光太强。", "There is too much light from behind.").Do("请换个方向。", "Turn away from it.")
	case SideLit:
		return identity.Say("脸上一边亮一边暗。", "One side of the face is in shadow.").Do("请面向光源。", "Face the light.")
	}
	return identity.Say("不够清晰。", "The picture is not sharp enough.").Do("请保持不动。", "Please hold still.")
}

// judge compares the figures with the limits and returns the problems, the most
// important first. Sharpness counts only on a well exposed face.
func judge(g identity.Figures, f Face, bounds image.Rectangle) []Code {
	dark, burnt := g.Luminance < MinLuminance, g.Burnt > MaxBurnt
	backlit, sideLit := g.Backlight > MaxBacklight, g.SideLight < MinSideLight
	checks := []struct {
		wrong bool
		code  Code
	}{
		{g.EyeDistance < MinEyeDistance, TooSmall},
		{g.EyeDistance >= MinEyeDistance && g.EyeDistance < GoodEyeDistance, Small},
		{!headRect(f).In(bounds), CutOff},
		{math.Abs(f.Roll()) > MaxRoll, Tilted},
		{dark, Dark},
		{burnt, Burnt},
		{backlit, Backlit},
		{sideLit, SideLit},
		{!dark && !burnt && !backlit && !sideLit && g.Sharpness < MinSharpness, Blurred},
	}
	var codes []Code
	for _, c := range checks {
		if c.wrong {
			codes = append(codes, c.code)
		}
	}
	return codes
}
