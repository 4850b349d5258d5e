package session

import (
	"time"

	"facedesk/identity"
)

// ownPINTime is how long a clerk may take to choose a PIN of his own. Then he signs in
// anew, so that nobody finds the question and answers it for him.
const ownPINTime = 2 * time.Minute

// askOwnPIN asks a clerk who has signed in with a PIN that somebody else chose for one
// of his own. He is let in with it.
func (m Model) askOwnPIN(code string) (Model, []Cmd) {
	m.door.own, m.door.ownTo = code, m.clocks.elapsed.Add(ownPINTime)
	return m.askOwnAgain(identity.Text{})
}

func (m Model) askOwnAgain(fault identity.Text) (Model, []Cmd) {
	return m, []Cmd{AskNewPIN{Visit: m.door.asked, Clerk: Clerk{Code: m.door.own, Name: m.named(m.door.own)}, Own: true, Fault: fault}}
}

// ownPINGiven has the PIN set, or goes back to signing in.
func (m Model) ownPINGiven(msg NewPINGiven) (Model, []Cmd) {
	d := m.door
	switch {
	case d.own == "" || d.waits || !msg.Own || msg.Visit != d.asked:
		return m, nil
	case msg.PIN.Empty():
		m.door = d.anew()
		return m, nil
	}
	m.door.waits = true
	return m, []Cmd{SetClerkPIN{Visit: d.asked, Code: d.own, PIN: msg.PIN, Own: true, Clerk: d.own, Demo: m.cfg.Demo}}
}

// ownPINSet lets the clerk in, or asks again.
func (m Model) ownPINSet(msg PINChanged) (Model, []Cmd) {
	d := m.door
	if d.own == "" || !d.waits || msg.Visit != d.asked {
		return m, nil
	}
	m.door.waits = false
	if msg.Err != nil {
		return m.askOwnAgain(msg.Err.Said().Text())
	}
	m.door.own = ""
	return m.letIn(d.own), nil
}

// endOwn ends the question for a PIN of his own that nobody answers.
func (m Model) endOwn() (Model, []Cmd) {
	if m.door.own != "" && !m.door.waits && !m.clocks.elapsed.Before(m.door.ownTo) {
		m.door = m.door.anew()
	}
	return m, nil
}

// anew is the lock as it was before anybody tried.
func (d door) anew() door {
	return door{shut: d.shut, clerk: d.clerk, asked: d.asked + 1, held: d.held}
}
