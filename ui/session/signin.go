package session

import (
	"slices"
	"time"
)

// Clerk is somebody who may sign in.
type Clerk struct {
	Code, Name string
	Lead       bool // the shift lead
}

// door is who is signed in, and the lock between the desk and whoever is not.
type door struct {
	shut   bool
	clerk  string    // code of who signed in last; he is signed in unless it is shut
	next   string    // code of who is about to be let in
	asked  uint64    // answers to an earlier try are dropped
	waits  bool      // a try is being checked
	wrong  bool      // the last try was
	own    string    // code of who is asked for a PIN of his own, because somebody else chose it
	ownTo  time.Time // until when, by the time elapsed
	barred time.Time // no try with the code that was typed counts before, by the time awake; desk.Clerks sees to it
	// held is until when keys are still meant for what was shown before, by the time
	// awake. Each key that comes before it moves it on.
	held time.Time
}

// enterHold is how long no key may have come before the desk is shown, so that
// nothing that was typed for the sign-in reaches a field of the guest.
const enterHold = 300 * time.Millisecond

const (
	// ActLock locks the desk, and lets another clerk sign in.
	ActLock Action = "lock"
	// ActSignIn is the screen's own: it has what was typed.
	ActSignIn Action = "sign_in"
)

func signInPage() page { return page{screen: SignIn, bindings: signInBindings} }

func signInBindings() []binding {
	stay := func(m Model) (Model, []Cmd) { return m, nil }
	return []binding{
		{keys: []Key{KeyEnter}, action: ActSignIn, label: "key.sign_in", do: stay, ready: Model.mayTry, primary: true},
		{keys: []Key{KeyTab}, action: ActForward, label: "key.forward", do: stay},
		{keys: []Key{KeyEscape}, action: ActClear, label: "key.clear", do: stay},
	}
}

// shut reports whether the desk is locked. What is under way goes on behind it.
func (m Model) shut() bool { return m.door.shut && m.cfg.SignIn }

// shown is the screen that people see.
func (m Model) shown() Screen {
	if m.shut() {
		return SignIn
	}
	return m.screen
}

// clerk is who is signed in, none where nobody signs in here.
func (m Model) clerk() Clerk {
	i := slices.IndexFunc(m.cfg.Clerks, func(c Clerk) bool { return c.Code == m.door.clerk })
	if i < 0 || !m.cfg.SignIn {
		return Clerk{}
	}
	return m.cfg.Clerks[i]
}

// clerkCode is what the records name.
func (m Model) clerkCode() string {
	if m.cfg.SignIn {
		return m.door.clerk
	}
	return m.cfg.Clerk
}

// signedIn is the code of who is signed in, "" where nobody signs in.
func (m Model) signedIn() string {
	if m.cfg.SignIn {
		return m.door.clerk
	}
	return ""
}

// clerkName is what the status line shows.
func (m Model) clerkName() string {
	switch {
	case m.shut():
		return ""
	case m.cfg.SignIn:
		return m.clerk().Name
	}
	return m.cfg.Clerk
}

// holds moves the end of a hold on, because a key came before it.
func (d door) holds(now time.Time) door {
	hold := KeyGuard
	if d.next != "" {
		hold = enterHold
	}
	if d.shut && now.Before(d.held) {
		d.held = now.Add(hold)
	}
	return d
}

// mayTry reports whether a code and a PIN would be checked now.
func (m Model) mayTry() bool {
	d, now := m.door, m.clocks.awake
	return m.shut() && !d.waits && d.next == "" && d.own == "" && !now.Before(d.held)
}

// signInAsked has a code and a PIN checked. Neither is kept.
func (m Model) signInAsked(msg SignInAsked) (Model, []Cmd) {
	if !m.mayTry() || msg.Code == "" {
		return m, nil
	}
	m.door.asked++
	m.door.waits, m.door.wrong = true, false
	return m, []Cmd{CheckClerk{Asked: m.door.asked, Code: msg.Code, PIN: msg.PIN}}
}

// clerkChecked lets a clerk in, as soon as no key is on its way any more.
func (m Model) clerkChecked(msg ClerkChecked) (Model, []Cmd) {
	if !m.shut() || !m.door.waits || msg.Asked != m.door.asked {
		return m, nil
	}
	m.door.waits = false
	if known := slices.ContainsFunc(m.cfg.Clerks, func(c Clerk) bool { return c.Code == msg.Code }); !msg.Right || !known {
		m.door.wrong, m.door.barred = true, m.clocks.awake.Add(msg.Wait)
		return m, []Cmd{Play{SoundRefused}}
	}
	if msg.Temporary {
		return m.askOwnPIN(msg.Code)
	}
	return m.letIn(msg.Code), nil
}

// letIn shows the desk to a clerk as soon as no key is on its way any more.
func (m Model) letIn(code string) Model {
	m.door.next, m.door.held = code, m.clocks.awake.Add(enterHold)
	return m
}

// enterDesk shows the desk to who has signed in.
func (m Model) enterDesk() (Model, []Cmd) {
	d := m.door
	if !m.shut() || d.next == "" || m.clocks.awake.Before(d.held) {
		return m, nil
	}
	m.door = door{clerk: d.next, asked: d.asked}
	m.lastActivity, m.clerkAt, m.warned = m.clocks.elapsed, m.clocks.elapsed, false
	if d.next != d.clerk {
		m.party = party{} // another clerk knows nothing of it
		if m.screen == Booking {
			m = m.goTo(Desk)
		}
	}
	m.guardUntil = maxTime(m.guardUntil, m.clocks.awake.Add(KeyGuard))
	var cmds []Cmd
	if d.next != d.clerk {
		cmds = append(cmds, RecordClerk{Event: ClerkSignedIn, Clerk: d.next, Demo: m.cfg.Demo})
	}
	if m.showsPass() {
		m, _ = m.extend() // nobody has seen it yet
	}
	if p := m.page(); p.unlock != nil {
		var more []Cmd
		m, more = p.unlock(m)
		cmds = append(cmds, more...)
	}
	return m, cmds
}

// behindDoor handles what comes while the desk is locked. What is typed or pressed
// is never meant for the guest who is hidden.
func (m Model) behindDoor(msg Msg) (Model, []Cmd, bool) {
	switch msg := msg.(type) {
	case SignInAsked:
		m, cmds := m.signInAsked(msg)
		return m, cmds, true
	case ClerkChecked:
		m, cmds := m.clerkChecked(msg)
		return m, cmds, true
	case NewPINGiven:
		m, cmds := m.ownPINGiven(msg)
		return m, cmds, true
	case PINChanged:
		m, cmds := m.ownPINSet(msg)
		return m, cmds, true
	case CardLaid, Scanned:
		m, cmds := m.ignore("reader.ignored.locked")
		return m, cmds, true
	case Offered:
		return m, []Cmd{AnswerOffer{ID: msg.ID}}, true
	case KeyPressed, Pressed, Permitted:
		return m, nil, false // they are the lock's own
	case NoManager:
		return m, nil, true
	}
	return m, nil, isActivity(msg)
}
