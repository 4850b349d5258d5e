package imaging

import (
	"image"
	"math"
	"slices"

	"facedesk/identity"
)

// Code names a problem of a picture.
type Code string

// The problems of a picture.
const (
	NoFace       Code = "no_face"
	Unclear      Code = "unclear" // somebody is there whose face cannot be seen well
	ManyFaces    Code = "many_faces"
	TooSmall     Code = "too_small"     // eyes less than Marks.MinEyes apart
	Small        Code = "small"         // eyes less than Marks.GoodEyes apart
	CutOff       Code = "cut_off"       // crown, chin or a side of the head may lie outside the picture
	MouthCovered Code = "mouth_covered" // mouth and nose have a colour of their own
	EyesCovered  Code = "eyes_covered"  // the eyes are dark and even
	Covered      Code = "covered"       // so little of a face, for no other cause, that something must cover it
	TurnedAway   Code = "turned_away"
	Turned       Code = "turned" // a little
	Tilted       Code = "tilted"
	Dark         Code = "dark"
	Burnt        Code = "burnt"
	Backlit      Code = "backlit"
	SideLit      Code = "side_lit"
	Blurred      Code = "blurred"
)

// Stops lists the codes whose problems ask somebody: no portrait is made before
// they are lifted (Report.Lift).
func Stops() []Code { return []Code{MouthCovered, EyesCovered, TurnedAway} }

// brightWall is what is behind a face that is lit from there, 0..1.
const brightWall = 0.6

// Problem is one thing wrong with a picture. Hard ones allow no portrait, those
// that ask allow one once they are lifted. Size, light and blur become hard where
// the finder is unsure for them. The sentences are addressed to whoever
// takes the photo.
type Problem struct {
	Code Code
	Hard bool
	Asks bool
	identity.Sentences
}

// problem returns the problem of a code.
func problem(c Code) Problem {
	hard := slices.Contains([]Code{NoFace, Unclear, ManyFaces, TooSmall, Covered}, c)
	return Problem{Code: c, Hard: hard, Asks: slices.Contains(Stops(), c), Sentences: hint(c)}
}

func hint(c Code) identity.Sentences {
	switch c {
	case NoFace:
		return identity.Say("没有找到人脸。", "No face was found.").Do("请正对镜头，露出整张脸。", "Face the camera, with the whole face visible.")
	case Unclear:
		return identity.Say("有人在，但脸看不清。", "Somebody is there, but the face cannot be seen well.").Do("请正对镜头，露出眼睛、鼻子和嘴。", "Face the camera, with eyes, nose and mouth visible.")
	case MouthCovered, EyesCovered, Covered, TurnedAway, Turned:
		return coverHint(c)
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

// coverHint words what hides a face or turns it away. It names nothing that
// somebody may have to wear.
func coverHint(c Code) identity.Sentences {
	switch c {
	case MouthCovered:
		return identity.Say("口鼻好像被遮住了。", "Something seems to cover mouth or nose.").Do("请露出口鼻。", "Please show both.")
	case EyesCovered:
		return identity.Say("眼睛好像被遮住了。", "Something seems to cover the eyes.").Do("请露出双眼。", "Please show both.")
	case Covered:
		return identity.Say("口、鼻或眼睛好像被遮住了。", "Something seems to cover mouth, nose or eyes.").Do("请露出整张脸，或人工核对证件。", "Show the whole face, or check the document by hand.")
	}
	return identity.Say("脸没有正对镜头。", "The face is turned away.").Do("请正对镜头。", "Please face the camera.")
}

// judge compares the figures with the marks, the most important first.
// Sharpness says something only of a well exposed face.
func (m Marks) judge(g identity.Figures, f Face, bounds image.Rectangle) []Code {
	dark := g.Top < m.DarkTop && g.Contrast < m.DarkContrast
	burnt, backlit, sideLit := g.Burnt > m.Burnt, g.Top < m.BacklitTop && g.Behind > brightWall, g.SideLight < m.SideLight
	checks := []struct {
		wrong bool
		code  Code
	}{
		{g.Turn > m.TurnedAway, TurnedAway},
		{g.Turn > m.Turned && g.Turn <= m.TurnedAway, Turned},
		{g.EyeDistance < m.MinEyes, TooSmall},
		{g.EyeDistance >= m.MinEyes && g.EyeDistance < m.GoodEyes, Small},
		{!headRect(f).In(bounds), CutOff},
		{math.Abs(f.Roll()) > m.Roll, Tilted},
		{backlit, Backlit},
		{dark, Dark},
		{burnt, Burnt},
		{sideLit, SideLit},
		{!dark && !burnt && !backlit && !sideLit && g.Sharpness < m.Sharpness, Blurred},
	}
	codes := m.covered(g, f)
	for _, c := range checks {
		if c.wrong {
			codes = append(codes, c.code)
		}
	}
	if m.unsure(g) {
		return blamed(codes)
	}
	return codes
}
