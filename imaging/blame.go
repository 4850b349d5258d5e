package imaging

import (
	"slices"

	"facedesk/identity"
)

// sureCauses are what makes a bare face look like hardly one, and is measured
// apart from the score: the most telling first. A face that is only rather far away
// is none: the confirming look shrinks it still.
func sureCauses() []Code { return []Code{TooSmall, Dark, Burnt, Blurred} }

// unsure reports that the confirming look saw hardly a face. Of a head that is
// turned far away a low score says nothing.
func (m Marks) unsure(g identity.Figures) bool {
	return g.Score < m.Covered && g.Turn <= m.TurnedAway
}

// blamed adds to the codes why the finder is unsure. A cause that is sure comes
// first; only without one, something must cover the face.
func blamed(codes []Code) []Code {
	cause := blame(codes)
	if cause != Covered {
		codes = slices.DeleteFunc(codes, func(c Code) bool { return c == cause })
		return slices.Insert(codes, 0, cause)
	}
	signs := slices.IndexFunc(codes, func(c Code) bool { return c != MouthCovered && c != EyesCovered })
	if signs < 0 {
		signs = len(codes)
	}
	return slices.Insert(codes, signs, Covered)
}

// blame is the cause among the codes, Covered where there is none. Neither a few
// pixels less nor blur make a nose or the skin below the eyes of another colour,
// so that such a sign is believed; of a white, dark or tiny face it may be wrong.
func blame(codes []Code) Code {
	has := func(c Code) bool { return slices.Contains(codes, c) }
	signed := has(MouthCovered) && !has(Burnt) || has(EyesCovered)
	if signed && !has(TooSmall) && !has(Dark) {
		return Covered
	}
	for _, c := range sureCauses() {
		if has(c) {
			return c
		}
	}
	return Covered
}

// stopping is the problem that the finder is unsure for. It allows no portrait.
func stopping(c Code) Problem {
	p := problem(c)
	if !p.Hard {
		p.Hard = true
		p.Next.ZH += "请露出整张脸，或人工核对证件。"
		p.Next.EN += " Show the whole face, or check the document by hand."
	}
	return p
}
