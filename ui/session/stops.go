package session

import (
	"slices"
	"time"
)

// acceptable are the problems that the clerk may say will do, after a look at the
// guest: of several faces, that the others are pictures. HintCovered asks too, but
// allows no portrait.
func acceptable() []Hint {
	return []Hint{HintManyFaces, HintMouthCovered, HintEyesCovered, HintTurnedAway, HintOffCentre}
}

// asks reports whether a problem asks the clerk. One that was lifted does not.
func (m Model) asks(h Hint) bool {
	return h == HintCovered || slices.Contains(acceptable(), h) && !slices.Contains(m.customer.accepted, h)
}

// question is the first problem that asks, "" for none.
func (m Model) question(problems []Hint) Hint {
	if i := slices.IndexFunc(problems, m.asks); i >= 0 {
		return problems[i]
	}
	return ""
}

// stopped is what allows no portrait whatever the clerk says, or what was not
// asked about; "" for nothing.
func (m Model) stopped(problems []Hint) Hint {
	for _, h := range problems {
		if slices.Contains([]Hint{HintNoFace, HintUnclear, HintManyFaces, HintTooSmall}, h) || m.asks(h) {
			return h
		}
	}
	return ""
}

// stopsAuto reports whether a problem keeps the automatic shutter from firing. Where
// the light comes from does not: it depends on the place, and a guest must not
// wait longer for the colour of the skin. See docs/faces.md.
func (h Hint) stopsAuto() bool { return h != HintBacklit && h != HintSideLit }

// ask shows the question instead of taking the picture. It stays until the clerk
// has answered or, where the preview brought it up, the preview is better.
func (m Model) ask(h Hint, byShot bool) (Model, []Cmd) {
	m.camera.asked, m.camera.askedByShot = h, byShot
	m.camera.shooting, m.camera.refused, m.camera.goodSince = false, "", time.Time{}
	return m, []Cmd{Play{SoundRefused}}
}

// answered is the camera without a question that the picture no longer asks.
func (c camera) answered() camera {
	if !c.askedByShot && c.hint != HintCovered && !slices.Contains(acceptable(), c.hint) {
		c.asked = ""
	}
	return c
}

func (m Model) asking() bool { return m.camera.asked != "" }

// canAccept reports whether the clerk may say that it will do.
func (m Model) canAccept() bool {
	hard := func(h Hint) bool { return m.camera.asked == h || slices.Contains(m.camera.problems, h) }
	if _, known := m.camera.byRule(); hard(HintManyFaces) && !known {
		return false
	}
	return m.asking() && m.canShoot() && !hard(HintCovered)
}

// accept records that the clerk said so, and takes the picture. Nobody is asked why.
// That the other faces are pictures leaves the customer to the rule.
func (m Model) accept() (Model, []Cmd) {
	said := []Hint{m.camera.asked}
	for _, h := range m.camera.problems {
		if m.asks(h) && h != m.camera.asked {
			said = append(said, h)
		}
	}
	cmds := []Cmd{RecordAccepted{Stops: said, At: m.now, Demo: m.demo()}}
	if slices.Contains(said, HintManyFaces) {
		f, _ := m.camera.byRule()
		var cmd Cmd
		m, cmd = m.chooseFace(f)
		cmds = append(cmds, cmd)
	}
	m.customer.accepted = slices.Concat(m.customer.accepted, said)
	m, more := m.shoot()
	return m, append(cmds, more...)
}

// Question is what the clerk is asked before a picture is taken.
type Question struct {
	Text, Next TextKey // "" for no question
}

func (m Model) questionView() Question {
	switch h := m.camera.asked; {
	case h == "":
		return Question{}
	case h == HintManyFaces:
		return Question{"ask.many_faces", "ask.many_faces.next"}
	case h == HintOffCentre:
		return Question{"ask.off_centre", "ask.off_centre.next"}
	case h == HintTurnedAway && m.canAccept():
		return Question{"ask.turned_away", "ask.next"}
	case m.camera.asked == HintCovered || slices.Contains(m.camera.problems, HintCovered):
		return Question{"ask.covered", "ask.covered.next"}
	}
	return Question{"ask.covered", "ask.next"}
}
