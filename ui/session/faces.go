package session

import (
	"slices"
	"time"
)

// Box is a part of the picture as the screen shows it, mirrored, in shares of its
// width and height.
type Box struct{ X, Y, W, H float64 }

// Face is a face that may be the customer's.
type Face struct {
	Box
	Customer bool // by the rule, or chosen
}

// Aim is how far the oval was moved on the screen, in widths and heights of the
// picture, to the right and down.
type Aim struct{ X, Y float64 }

const (
	aimStep = 0.05
	aimMost = 0.40
	// pickPause is how long nothing may follow a number: a reader types on.
	pickPause = 250 * time.Millisecond
	// lostPatience is how long a chosen face may be out of sight.
	lostPatience = time.Second
)

// faceBindings choose a face by its number, and move the oval.
func faceBindings() []binding {
	var out []binding
	for i, key := range []Key{Key1, Key2, Key3, Key4} {
		action := []Action{ActFace1, ActFace2, ActFace3, ActFace4}[i]
		out = append(out, binding{keys: []Key{key}, action: action, label: "key.face",
			do:      func(m Model) (Model, []Cmd) { return m.pick(i + 1), nil },
			applies: func(m Model) bool { return i < len(m.camera.faces) }})
	}
	for key, move := range map[Key]Aim{KeyLeft: {-aimStep, 0}, KeyRight: {aimStep, 0}, KeyUp: {0, -aimStep}, KeyDown: {0, aimStep}} {
		action := map[Key]Action{KeyLeft: ActOvalLeft, KeyRight: ActOvalRight, KeyUp: ActOvalUp, KeyDown: ActOvalDown}[key]
		out = append(out, binding{keys: []Key{key}, action: action, label: "key.oval",
			do: func(m Model) (Model, []Cmd) { return m.moveOval(move) }, ready: func(m Model) bool { return m.camera.open }})
	}
	slices.SortStableFunc(out[4:], func(a, b binding) int { return slices.Index(AllKeys(), a.keys[0]) - slices.Index(AllKeys(), b.keys[0]) })
	return out
}

// moveOval moves the oval, as far as it goes. The next guest finds it in its place.
func (m Model) moveOval(by Aim) (Model, []Cmd) {
	within := func(v float64) float64 { return min(max(v, -aimMost), aimMost) }
	m.customer.aim = Aim{within(m.customer.aim.X + by.X), within(m.customer.aim.Y + by.Y)}
	return m, []Cmd{MoveOval{m.customer.aim}}
}

// pick notes a number. It counts once nothing has followed: what a reader types is
// no choice.
func (m Model) pick(n int) Model {
	m.camera.picked, m.camera.pickedAt = n, m.clocks.awake
	return m
}

// choosePicked makes the face of the number that was typed the customer's, and
// records that one was chosen.
func (m Model) choosePicked() (Model, []Cmd) {
	n := m.camera.picked
	if n == 0 || m.clocks.awake.Sub(m.camera.pickedAt) < pickPause {
		return m, nil
	}
	m.camera.picked = 0
	if n > len(m.camera.faces) || m.camera.shooting {
		return m, nil
	}
	m, cmd := m.chooseFace(m.camera.faces[n-1])
	return m, []Cmd{RecordAccepted{Chosen: true, At: m.now, Demo: m.demo()}, cmd}
}

// chooseFace makes a face the customer's. What was said to do of another is forgotten.
func (m Model) chooseFace(f Face) (Model, Cmd) {
	m.customer.chosen, m.customer.accepted = true, nil
	m.camera.asked, m.camera.refused, m.camera.goodSince, m.camera.lostSince = "", "", time.Time{}, time.Time{}
	return m, ChooseFace{f}
}

// facesSeen takes in the faces of the newest picture. A choice whose face has gone
// ends: who stands there then is for the rule, or is asked about.
func (m Model) facesSeen(msg Previewed) (Model, []Cmd) {
	m.camera.faces = msg.Faces
	switch {
	case !m.customer.chosen || !msg.Lost:
		m.camera.lostSince = time.Time{}
	case m.camera.lostSince.IsZero():
		m.camera.lostSince = m.clocks.awake
	case m.clocks.awake.Sub(m.camera.lostSince) >= lostPatience && !m.camera.shooting:
		m.customer.chosen, m.customer.accepted, m.camera.lostSince = false, nil, time.Time{}
		return m, []Cmd{ChooseFace{}}
	}
	return m, nil
}

// byRule is the customer among the faces by the rule.
func (c camera) byRule() (Face, bool) {
	i := slices.IndexFunc(c.faces, func(f Face) bool { return f.Customer })
	if i < 0 {
		return Face{}, false
	}
	return c.faces[i], true
}
