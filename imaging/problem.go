package imaging

import (
	"image"
	"math"

	"facedesk/identity"
)

// Code names what is wrong with a picture.
type Code string

// What can be wrong.
const (
	NoFace    Code = "no_face"
	ManyFaces Code = "many_faces"
	TooSmall  Code = "too_small" // eyes less than MinEyeDistance apart
	Small     Code = "small"     // eyes less than GoodEyeDistance apart
	CutOff    Code = "cut_off"   // crown, chin or a side of the head may lie outside the picture
	Tilted    Code = "tilted"
	Dark      Code = "dark"
	Burnt     Code = "burnt"
	Backlit   Code = "backlit"
	SideLit   Code = "side_lit"
	Blurred   Code = "blurred"
)

// The marks that a picture is judged by. Those of light and sharpness are
// warnings only, and set low where skin is dark.
const (
	MinEyeDistance  = 70.0 // pixels; below, no portrait is made
	GoodEyeDistance = 90.0 // pixels
	MaxRoll         = 15.0 // degrees
	MinLuminance    = 0.22
	MaxBurnt        = 0.05
	MaxBacklight    = 1.8
	MinSideLight    = 0.15
	MinSharpness    = 130.0
)

// Problem is one thing wrong with a picture. Hard ones allow no portrait. The
// text is a hint of one sentence, addressed to whoever takes the photo.
type Problem struct {
	Code Code
	Hard bool
	Text identity.Text
}

// problem returns the problem of a code.
func problem(c Code) Problem {
	hard := c == NoFace || c == ManyFaces || c == TooSmall
	return Problem{Code: c, Hard: hard, Text: hint(c)}
}

func hint(c Code) identity.Text {
	switch c {
	case NoFace:
		return identity.Text{ZH: "没有找到人脸，请正对镜头，露出整张脸", EN: "No face found: face the camera, with the whole face visible"}
	case ManyFaces:
		return identity.Text{ZH: "画面里不止一个人，请只留一人", EN: "More than one person in the picture: only one, please"}
	case TooSmall:
		return identity.Text{ZH: "人脸太小，请靠近镜头或换一张更清楚的照片", EN: "The face is too small: come closer, or use a larger photo"}
	case Small:
		return identity.Text{ZH: "请再靠近一些", EN: "Please come a little closer"}
	case CutOff:
		return identity.Text{ZH: "头部没有拍全，请退后一些并居中", EN: "The head is cut off: move back a little and into the middle"}
	case Tilted:
		return identity.Text{ZH: "请把头摆正", EN: "Please hold the head upright"}
	case Dark:
		return identity.Text{ZH: "脸部太暗，请加一点光", EN: "The face is too dark: more light, please"}
	case Burnt:
		return identity.Text{ZH: "脸部过亮，请减弱正面的光", EN: "The face is too bright: less light from the front, please"}
	case Backlit:
		return identity.Text{ZH: "背后的光太强，请换个方向", EN: "Too much light from behind: turn away from it"}
	case SideLit:
		return identity.Text{ZH: "脸上一边亮一边暗，请面向光源", EN: "One side of the face is in shadow: face the light"}
	}
	return identity.Text{ZH: "不够清晰，请保持不动", EN: "Not sharp enough: please hold still"}
}

// judge compares the figures with the marks, the most important first.
// Sharpness says something only of a well exposed face.
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
